"""Open an account: how a new centre gets its first people."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.journal import SYSTEM
from foundation.people.models import Role, User
from foundation.people.services import create_account


class Command(BaseCommand):
    """The password is asked for, or read from standard input; never an argument that others could read."""

    help = "Open an account; the password is asked for, or read from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and what the person may do."""
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="the name that the record keeps")
        parser.add_argument("--role", action="append", required=True, choices=Role.values, dest="roles")
        parser.add_argument("--language", default="id", choices=["id", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Create it, or say why not."""
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError(f"There is an account {options['username']} already.")
        password = getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        create_account(
            username=options["username"],
            name=options["name"],
            roles=options["roles"],
            password=password,
            language=options["language"],
            actor=SYSTEM,
        )
        self.stdout.write(f"The account {options['username']} is open.")
