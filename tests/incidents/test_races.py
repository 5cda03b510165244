"""Two people at once: what one does is seen by the other, and neither waits for the other for ever."""

import time
from threading import Event
from uuid import UUID

import pytest

from foundation.journal import change
from foundation.lib.errors import Missing, WrongMove
from incidents.access import get_report
from incidents.models import Incident, Report, UnitAssignment
from incidents.services.intake import Told, receive_report, undo_report
from incidents.services.merging import merge_incidents
from incidents.services.moves import withdraw_assignment
from incidents.services.notes import add_note
from incidents.services.opening import open_report
from incidents.services.units import assign_unit
from tests.centre import FIRE, Centre
from tests.foundation.together import together

PATIENCE_S = 20.0
# Long enough for the other thread to come to the lock that is held.
HEAD_START_S = 0.5


def open_one(centre: Centre) -> tuple[Report, Incident]:
    """A report and the incident it became."""
    operator = centre.desk("operator").user
    report = receive_report(told=Told(channel="call", text=FIRE, lat=-8.0542, lon=111.9131), actor=operator)
    return report, open_report(report_id=report.id, actor=operator)


def test_an_opening_is_not_undone_under_a_unit_that_is_being_sent(centre: Centre) -> None:
    report, incident = open_one(centre)
    operator, damkar = centre.desk("operator").user, centre.desk("damkar").user
    part, unit = incident.assignments.get(agency__code="damkar"), centre.unit("PMK-1")
    sent = Event()

    def send() -> None:
        with change(damkar):
            assign_unit(assignment_id=part.id, unit_id=UUID(unit), actor=damkar)
            sent.set()
            time.sleep(HEAD_START_S)

    def undo() -> None:
        sent.wait(PATIENCE_S)
        with pytest.raises(WrongMove) as refused:
            undo_report(report_id=report.id, actor=operator)
        assert refused.value.code == "units_out"

    together([send, undo])
    assert Incident.objects.get(id=incident.id).is_open
    assert UnitAssignment.objects.get().status == "assigned"


def test_an_undo_and_a_merge_take_their_locks_in_one_order(centre: Centre) -> None:
    report, incident = open_one(centre)
    _other, into = open_one(centre)
    operator = centre.desk("operator").user
    held = Event()

    def undo() -> None:
        with change(operator):
            get_report(operator, report.id, lock=True)
            held.set()
            time.sleep(HEAD_START_S)
            undo_report(report_id=report.id, actor=operator)

    def merge() -> None:
        held.wait(PATIENCE_S)
        with pytest.raises(WrongMove):
            merge_incidents(incident_id=incident.id, into_id=into.id, actor=operator)

    together([undo, merge])
    assert Report.objects.get(id=report.id).status == "received"
    assert Incident.objects.get(id=incident.id).stage == "cancelled"


def test_who_is_taken_out_while_waiting_finds_nothing(centre: Centre) -> None:
    _report, incident = open_one(centre)
    operator, polres = centre.desk("operator").user, centre.desk("polres").user
    part = incident.assignments.get(agency__code="polres")
    taken = Event()

    def take_out() -> None:
        with change(operator):
            withdraw_assignment(assignment_id=part.id, actor=operator)
            taken.set()
            time.sleep(HEAD_START_S)

    def write() -> None:
        taken.wait(PATIENCE_S)
        with pytest.raises(Missing):
            add_note(incident_id=incident.id, text="Kami menyusul.", actor=polres)

    together([take_out, write])
