"""What administrators and coordinators are told about papers: by mail, and on the boards of the rooms above."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.utils.translation import override

from foundation.journal import Change
from foundation.notify.services import queue_notification
from foundation.people.models import Role, User

CUTOFF: Final = timedelta(days=7)


# A room above shows it where people work: the paper's subject, and its words in the language that is asked for.
Herald = Callable[[Change, str, Callable[[], str]], None]
_heralds: list[Herald] = []


def add_herald(herald: Herald) -> None:
    """A room above wants to be told."""
    _heralds.append(herald)


def tell_of_paper(running: Change, *, say: Callable[[], str], body: str, about: str, key: str) -> None:
    """One message to each administrator who has an address, and a word to the boards; the same key twice is one."""
    for herald in _heralds:
        herald(running, about, say)
    with override("id"):
        title = say()
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
