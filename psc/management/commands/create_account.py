"""Open an account: how a new centre gets its first people."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.services import create_member
from foundation.journal import SYSTEM
from foundation.lib.errors import DomainError
from foundation.people.models import Role, User
from foundation.people.services import create_account
from psc.passwords import ask_password

# Who has one of these works for an agency: without one the account would see nothing.
OF_AN_AGENCY = frozenset({Role.DESK, Role.CREW, Role.SUPERVISOR, Role.HOSPITAL})


class Command(BaseCommand):
    """The password is asked for, or read from standard input; never an argument that others could read."""

    help = "Open an account; the password is asked for, or read from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and what the person may do."""
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="the name that the record keeps")
        parser.add_argument("--role", action="append", required=True, choices=Role.values, dest="roles")
        parser.add_argument(
            "--agency", metavar="CODE", help="for whom the person works: desk, crew, supervisor, hospital"
        )
        parser.add_argument("--unit", default="", metavar="CALL_SIGN", help="a crew's unit")
        parser.add_argument("--language", default="id", choices=["id", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Create it, or say why not."""
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError(f"There is an account {options['username']} already.")
        if OF_AN_AGENCY & set(options["roles"]) and not options["agency"]:
            raise CommandError(f"{' and '.join(options['roles'])}: say for which agency, by --agency CODE.")
        password = ask_password()
        account = {name: options[name] for name in ("username", "name", "roles", "language")}
        try:
            if options["agency"]:
                workplace = {"agency_code": options["agency"], "call_sign": options["unit"]}
                create_member(**account, **workplace, password=password, actor=SYSTEM)
            else:
                create_account(**account, password=password, actor=SYSTEM)
        except DomainError as error:
            raise CommandError(error.message) from None
        self.stdout.write(f"The account {options['username']} is open.")
