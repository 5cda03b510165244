from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncidentsConfig(AppConfig):
    """What happened: reports, incidents, assignments."""

    name = "incidents"

    def ready(self) -> None:
        """Say which time limits this app starts (dispatch says what a missed one does), and what it knows of drafts."""
        from agencies.bench.views import beside
        from agencies.services.notices import add_herald
        from agencies.touched import add_source
        from foundation.clock.clock import clock
        from foundation.clock.nightly import add_nightly
        from foundation.notify.services import follow_failures, follow_messages, watch_transports
        from foundation.people.navigation import Section, add_section
        from incidents import decided, tasks  # noqa: F401  (adds rehearsals to what the beat watches)
        from incidents.aid.readers import READERS
        from incidents.overrules import overrules_beside
        from incidents.services.alarms import announce_paper
        from incidents.services.announcing import announce_version
        from incidents.services.link_ends import note_message
        from incidents.services.undelivered import note_transport, note_undelivered
        from incidents.strays import STRAYS
        from incidents.trials.open_now import open_incidents_touched
        from sop.services.guards import approval_guards
        from sop.services.rehearsals import lack_rehearsal
        from sop.services.switching import heralds

        limits = ("unhandled", "acknowledge", "dispatch", "on_scene", "no_lead", "left_open", "help", "panic")
        heard = ("call_waiting", "unit_silent")
        for kind in (
            *limits,
            "leave_board",
            "shelving",
            "notice",
            "link_failed",
            "aid_answer",
            "aid_arrival",
            "finding_answer",
            "crew_link",
            "complaint_kept",
            *heard,
        ):
            clock.declare(kind)
        follow_messages("crew_link", note_message)
        follow_failures(note_undelivered)
        watch_transports(note_transport)
        add_nightly(STRAYS)
        approval_guards.append(lack_rehearsal)
        beside.append(overrules_beside)
        add_source(open_incidents_touched)
        add_herald(announce_paper)
        heralds.append(announce_version)
        add_section(Section(_("Laporan ditutup"), "decided-reports", frozenset(decided.READERS)))
        readers = frozenset(READERS)
        add_section(Section(_("Perjanjian"), "agreements", readers))
        add_section(Section(_("Temuan"), "findings", readers))
