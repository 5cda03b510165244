"""Accounts, roles, tokens, duty (`design.md` 8)."""
