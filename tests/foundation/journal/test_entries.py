"""Kinds of entry: closed, versioned, and able to say themselves."""

import importlib
from dataclasses import dataclass, fields, make_dataclass
from datetime import UTC, datetime
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation

from foundation.journal import SYSTEM, Entry, change, entry_kind
from foundation.journal.entries import known_kinds, parse_entry, plain
from foundation.journal.models import JournalEntry
from foundation.journal.selectors import entries_about, say
from tests.foundation.journal.kinds import Happened, Joined

# The rooms with kinds of their own. Read here, because a kind is known once its module was imported.
for _app in apps.get_app_configs():
    if _app.module is not None and importlib.util.find_spec(f"{_app.name}.entries"):
        importlib.import_module(f"{_app.name}.entries")
KINDS = {key: cls for key, cls in sorted(known_kinds().items()) if not key[0].startswith("test.")}
# Every text field of every kind, read by a person and found to hold codes, numbers of things, or the names of
# officials, agencies and papers - never a private person's name, number or words. A new field is added here after the
# same look, and a kind once written never changes.
REVIEWED = {
    "crew_link.ended 1": "call_sign why",
    "crew_link.issued 1": "call_sign expires_at",
    "crew_link.opened 1": "call_sign",
    "crew_link.sent 1": "call_sign outcome",
    "duty.begun 1": "name position",
    "duty.ended 1": "name position",
    "alarms.muted 1": "by position",
    "limit.acted 1": "by limit reason what",
    "help.limit_acted 1": "by limit reason what",
    "shift.received 1": "by seal",
    "shift.signed 1": "by seal",
    "alarm.call_ended 1": "urgency",
    "alarm.shelved 1": "by reason",
    "alarm.unshelved 1": "cause why",
    "paper.issued 1": "numbers",
    "paper.matched 1": "number",
    "photo.added 1": "sender",
    "procedure.case_added 1": "lead of priority type",
    "procedure.case_removed 1": "of type",
    "type.added 1": "type",
    "help.added 1": "sender",
    "help.answered 1": "sender",
    "help.called 1": "sender told_at",
    "incident.proposal_declined 1": "priority type",
    "incident.proposed 1": "because old_priority old_type priority type",
    "message.read 1": "reader",
    "message.sent 1": "sender",
    "patients.changed 1": "old_triage sender triage",
    "patients.told 1": "sender triage",
    "procedure.discarded 1": "type",
    "procedure.edited 1": "parts type",
    "procedure.emergency_expired 1": "type",
    "procedure.emergency_in_force 1": "type",
    "procedure.emergency_kept 1": "type",
    "procedure.endorsed 1": "code letter signer type",
    "procedure.held 1": "type",
    "procedure.objected 1": "code signer type",
    "procedure.scheduled 1": "type",
    "procedure.submitted 1": "type",
    "procedure.withdrawn 1": "type",
    "procedure.change_ticked 1": "by key type",
    "procedure.rehearsed 1": "type",
    "rehearsal.started 1": "version_name",
    "rehearsal.ended 1": "status version_name",
    "report.answered 1": "answers priority type",
    "agreement.drafted 1": "citation",
    "agreement.written 1": "citation parts",
    "agreement.signed 1": "citation party signatory",
    "agreement.moved 1": "citation old_phase phase",
    "agreement.file_attached 1": "citation digest",
    "agreement.event_added 1": "citation event follow_up_on",
    "agreement.follow_up_done 1": "citation",
    "agreement.follow_up_due 1": "citation",
    "agreement.renewal_due 1": "citation ends_on",
    "aid.asked 1": "citation measure party what",
    "aid.moved 1": "old_status on_behalf_means on_behalf_name party status",
    # `what` of a skipped step is a line of the procedure.
    "finding.opened 1": "basis cause what",
    "finding.answered 1": "by",
    "finding.decided 1": "by sanction",
    "finding.decided 2": "by sanction sanction_en",
    "account.closed 1": "username",
    "account.contact_set 1": "username",
    "account.created 1": "username roles",
    "account.password_changed 1": "username",
    "account.password_set 1": "username",
    "account.reopened 1": "username",
    "agency.changed 1": "code name fields",
    "agency.official_written 1": "fields name title",
    "agency.station_written 1": "code fields name",
    "agency.member_added 1": "code username",
    "agency.registered 1": "code name",
    "alarm.acknowledged 1": "by",
    "alarm.cleared 1": "cause",
    "alarm.raised 1": "audience cause role urgency",
    "assignment.alerted 1": "agency_code agency_name article decree role substitute_for",
    "assignment.moved 1": "agency_name old_status on_behalf_means on_behalf_name reason status",
    "incident.placed 1": "area old_area",
    "assignment.role_changed 1": "agency_name article decree old_role role",
    "clock.step_failed 1": "error limit",
    "decree.began 1": "citation",
    "decree.drafted 1": "citation",
    "decree.end_announced 1": "citation",
    "decree.ended 1": "by citation how",
    "decree.in_force 1": "citation",
    "decree.mandates_set 1": "area citation",
    "decree.submitted 1": "citation",
    "decree.initialled 1": "by citation",
    "decree.notice_read 2": "by citation",
    "decree.notice_read 1": "by citation",
    "decree.rehearsed 1": "citation",
    "trial.started 1": "citation",
    "trial.ended 1": "citation outcome",
    "decree.scanned 1": "citation digest",
    "decree.withdrawn 1": "citation",
    "decree.written 1": "citation parts",
    "dispatch.escalated 1": "agency_code limit substitute to",
    "incident.closed 1": "disposition",
    "incident.merged 1": "number",
    "incident.opened 1": "area number priority suggested_priority suggested_type type",
    "incident.reclassified 1": "old_priority old_type priority type",
    "incident.routed 1": "lead others reasons",
    "incident.routed 2": "considered lead others reasons",
    "journal.sealed 1": "day",
    "procedure.approved 1": "type",
    "procedure.drafted 1": "type",
    "procedure.in_force 1": "type",
    "procedure.medical_approved 1": "director type",
    "procedure.retired 1": "type",
    "procedure.version_loaded 1": "type",
    "region.loaded 1": "code name",
    "report.attached 1": "number",
    "report.claimed 1": "by",
    "report.dismissed 1": "disposition",
    "report.received 1": "caller_seal channel number priority type",
    "report.reopened 1": "decision disposition",
    "report.undone 1": "decision",
    "type.loaded 1": "type",
    "unit.assigned 1": "call_sign on_behalf_means on_behalf_name",
    "unit.changed 1": "call_sign fields",
    "unit.moved 1": "call_sign destination old_status on_behalf_means on_behalf_name status told_at",
    "unit.moved 2": "call_sign old_status on_behalf_means on_behalf_name status told_at",
    "unit.readiness_changed 1": "call_sign",
    "unit.registered 1": "call_sign",
}
TYPES: dict[Any, tuple[Any, ...]] = {
    UUID: (UUID("018f0000-0000-7000-8000-000000000112"),),
    str: ("delivered", "x"),
    int: (3,),
    float: (0.25,),
    bool: (True, False),
    datetime: (datetime(2030, 1, 2, 3, 4, 5, 678000, UTC),),
    tuple[str, ...]: (("a", "b"), ()),
    tuple[UUID, ...]: ((uuid4(), uuid4()), ()),
}


def values_of(hint: Any) -> tuple[Any, ...]:
    """Values that a field of this type may have."""
    if isinstance(hint, UnionType):
        return tuple(value for part in get_args(hint) for value in ((None,) if part is NoneType else TYPES[part]))
    return TYPES[hint]


def samples(cls: type[Entry]) -> list[Entry]:
    """Entries of a kind that between them have every kind of value in every field."""
    hints = get_type_hints(cls)
    each = {field.name: values_of(hints[field.name]) for field in fields(cls)}
    most = max(len(values) for values in each.values())
    return [cls(**{name: values[turn % len(values)] for name, values in each.items()}) for turn in range(most)]


every_kind = pytest.mark.parametrize("cls", KINDS.values(), ids=[f"{kind} {version}" for kind, version in KINDS])


def test_every_room_that_acts_has_kinds_of_its_own() -> None:
    rooms = {cls.__module__.partition(".entries")[0] for cls in KINDS.values()}
    assert rooms == {"foundation.clock", "foundation.people", "sop", "agencies", "incidents", "dispatch"}


@every_kind
def test_a_kind_reads_back_what_it_wrote(cls: type[Entry]) -> None:
    for entry in samples(cls):
        parsed = parse_entry(cls.kind, cls.version, JournalEntry(body=entry.body()).data)
        assert parsed == entry
        assert parsed.body() == entry.body()
        assert parsed.subjects() == entry.subjects()


@every_kind
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_a_kind_says_itself(cls: type[Entry], language: str) -> None:
    with translation.override(language):
        for entry in samples(cls):
            said = entry.text()
            assert said.strip()
            assert "%(" not in said


@pytest.mark.skipif(
    not (settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.mo").exists(),
    reason="the English catalogue is not compiled (make test compiles it)",
)
@every_kind
def test_a_kind_speaks_english_and_indonesian(cls: type[Entry]) -> None:
    entry = samples(cls)[0]
    with translation.override("id"):
        indonesian = entry.text()
    with translation.override("en"):
        assert entry.text() != indonesian


@every_kind
def test_a_kind_is_closed(cls: type[Entry]) -> None:
    body = JournalEntry(body=samples(cls)[0].body()).data
    with pytest.raises(TypeError, match="unexpected keyword"):
        parse_entry(cls.kind, cls.version, {**body, "caller": "Siti"})
    required = {field.name for field in fields(cls)} - {"reason", "on_behalf_name", "on_behalf_means"}
    with pytest.raises(TypeError, match="missing"):
        parse_entry(cls.kind, cls.version, {name: value for name, value in body.items() if name not in required})


@every_kind
def test_a_kind_is_frozen(cls: type[Entry]) -> None:
    entry = samples(cls)[0]
    with pytest.raises(AttributeError):
        setattr(entry, fields(cls)[0].name, None)


def test_no_kind_has_a_field_that_nobody_looked_at() -> None:
    found = {f"{kind} {version}": set[str]() for kind, version in KINDS}
    for (kind, version), cls in KINDS.items():
        hints = get_type_hints(cls)
        for field in fields(cls):
            if any(value_type in (str, tuple[str, ...]) for value_type in parts_of(hints[field.name])):
                found[f"{kind} {version}"].add(field.name)
    texts = {name: " ".join(sorted(names)) for name, names in found.items() if names}
    assert texts == {name: " ".join(sorted(names.split())) for name, names in REVIEWED.items()}


def parts_of(hint: Any) -> tuple[Any, ...]:
    """The types a field may have."""
    return get_args(hint) if isinstance(hint, UnionType) else (hint,)


def test_a_field_can_hold_nothing_but_plain_values() -> None:
    for value in ({"name": "Siti"}, ["Siti"], b"x", object(), SYSTEM):
        with pytest.raises(TypeError, match="An entry holds"):
            plain(value)
    with pytest.raises(TypeError, match="An entry holds"):
        plain(("a", {"b": 1}))


def test_a_body_is_canonical() -> None:
    thing = uuid4()
    assert Happened(thing, "kébakaran 🔥").body() == f'{{"thing":"{thing}","word":"kébakaran 🔥"}}'
    assert Joined((), ()).body() == '{"things":[],"words":[]}'


def test_a_kind_is_registered_once_and_a_new_version_stands_beside_it() -> None:
    with pytest.raises(TypeError, match="twice"):
        entry_kind("test.happened")(make_dataclass("Again", [("x", int)], bases=(Entry,), frozen=True))

    @entry_kind("test.happened", version=2)
    @dataclass(frozen=True)
    class HappenedAgain(Entry):
        """With more to say."""

        thing: UUID
        more: int

        def text(self) -> str:
            return str(self.more)

    thing = uuid4()
    assert parse_entry("test.happened", 1, {"thing": str(thing), "word": "x"}) == Happened(thing)
    assert parse_entry("test.happened", 2, {"thing": str(thing), "more": 7}) == HappenedAgain(thing, 7)


def test_an_entry_that_cannot_be_said_is_named_rather_than_hidden(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    gone = JournalEntry(position=1, kind="old.kind", version=3, body="{}")
    odd = JournalEntry(position=2, kind="test.happened", version=1, body='{"thing":"x"}')
    assert (say(gone), say(odd)) == ("old.kind", "test.happened")
    assert "cannot be said" in caplog.text


def test_the_entries_about_a_thing_come_in_order(database: str) -> None:
    thing, other = uuid4(), uuid4()
    with change(SYSTEM) as running:
        for subject in (thing, other, thing):
            running.append(Happened(subject))
        running.append(Joined((thing, other), ()))
    assert [entry.position for entry in entries_about([f"thing:{thing}"])] == [1, 3]
    assert [entry.position for entry in entries_about([f"thing:{thing}", f"things:{other}"])] == [1, 3, 4]
