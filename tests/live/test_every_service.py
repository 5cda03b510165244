"""Old board + frames == a fresh board, for every service there is, and every audience.

The services are found by themselves; one without a case here fails the suite. A service that is on no board says so
with `NO_BOARD`, and then it is held to that.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import ModuleType
from uuid import UUID

import pytest
from django.test import override_settings
from django.utils import timezone

import agencies.services
import dispatch.services
import foundation.people.services
import incidents.services
import sop.services
from agencies.entries import AgencyChanged
from agencies.models import Agency, Area, Unit
from agencies.services import import_register, load_region, set_unit_in_service
from dispatch.hub import fill_shelf, look
from dispatch.ring import Ring
from foundation.journal import SYSTEM, change
from foundation.journal.selectors import head_position
from foundation.notify.services import send_due
from foundation.people.models import Role, User
from foundation.people.services import create_account, issue_token
from incidents.access import Audience, LinkedCrew, OnBehalf
from incidents.models import AgencyAssignment, Aid, Incident, Report, UnitAssignment
from incidents.pictures import develop
from incidents.services.aid_steps import Given
from incidents.services.aiding import advance_aid, ask_aid
from incidents.services.alarms import acknowledge_alarm
from incidents.services.closing import close_incident, reopen_incident
from incidents.services.complaints import record_complaint
from incidents.services.correcting import add_agency, correct_place
from incidents.services.crew_links import (
    issue_crew_link,
    open_crew_link,
    record_crew_told,
    revoke_crew_link,
    set_status_by_link,
)
from incidents.services.help_calls import Cry, answer_help, call_help, call_panic
from incidents.services.intake import (
    Told,
    attach_report,
    claim_report,
    dismiss_report,
    receive_report,
    reopen_report,
    reveal_caller,
    undo_report,
)
from incidents.services.interview import answer_report, decline_proposal
from incidents.services.limits import extend_limit, skip_step, take_over_limit
from incidents.services.merging import merge_incidents
from incidents.services.messages import read_messages, send_message
from incidents.services.moves import (
    acknowledge_assignment,
    decline_assignment,
    deliver_assignments,
    finish_assignment,
    withdraw_assignment,
)
from incidents.services.notes import add_note
from incidents.services.opening import Place, open_report
from incidents.services.patients import Line, add_patients, set_patients
from incidents.services.photos import add_photo, discard_photo
from incidents.services.reclassifying import reclassify_incident
from incidents.services.shelving import shelve_alarm, unshelve_alarm
from incidents.services.units import assign_unit, set_unit_status
from sop.models import ProcedureVersion
from sop.services import put_emergency_in_force, put_version_in_force, retire_version
from tests.agreements import running_agreement
from tests.centre import CHOKING, FIRE, Centre
from tests.incidents.pictures import a_picture
from tests.live.boards import watched_boards
from tests.rulemaking import Rules

Act = Callable[[], object]
# Services that move nothing on any board: rules, papers and accounts.
NO_BOARD = {
    "agencies.services.agreements.advance_agreement",
    "agencies.services.agreements.draft_agreement",
    "agencies.services.agreements.sign_agreement",
    "agencies.services.agreements.write_agreement",
    "agencies.services.partnership.add_agreement_event",
    "agencies.services.partnership.attach_agreement_file",
    "agencies.services.partnership.finish_follow_up",
    # What was not kept is a matter of pages; the incident's card is told anew, and says the same.
    "incidents.services.findings.answer_finding",
    "incidents.services.findings.decide_finding",
    "incidents.services.findings.register_finding",
    "agencies.services.areas.import_boundaries",
    "agencies.services.decrees.put_decree_in_force",
    "agencies.services.decrees.acknowledge_notice",
    "agencies.services.drafting.attach_scan",
    "agencies.services.drafting.draft_decree",
    "agencies.services.drafting.withdraw_decree",
    "agencies.services.drafting.write_decree",
    "agencies.services.review.submit_decree",
    "agencies.services.review.initial_decree",
    "agencies.services.matrix.set_mandates",
    "agencies.services.members.add_member",
    "agencies.services.members.create_member",
    "agencies.services.endorsements.object_to_version",
    "agencies.services.endorsements.sign_version",
    "agencies.services.rehearsed.record_decree_rehearsal",
    "incidents.services.trials.cancel_trial",
    "incidents.services.trials.fail_trial",
    "incidents.services.trials.finish_trial",
    "incidents.services.trials.start_trial",
    "incidents.services.rehearsals.cancel_rehearsal",
    "incidents.services.rehearsals.fail_rehearsal",
    "incidents.services.rehearsals.finish_rehearsal",
    "incidents.services.paper.issue_paper_numbers",
    "incidents.services.rehearsals.start_rehearsal",
    "sop.services.rehearsals.record_rehearsal",
    "sop.services.rehearsals.tick_changes",
    "sop.services.cases.add_case",
    "sop.services.cases.remove_case",
    "sop.services.drafting.discard_version",
    "sop.services.drafting.draft_version",
    "sop.services.drafting.edit_version",
    "sop.services.drafting.submit_version",
    "sop.services.drafting.withdraw_version",
    "sop.services.importing.import_procedures",
    "sop.services.life.approve_medical_text",
    "sop.services.life.approve_version",
    "sop.services.loading.load_rules",
    # Silence is the position's own: the record knows of it, no board does.
    "incidents.services.muting.mute_alarms",
    "foundation.people.services.begin_duty",
    "foundation.people.services.close_account",
    "foundation.people.services.create_account",
    "foundation.people.services.end_duty",
    "foundation.people.services.reopen_account",
    "foundation.people.services.set_contact",
    "foundation.people.services.set_own_password",
    "foundation.people.services.set_password",
    # A position is overwritten and travels in frames of its own (`tests/live/test_stream.py`).
    "dispatch.services.wallboards.create_wallboard",
    "dispatch.services.wallboards.revoke_wallboard",
    "dispatch.services.positions.write_position",
    "dispatch.services.shift.receive_handover",
    "dispatch.services.shift.sign_handover",
    "dispatch.services.shift.strike_line",
    "dispatch.services.shift.write_line",
}


def services() -> set[str]:
    """Every function with an `actor` that some app's services define."""
    return {
        f"{module.__name__}.{name}"
        for module in service_modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and opens_a_change(function)
    }


def service_modules() -> Iterator[ModuleType]:
    """The service files of all apps."""
    for package in (agencies.services, dispatch.services, incidents.services, sop.services):
        for info in pkgutil.iter_modules(package.__path__):
            yield importlib.import_module(f"{package.__name__}.{info.name}")
    yield foundation.people.services


def opens_a_change(function: Callable[..., object]) -> bool:
    """A service takes its arguments by name, and is told who acts."""
    parameters = inspect.signature(function).parameters
    return "actor" in parameters and all(one.kind is one.KEYWORD_ONLY for one in parameters.values())


class Shift:
    """A few things that have happened already."""

    def __init__(self, centre: Centre) -> None:
        centre.sign_on("damkar", "rsud")
        self.centre = centre
        self.operator = self.user("operator")
        self.damkar = self.user("damkar")

    def user(self, name: str) -> User:
        return self.centre.desk(name).user

    def report(self, text: str = FIRE) -> Report:
        told = Told(channel="call", text=text, phone="081234567890", lat=-8.0542, lon=111.9131, place="Kedungwaru")
        return receive_report(told=told, actor=self.operator)

    def incident(self, text: str = FIRE) -> Incident:
        return open_report(report_id=self.report(text).id, actor=self.operator)

    def part(self, incident: Incident, code: str = "damkar") -> AgencyAssignment:
        return incident.assignments.get(agency__code=code)

    def job(self) -> UnitAssignment:
        part = self.part(self.incident())
        return assign_unit(assignment_id=part.id, unit_id=self.unit("PMK-1").id, actor=self.damkar)

    def unit(self, call_sign: str) -> Unit:
        return Unit.objects.get(call_sign=call_sign)


def receive(shift: Shift) -> Act:
    return shift.report


def claim(shift: Shift) -> Act:
    report = shift.report()
    return lambda: claim_report(report_id=report.id, actor=shift.operator)


def attach(shift: Shift) -> Act:
    incident, report = shift.incident(), shift.report()
    return lambda: attach_report(report_id=report.id, incident_id=incident.id, actor=shift.operator)


def dismiss(shift: Shift) -> Act:
    report = shift.report()
    return lambda: dismiss_report(report_id=report.id, disposition="prank", actor=shift.operator)


def undo(shift: Shift) -> Act:
    report = shift.report()
    open_report(report_id=report.id, actor=shift.operator)
    return lambda: undo_report(report_id=report.id, actor=shift.operator)


def reopen_a_report(shift: Shift) -> Act:
    incident, report = shift.incident(), shift.report()
    attach_report(report_id=report.id, incident_id=incident.id, actor=shift.operator)
    return lambda: reopen_report(report_id=report.id, actor=shift.operator)


def reveal(shift: Shift) -> Act:
    report = shift.report()
    return lambda: reveal_caller(report_id=report.id, reason="telepon balik", actor=shift.operator)


def opening(shift: Shift) -> Act:
    report = shift.report()
    return lambda: open_report(report_id=report.id, actor=shift.operator)


def reclassify(shift: Shift) -> Act:
    incident = shift.incident()
    return lambda: reclassify_incident(incident_id=incident.id, type_code="MED-CHOKE", actor=shift.operator)


def note(shift: Shift) -> Act:
    incident = shift.incident()
    return lambda: add_note(incident_id=incident.id, text="Jalan sempit.", actor=shift.damkar)


def answer(shift: Shift) -> Act:
    report = shift.report("ada orang jatuh dari motor")
    open_report(report_id=report.id, priority="P3", actor=shift.operator)
    return lambda: answer_report(report_id=report.id, answers={"awake": "no"}, actor=shift.operator)


def decline_what_answers_propose(shift: Shift) -> Act:
    answer(shift)()
    incident = Incident.objects.get()
    return lambda: decline_proposal(incident_id=incident.id, actor=shift.operator)


def close(shift: Shift) -> Act:
    incident = shift.incident()
    return lambda: close_incident(incident_id=incident.id, disposition="resolved", note="Padam", actor=shift.operator)


def reopen(shift: Shift) -> Act:
    incident = shift.incident()
    close_incident(incident_id=incident.id, disposition="resolved", actor=shift.operator)
    return lambda: reopen_incident(incident_id=incident.id, actor=shift.operator)


def merge(shift: Shift) -> Act:
    first, second = shift.incident(), shift.incident()
    return lambda: merge_incidents(incident_id=second.id, into_id=first.id, actor=shift.operator)


def acknowledge(shift: Shift) -> Act:
    part = shift.part(shift.incident())
    return lambda: acknowledge_assignment(assignment_id=part.id, actor=shift.damkar)


def decline(shift: Shift) -> Act:
    part = shift.part(shift.incident())
    return lambda: decline_assignment(assignment_id=part.id, reason="no_unit", actor=shift.damkar)


def deliver(shift: Shift) -> Act:
    part = shift.part(shift.incident())
    damkar = Audience("agency", Agency.objects.get(code="damkar").id)
    return lambda: deliver_assignments(assignment_ids=[part.id], audience=damkar, actor=shift.damkar)


def finish(shift: Shift) -> Act:
    part = shift.part(shift.incident())
    acknowledge_assignment(assignment_id=part.id, actor=shift.damkar)
    return lambda: finish_assignment(assignment_id=part.id, actor=shift.damkar)


def withdrawal(shift: Shift) -> Act:
    part = shift.part(shift.incident())
    return lambda: withdraw_assignment(assignment_id=part.id, actor=shift.operator)


def send(shift: Shift) -> Act:
    part, unit = shift.part(shift.incident()), shift.unit("PMK-1")
    by_phone = OnBehalf("Danton jaga", "radio")
    return lambda: assign_unit(assignment_id=part.id, unit_id=unit.id, actor=shift.operator, on_behalf=by_phone)


def drive(shift: Shift) -> Act:
    job = shift.job()
    return lambda: set_unit_status(unit_assignment_id=job.id, status="en_route", actor=shift.damkar)


def linked(shift: Shift) -> LinkedCrew:
    """A crew without an account that holds the link to its job."""
    job = shift.job()
    link = issue_crew_link(
        unit_assignment_id=job.id, phone="08123456789", address="http://testserver", actor=shift.damkar
    )
    return LinkedCrew(link.id, job.unit_id, job.id, "PMK-1")


def send_link(shift: Shift) -> Act:
    job, address = shift.job(), "http://testserver"
    return lambda: issue_crew_link(
        unit_assignment_id=job.id, phone="08123456789", address=address, actor=shift.operator
    )


def ring_the_crew(shift: Shift) -> Act:
    crew = linked(shift)
    with override_settings(SMS="off"):
        send_due("test")
    return lambda: record_crew_told(unit_assignment_id=crew.job, actor=shift.operator)


def take_link_back(shift: Shift) -> Act:
    job = linked(shift).job
    return lambda: revoke_crew_link(unit_assignment_id=job, actor=shift.operator)


def open_link(shift: Shift) -> Act:
    crew = linked(shift)
    return lambda: open_crew_link(actor=crew)


def drive_by_link(shift: Shift) -> Act:
    crew = linked(shift)
    return lambda: set_status_by_link(status="en_route", actor=crew)


def see_alarm(shift: Shift) -> Act:
    shift.incident(CHOKING)
    alarm = shift.centre.desk("operator").alarms()[0]["id"]
    return lambda: acknowledge_alarm(alarm_id=UUID(alarm), actor=shift.operator)


def set_alarm_aside(shift: Shift) -> Act:
    alarm = calm_alarm(shift)
    return lambda: shelve_alarm(alarm_id=alarm, minutes=5, reason="waiting", actor=shift.operator)


def bring_alarm_back(shift: Shift) -> Act:
    alarm = calm_alarm(shift)
    shelve_alarm(alarm_id=alarm, minutes=5, reason="waiting", actor=shift.operator)
    return lambda: unshelve_alarm(alarm_id=alarm, actor=shift.operator)


def calm_alarm(shift: Shift) -> UUID:
    told = Told(channel="call", text="pohon tumbang")
    report = receive_report(told=told, actor=shift.operator)
    open_report(report_id=report.id, type_code="SVC-UTILITY", priority="P4", actor=shift.operator)
    return UUID(shift.centre.desk("operator").alarms("place_unknown")[0]["id"])


def missed_limit(shift: Shift) -> UUID:
    incident = shift.incident()
    shift.centre.fast_forward(seconds=62)
    limits = shift.centre.desk("operator").card(str(incident.id))["deadlines"]
    return UUID(next(limit["id"] for limit in limits if limit["missed"]))


def take_limit_over(shift: Shift) -> Act:
    limit = missed_limit(shift)
    return lambda: take_over_limit(deadline_id=limit, actor=shift.user("coordinator"))


def skip_a_step(shift: Shift) -> Act:
    limit = missed_limit(shift)
    return lambda: skip_step(deadline_id=limit, reason="in_contact", actor=shift.user("coordinator"))


def give_five_minutes(shift: Shift) -> Act:
    limit = missed_limit(shift)
    return lambda: extend_limit(deadline_id=limit, reason="in_contact", actor=shift.user("coordinator"))


def rest_unit(shift: Shift) -> Act:
    unit = shift.unit("PMK-1")
    return lambda: set_unit_in_service(unit_id=unit.id, in_service=False, actor=shift.operator)


def move_a_station(shift: Shift) -> Act:
    admin, unit = shift.user("admin"), shift.unit("PMK-1")
    row = {"code": unit.station.code, "name": "Pos yang baru"}
    return lambda: import_register(kind="stations", rows=[row], actor=admin)


def rename_a_village(shift: Shift) -> Act:
    area = shift.incident().area
    assert area is not None
    # As if the files said otherwise than the table: loading them again writes it anew.
    Area.objects.filter(id=area.id).update(name="Lama")
    return lambda: load_region(region="tulungagung", actor=SYSTEM)


def ask_agency(shift: Shift) -> Act:
    incident = shift.incident(CHOKING)
    return lambda: add_agency(incident_id=incident.id, agency_code="damkar", role="support", actor=shift.operator)


def replace_place(shift: Shift) -> Act:
    incident = shift.incident()
    return lambda: correct_place(incident_id=incident.id, place=Place(text="Bandung"), actor=shift.operator)


def message(shift: Shift) -> Act:
    incident = shift.incident()
    return lambda: send_message(incident_id=incident.id, text="Jalan putus.", actor=shift.damkar)


def receipt(shift: Shift) -> Act:
    incident = shift.incident()
    said = send_message(incident_id=incident.id, text="Jalan putus.", actor=shift.damkar)
    return lambda: read_messages(incident_id=incident.id, message_ids=[said.id], actor=shift.operator)


def patients(shift: Shift) -> Act:
    incident = shift.incident()
    return lambda: add_patients(incident_id=incident.id, line=Line("merah", 2), actor=shift.damkar)


def correct_patients(shift: Shift) -> Act:
    said = add_patients(incident_id=shift.incident().id, line=Line("merah", 2), actor=shift.damkar)
    wanted = Line("merah", 1, "RSUD dr. Iskak")
    return lambda: set_patients(patients_id=said.id, was=Line("merah", 2), line=wanted, actor=shift.operator)


def photo(shift: Shift) -> Act:
    incident = shift.incident()
    return lambda: add_photo(incident_id=incident.id, picture=develop(a_picture()), actor=shift.damkar)


def throw_photo_away(shift: Shift) -> Act:
    kept = add_photo(incident_id=shift.incident().id, picture=develop(a_picture()), actor=shift.damkar)
    coordinator = shift.user("coordinator")
    return lambda: discard_photo(photo_id=kept.id, reason="wajah anak", actor=coordinator)


def ask_for_help(shift: Shift) -> Act:
    incident = shift.incident()
    return lambda: call_help(incident_id=incident.id, cry=Cry("Kurang air."), actor=shift.damkar)


def panic(shift: Shift) -> Act:
    unit = shift.job().unit_id
    return lambda: call_panic(unit_id=unit, cry=Cry(lat=-8.05, lon=111.9), actor=shift.damkar)


def answer_panic(shift: Shift) -> Act:
    call = call_panic(unit_id=shift.unit("PMK-1").id, cry=Cry(), actor=shift.damkar)
    return lambda: answer_help(help_call_id=call.id, actor=shift.operator)


def ask_for_aid(shift: Shift) -> Act:
    incident = shift.incident()
    promise = running_agreement(shift.user("admin")).promises.get()
    return lambda: ask_aid(incident_id=incident.id, promise_id=promise.id, amount=1, actor=shift.operator)


def offer_aid(shift: Shift) -> Act:
    asked = ask_for_aid(shift)()
    assert isinstance(asked, Aid)
    by_phone = OnBehalf("Piket", "telepon")
    return lambda: advance_aid(aid_id=asked.id, move="offer", given=Given(on_behalf=by_phone), actor=shift.operator)


def begin_a_version(shift: Shift) -> Act:
    version, coordinator = approved_version(shift), shift.user("coordinator")
    return lambda: put_version_in_force(version_id=version, actor=coordinator)


def begin_an_emergency(shift: Shift) -> Act:
    version, coordinator = UUID(Rules(shift.centre).draft(targets_basis="PKS 7/2026")), shift.user("coordinator")
    return lambda: put_emergency_in_force(version_id=version, reason="Jembatan putus", actor=coordinator)


def end_a_version(shift: Shift) -> Act:
    successor, coordinator = approved_version(shift), shift.user("coordinator")
    ruling = ProcedureVersion.objects.get(procedure__versions=successor, status="in_force").id
    return lambda: retire_version(version_id=ruling, actor=coordinator)


def approved_version(shift: Shift) -> UUID:
    return UUID(Rules(shift.centre).approved(targets_basis="PKS 7/2026"))


def complain(shift: Shift) -> Act:
    incident = shift.incident()
    return lambda: record_complaint(incident_id=incident.id, text="Terlambat.", actor=shift.operator)


CASES: dict[str, Callable[[Shift], Act]] = {
    "incidents.services.complaints.record_complaint": complain,
    "sop.services.life.put_emergency_in_force": begin_an_emergency,
    "sop.services.life.put_version_in_force": begin_a_version,
    "sop.services.life.retire_version": end_a_version,
    "agencies.services.loading.load_region": rename_a_village,
    "agencies.services.register.import_register": move_a_station,
    "agencies.services.units.set_unit_in_service": rest_unit,
    "incidents.services.alarms.acknowledge_alarm": see_alarm,
    "incidents.services.closing.close_incident": close,
    "incidents.services.merging.merge_incidents": merge,
    "incidents.services.closing.reopen_incident": reopen,
    "incidents.services.correcting.add_agency": ask_agency,
    "incidents.services.correcting.correct_place": replace_place,
    "incidents.services.aiding.advance_aid": offer_aid,
    "incidents.services.aiding.ask_aid": ask_for_aid,
    "incidents.services.crew_links.issue_crew_link": send_link,
    "incidents.services.crew_links.open_crew_link": open_link,
    "incidents.services.crew_links.record_crew_told": ring_the_crew,
    "incidents.services.crew_links.revoke_crew_link": take_link_back,
    "incidents.services.crew_links.set_status_by_link": drive_by_link,
    "incidents.services.help_calls.answer_help": answer_panic,
    "incidents.services.help_calls.call_help": ask_for_help,
    "incidents.services.help_calls.call_panic": panic,
    "incidents.services.intake.attach_report": attach,
    "incidents.services.intake.claim_report": claim,
    "incidents.services.intake.dismiss_report": dismiss,
    "incidents.services.intake.receive_report": receive,
    "incidents.services.intake.reveal_caller": reveal,
    "incidents.services.intake.reopen_report": reopen_a_report,
    "incidents.services.intake.undo_report": undo,
    "incidents.services.interview.answer_report": answer,
    "incidents.services.interview.decline_proposal": decline_what_answers_propose,
    "incidents.services.messages.read_messages": receipt,
    "incidents.services.messages.send_message": message,
    "incidents.services.moves.acknowledge_assignment": acknowledge,
    "incidents.services.moves.decline_assignment": decline,
    "incidents.services.moves.deliver_assignments": deliver,
    "incidents.services.moves.finish_assignment": finish,
    "incidents.services.moves.withdraw_assignment": withdrawal,
    "incidents.services.notes.add_note": note,
    "incidents.services.opening.open_report": opening,
    "incidents.services.patients.add_patients": patients,
    "incidents.services.patients.set_patients": correct_patients,
    "incidents.services.photos.add_photo": photo,
    "incidents.services.photos.discard_photo": throw_photo_away,
    "incidents.services.reclassifying.reclassify_incident": reclassify,
    "incidents.services.limits.extend_limit": give_five_minutes,
    "incidents.services.limits.skip_step": skip_a_step,
    "incidents.services.limits.take_over_limit": take_limit_over,
    "incidents.services.shelving.shelve_alarm": set_alarm_aside,
    "incidents.services.shelving.unshelve_alarm": bring_alarm_back,
    "incidents.services.units.assign_unit": send,
    "incidents.services.units.set_unit_status": drive,
}


def test_every_service_has_a_case() -> None:
    assert services() == CASES.keys() | NO_BOARD


@pytest.mark.parametrize("name", CASES)
def test_frames_lead_from_the_old_board_to_a_fresh_one(centre: Centre, name: str) -> None:
    act = CASES[name](Shift(centre))
    with watched_boards():
        act()


def test_a_unit_written_into_the_register_is_told(centre: Centre) -> None:
    shift = Shift(centre)
    row = {"call_sign": "PMK-1", "crew_size": "7"}
    with watched_boards():
        import_register(kind="units", rows=[row], actor=shift.user("admin"))


def test_accounts_and_keys_are_on_no_board(centre: Centre) -> None:
    with watched_boards(expect_change=False) as boards:
        user = create_account(username="x", name="X", roles=[Role.DESK], password=None, actor=SYSTEM)
        issue_token(user=user, now=timezone.now() - timedelta(days=1))
    assert not any(console.told for console in boards.values())


def test_a_renamed_agency_is_told_to_every_board_anew(centre: Centre) -> None:
    shift = Shift(centre)
    incident = shift.incident()
    damkar = Agency.objects.get(code="damkar")
    start = head_position()
    with change(SYSTEM) as running:
        Agency.objects.filter(id=damkar.id).update(phone="(0355) 000-999")
        running.append(AgencyChanged(agency=damkar.id, code=damkar.code, name=damkar.name_id, fields=("phone",)))
    news = look(start)
    assert news is not None
    assert news.all_anew
    ring = Ring.from_cards(start, [])
    ring.replace(fill_shelf().ring_of(Audience("agency", damkar.id).name))
    assert ring.take(0) is None, "every cursor has left the ring"
    assert "(0355) 000-999" in ring.cards["incidents"][str(incident.id)]
