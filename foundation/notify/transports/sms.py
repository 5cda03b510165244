"""Text messages: to a file in a demonstration, by HTTP to a gateway, or not at all (settings decide)."""

import http.client
import json
import urllib.request
from email.message import Message
from pathlib import Path
from typing import IO, Final
from urllib.error import HTTPError

from django.conf import settings

from foundation.notify.models import Notification
from foundation.notify.transports import NotSent

# Seconds a gateway may take to say yes; shorter than the outbox lets a message belong to one worker.
PATIENCE_S: Final = 10
# Answers that speak of the gateway's own trouble, not of the message: worth another try.
PASSING: Final = frozenset({408, 425, 429})


def sms_is_on() -> bool:
    """Whether text messages can leave at all; without a gateway nothing offers them."""
    return bool(settings.SMS != "off")


class Sms:
    """`to` is a telephone number in full (`+62...`); the title is not sent, a text message has none."""

    name = "sms"
    breakable = True

    def send(self, message: Notification) -> None:
        """Hand the message to the gateway."""
        if settings.SMS == "off":
            raise NotSent("no gateway for text messages is configured", final=True)
        if settings.SMS == "file":
            write_file(message)
        else:
            post(message)


def write_file(message: Notification) -> None:
    """One file a message, named by its id: written again it is the same file."""
    folder = Path(settings.SMS_FILE_PATH)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / f"{message.id}.txt").write_text(f"{message.to}\n{message.body}\n")


class NoDetours(urllib.request.HTTPRedirectHandler):
    """A gateway that sends us elsewhere would have the message go where nobody decided that it may."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """Follow nothing: the redirect is then an error like others."""


_gateway = urllib.request.build_opener(NoDetours)


def post(message: Notification) -> None:
    """`POST {to, text, key}` to the gateway; any 2xx is a yes. What it answers else is never kept: it may quote us."""
    request = urllib.request.Request(  # noqa: S310 (settings allow http and https only)
        settings.SMS_URL,
        data=json.dumps({"to": message.to, "text": message.body, "key": message.key}).encode(),
        headers={"Content-Type": "application/json", "Idempotency-Key": message.key, **authorization()},
    )
    try:
        with _gateway.open(request, timeout=PATIENCE_S):
            pass
    except HTTPError as error:
        error.close()
        final = 300 <= error.code < 500 and error.code not in PASSING
        raise NotSent(f"the gateway answered {error.code}", final=final) from None
    except (OSError, http.client.HTTPException) as error:
        raise NotSent(f"the gateway does not answer ({type(error).__name__})") from None


def authorization() -> dict[str, str]:
    """How the gateway knows us."""
    return {"Authorization": f"Bearer {settings.SMS_TOKEN}"} if settings.SMS_TOKEN else {}
