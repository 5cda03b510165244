"""Close an account, or open it again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.journal import SYSTEM
from foundation.lib.errors import DomainError
from foundation.people.services import close_account, reopen_account


class Command(BaseCommand):
    """The account stays, and so does what the record says of it."""

    help = "Close an account: nobody signs in with it any more. With --reopen it serves again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("username")
        parser.add_argument("--reopen", action="store_true", help="open one again that was closed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Close it, or say why not."""
        serve = reopen_account if options["reopen"] else close_account
        try:
            user = serve(username=options["username"], actor=SYSTEM)
        except DomainError as error:
            raise CommandError(error.message) from None
        self.stdout.write(f"The account {user.username} is {'open' if user.is_active else 'closed'}.")
