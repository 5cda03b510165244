"""Accounts, roles, tokens, duty."""
