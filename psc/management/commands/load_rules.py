"""Load the SOPs of this release into a centre."""

from typing import Any

from django.core.management.base import BaseCommand

from foundation.journal import SYSTEM
from sop.services import load_rules


class Command(BaseCommand):
    """What a centre has already stays as it is."""

    help = "Load the incident types and version 1 of their SOPs; what is there already stays."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many were new."""
        self.stdout.write(f"{load_rules(actor=SYSTEM)} incident types are new.")
