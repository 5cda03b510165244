"""The record: append-only, chained, proven (`docs/architecture.md`)."""

from foundation.journal.changes import SYSTEM, Actor, Change, System, change, insert_soon, snapshot
from foundation.journal.entries import Entry, entry_kind

__all__ = ["SYSTEM", "Actor", "Change", "Entry", "System", "change", "entry_kind", "insert_soon", "snapshot"]
