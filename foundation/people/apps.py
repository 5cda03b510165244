from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, roles, tokens, duty."""

    name = "foundation.people"
    label = "people"

    def ready(self) -> None:
        """Screens are a transport too: a message is delivered when somebody of its audience is looking.

        And every night what has served is forgotten.
        """
        from foundation.clock.clock import clock
        from foundation.clock.nightly import add_nightly
        from foundation.notify.transports import add_transport
        from foundation.people.duty import DutyLimit
        from foundation.people.forgetting import FORGETTING
        from foundation.people.screens import Pages, Screens

        add_transport(Screens())
        add_transport(Pages())
        add_nightly(FORGETTING)
        clock.declare("duty")
        clock.handle("duty", DutyLimit())
