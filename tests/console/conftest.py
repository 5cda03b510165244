"""The centre and the browser of the end-to-end tests."""

from tests.e2e.conftest import chromium, engine, sign_in

__all__ = ["chromium", "engine", "sign_in"]
