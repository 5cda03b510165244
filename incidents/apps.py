from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """What happened: reports, incidents, assignments."""

    name = "incidents"

    def ready(self) -> None:
        """Say which time limits this app starts (dispatch says what a missed one does), and what it knows of drafts."""
        from foundation.clock.clock import clock
        from incidents import tasks  # noqa: F401  (adds rehearsals to what the beat watches)
        from sop.services.guards import approval_guards
        from sop.services.rehearsals import lack_rehearsal

        limits = ("unhandled", "acknowledge", "dispatch", "on_scene", "no_lead", "left_open", "help", "panic")
        for kind in (*limits, "leave_board", "shelving", "aid_answer", "aid_arrival", "finding_answer"):
            clock.declare(kind)
        approval_guards.append(lack_rehearsal)
