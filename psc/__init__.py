"""Wiring only: settings, addresses, servers, and the engine they run on."""

from psc.celery import app as celery

__all__ = ["celery"]
