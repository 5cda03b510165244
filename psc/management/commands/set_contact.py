"""How an account's person is reached outside: by whom is called when nothing else gets through."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from foundation.journal import SYSTEM
from foundation.lib.errors import DomainError
from foundation.people.services import set_contact
from incidents.services.crew_links import full_number


class Command(BaseCommand):
    """Only what is named changes; an empty word takes away."""

    help = "Set the telephone number or the e-mail address of an account."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, and which."""
        parser.add_argument("username")
        parser.add_argument("--phone", help="a mobile number, offered when a crew's link is sent")
        parser.add_argument("--email", help="where mails about procedures, decrees and missed limits go")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set it, or say why not."""
        phone, email = options["phone"], options["email"]
        if phone is None and email is None:
            raise CommandError("Say --phone or --email.")
        try:
            if phone:
                full_number(phone)
            if email:
                validate_email(email)
            set_contact(username=options["username"], phone=phone, email=email, actor=SYSTEM)
        except DomainError as error:
            raise CommandError(error.message) from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"The account {options['username']} is reached so from now on.")
