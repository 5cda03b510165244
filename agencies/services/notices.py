"""Mail to the administrators about papers: rare, and worth sending for a week."""

from datetime import timedelta
from typing import Final

from foundation.journal import Change
from foundation.notify.services import queue_notification
from foundation.people.models import Role, User

CUTOFF: Final = timedelta(days=7)


def tell_administrators(running: Change, *, title: str, body: str, about: str, key: str) -> None:
    """One message to each administrator who has an address; the same key twice is one message."""
    administrators = User.objects.filter(roles__contains=[Role.ADMIN], is_active=True).exclude(email="")
    for user in administrators.order_by("username"):
        queue_notification(
            running,
            transport="email",
            to=user.email,
            title=title,
            body=body,
            key=f"{key}:{user.id}",
            about=about,
            cutoff=CUTOFF,
        )
