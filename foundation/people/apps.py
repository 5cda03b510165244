from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, roles, tokens, duty."""

    name = "foundation.people"
    label = "people"

    def ready(self) -> None:
        """Screens are a transport too: a message is delivered when somebody of its audience is looking."""
        from foundation.notify.transports import add_transport
        from foundation.people.screens import Screens

        add_transport(Screens())
