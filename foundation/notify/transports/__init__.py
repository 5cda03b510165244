"""Ways out of the house. Adding one: `docs/adding-a-transport.md`."""

from typing import Protocol

from foundation.notify.models import Notification


class NotSent(Exception):
    """The transport could not deliver now; `final` when trying again is of no use."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


class Transport(Protocol):
    """One way out. `send` returns when the other side has taken the message, with the message's key against doubles."""

    name: str
    # Whether the network may hang: such a transport has a circuit breaker, an in-house one needs none.
    breakable: bool

    def send(self, message: Notification) -> None:
        """Deliver; raises NotSent with the reason in words."""


_transports: dict[str, Transport] = {}


def add_transport(transport: Transport) -> None:
    """Make a way out known by its name."""
    _transports[transport.name] = transport


def get_transport(name: str) -> Transport:
    """The transport of that name.

    Raises:
        KeyError: nobody added it.
    """
    return _transports[name]
