"""Load the demonstration centre."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.journal import SYSTEM, change
from psc.demo import is_empty, load_demo
from psc.example import load_example


class Command(BaseCommand):
    """Only ever in demo mode: its passwords are known to everybody."""

    help = "Load the demonstration centre (accounts, SOPs, region, decree)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether an existing centre is left alone."""
        parser.add_argument("--if-empty", action="store_true", help="do nothing where accounts exist, or outside demo")
        parser.add_argument("--example", action="store_true", help="with an agreement, help given, and a finding")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say why not."""
        if options["if_empty"] and (not settings.DEMO or not is_empty()):
            return
        if not settings.DEMO:
            raise CommandError("The demonstration centre is loaded in demo mode only (PSC_DEMO=true).")
        with change(SYSTEM):
            load_demo()
            if options["example"] and settings.EXAMPLE:
                load_example()
        self.stdout.write("The demonstration centre is loaded.")
