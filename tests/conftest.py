"""Fixtures of our own tests; the servers and databases come from the folder above."""

from tests.centre import centre

__all__ = ["centre"]
