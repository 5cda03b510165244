"""Every time limit of the whole system (`design.md` 6)."""
