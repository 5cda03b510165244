from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """What happened: reports, incidents, assignments."""

    name = "incidents"

    def ready(self) -> None:
        """Say which time limits this app starts; dispatch says what a missed one does."""
        from foundation.clock.clock import clock

        for kind in ("unhandled", "acknowledge", "dispatch", "on_scene", "no_lead", "left_open", "leave_board"):
            clock.declare(kind)
