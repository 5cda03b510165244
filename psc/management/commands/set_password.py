"""Give an account another password: its person has forgotten the old one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.journal import SYSTEM
from foundation.lib.errors import DomainError
from foundation.people.services import set_password
from psc.passwords import ask_password


class Command(BaseCommand):
    """The password is asked for, or read from standard input; never an argument that others could read."""

    help = "Give an account another password, asked for or read from standard input; sessions and keys end."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set it, or say why not."""
        password = ask_password()
        try:
            set_password(username=options["username"], password=password, actor=SYSTEM)
        except DomainError as error:
            raise CommandError(error.message) from None
        self.stdout.write(f"The account {options['username']} has a new password; it is signed out everywhere.")
