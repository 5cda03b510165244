"""The in-app transports: a message on a live screen, and one on a person's own page."""

from foundation.notify.models import Notification
from foundation.notify.transports import NotSent
from foundation.people.presence import is_online


class Screens:
    """`to` is an audience. The alarm itself is a card on its board; it has arrived when a console can show it."""

    name = "in_app"
    breakable = False

    def send(self, message: Notification) -> None:
        """Taken when somebody of the audience is looking; tried again until the cut-off otherwise."""
        if not is_online(message.to):
            raise NotSent("nobody of this audience is signed on")


class Pages:
    """`to` is an account's id. It has arrived by being written: the person's pages list what stands in the outbox."""

    name = "page"
    breakable = False

    def send(self, message: Notification) -> None:
        """Nothing more to do."""
