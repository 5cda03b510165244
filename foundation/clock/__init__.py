"""Every time limit of the whole system (`docs/architecture.md`)."""
