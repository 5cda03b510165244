"""Recompute the chain of the record."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.journal.verification import verify_journal


class Command(BaseCommand):
    """Exits non-zero and names the first broken position."""

    help = "Recompute the journal's chain and seals; name the first broken position."

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify and say so."""
        verdict = verify_journal()
        if verdict.broken_at is not None:
            raise CommandError(f"The journal is broken at position {verdict.broken_at}: {verdict.reason}.")
        self.stdout.write(f"The journal is whole: {verdict.entries} entries.")
