"""E-mail: to a file in a demonstration, by SMTP otherwise (settings decide)."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from foundation.notify.models import Notification
from foundation.notify.transports import NotSent


class Email:
    """`to` is an address. The key becomes the Message-ID, so that a double is recognised by the reader's server."""

    name = "email"
    breakable = True

    def send(self, message: Notification) -> None:
        """Hand the message to the mail server."""
        if "@" not in message.to:
            raise NotSent("no e-mail address", final=True)
        domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
        mail = EmailMessage(
            subject=message.title,
            body=message.body,
            to=[message.to],
            headers={"Message-ID": f"<{message.id}@{domain}>"},
        )
        try:
            mail.send()
        except (OSError, smtplib.SMTPException) as error:
            final = isinstance(error, smtplib.SMTPRecipientsRefused)
            raise NotSent(f"{type(error).__name__}: {error}", final=final) from error
