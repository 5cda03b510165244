from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """What happened: reports, incidents, assignments."""

    name = "incidents"

    def ready(self) -> None:
        """Say which time limits this app starts; dispatch says what a missed one does."""
        from foundation.clock.clock import clock

        limits = ("unhandled", "acknowledge", "dispatch", "on_scene", "no_lead", "left_open", "help", "panic")
        for kind in (*limits, "leave_board", "shelving", "aid_answer", "aid_arrival", "finding_answer"):
            clock.declare(kind)
