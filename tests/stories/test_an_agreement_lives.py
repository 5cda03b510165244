"""An agreement from the first idea to its end: planned, signed by each side, carried out, evaluated, over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection

from agencies.models import Agreement, Notice, Party
from agencies.services.agreement_text import PartyText, PromiseText, Text, text_of
from agencies.services.agreements import (
    advance_agreement,
    draft_agreement,
    local_day,
    sign_agreement,
    write_agreement,
)
from agencies.services.partnership import add_agreement_event, attach_agreement_file, finish_follow_up
from foundation.journal.models import JournalEntry
from foundation.lib import time
from foundation.lib.errors import Denied, DomainError, Invalid, WrongMove
from foundation.people.models import User
from incidents.models import Alarm
from tests.agreements import head_of
from tests.centre import Centre

HOUR = 3600


def today() -> date:
    return local_day(time.now())


def brigade(starts_on: date | None = None, days: int = 365) -> Text:
    """The neighbour's fire brigade promises two engines within forty minutes."""
    start = starts_on or today()
    return Text(
        form="pks",
        number="7/2026",
        title_id="Bantuan pemadam antarkabupaten",
        purpose="Saling membantu memadamkan kebakaran besar",
        legal_bases=("PP 28/2018",),
        starts_on=start,
        ends_on=start + timedelta(days=days),
        parties=(
            PartyText("Bupati Tulungagung", "Bupati"),
            PartyText("Damkar", "Kepala Dinas, surat kuasa Bupati 180/12/2026", agency="damkar"),
        ),
        promises=(PromiseText(1, "units", "mobil pemadam", 2, "unit", 300, 2400, "Pasal 4"),),
        clauses=(("Pasal 4", "Pihak kedua mengirim dua mobil pemadam dalam empat puluh menit."),),
    )


def admin(centre: Centre) -> User:
    return centre.desk("admin").user


def planned(centre: Centre, text: Text) -> Agreement:
    agreement = draft_agreement(text=text, actor=admin(centre))
    return advance_agreement(agreement_id=agreement.id, phase="planned", actor=admin(centre))


def signed(centre: Centre, text: Text) -> Agreement:
    agreement = planned(centre, text)
    head = head_of("damkar")
    for party in agreement.parties.all():
        actor = head if party.agency_id else admin(centre)
        sign_agreement(party_id=party.id, edition=agreement.edition, signatory="Kepala", actor=actor)
    return advance_agreement(agreement_id=agreement.id, phase="agreed", actor=admin(centre))


def test_signed_by_each_side_it_runs_from_its_first_day_to_its_last(centre: Centre) -> None:
    start = today() + timedelta(days=3)
    agreement = signed(centre, brigade(start, days=200))
    assert agreement.phase == "agreed"
    centre.fast_forward(minutes=4 * 24 * 60)
    agreement.refresh_from_db()
    assert agreement.phase == "running"
    centre.fast_forward(minutes=205 * 24 * 60)
    agreement.refresh_from_db()
    assert (agreement.phase, agreement.ended_reason) == ("ended", "masa berlaku habis")
    warned = JournalEntry.objects.filter(kind="agreement.renewal_due").order_by("position")
    assert [entry.data["days"] for entry in warned] == [90, 30]
    assert [notice.days for notice in Notice.objects.filter(agreement=agreement).order_by("raised_at")] == [90, 30]
    (told,) = Alarm.objects.filter(kind="paper", paper=agreement.subject)
    assert str(agreement.ends_on) in told.words_id


def test_what_is_signed_is_frozen_by_the_database(centre: Centre) -> None:
    agreement = signed(centre, brigade())
    with pytest.raises(WrongMove) as refused:
        write_agreement(agreement_id=agreement.id, edition=agreement.edition, text=brigade(days=9), actor=admin(centre))
    assert refused.value.code == "frozen"
    for statement in (
        "UPDATE agencies_promise SET amount = 1",
        "DELETE FROM agencies_clause",
        "UPDATE agencies_agreement SET purpose = 'x'",
        "DELETE FROM agencies_agreement",
    ):
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_change_voids_the_signatures_given_before(centre: Centre) -> None:
    agreement = planned(centre, brigade())
    party = agreement.parties.get(agency=None)
    sign_agreement(party_id=party.id, edition=agreement.edition, signatory="Bupati", actor=admin(centre))
    text = replace(text_of(agreement), purpose="Tujuan lain")
    changed = write_agreement(agreement_id=agreement.id, edition=agreement.edition, text=text, actor=admin(centre))
    assert not changed.parties.filter(signed_at__isnull=False).exists()
    assert JournalEntry.objects.get(kind="agreement.written").data["voided"] == 1
    assert text_of(changed).promises == text.promises


def test_only_its_own_head_signs_for_an_agency(centre: Centre) -> None:
    agreement = planned(centre, brigade())
    party = Party.objects.get(agreement=agreement, agency__code="damkar")
    for somebody in (admin(centre), head_of("polres"), centre.desk("damkar").user):
        with pytest.raises(Denied):
            sign_agreement(party_id=party.id, edition=agreement.edition, signatory="X", actor=somebody)
    with pytest.raises(Invalid) as lacking:
        advance_agreement(agreement_id=agreement.id, phase="agreed", actor=admin(centre))
    assert lacking.value.fields
    assert "Belum semua pihak menandatangani." in lacking.value.fields["phase"]


def test_nobody_overwrites_what_somebody_else_wrote(centre: Centre) -> None:
    agreement = draft_agreement(text=brigade(), actor=admin(centre))
    write_agreement(agreement_id=agreement.id, edition=1, text=brigade(days=30), actor=admin(centre))
    with pytest.raises(WrongMove) as refused:
        write_agreement(agreement_id=agreement.id, edition=1, text=brigade(days=60), actor=admin(centre))
    assert refused.value.code == "edited_meanwhile"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title_id", replace(Text("pks", ""), purpose="x")),
        ("ends_on", Text("pks", "A", starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1))),
        ("parties", Text("pks", "A", parties=(PartyText("X", agency="nobody"),))),
        ("parties", Text("pks", "A", parties=(PartyText("X", agency="damkar"), PartyText("Y", agency="damkar")))),
        ("promises", Text("pks", "A", promises=(PromiseText(0, "units", "mobil", 1, "unit"),))),
        ("promises", Text("pks", "A", parties=(PartyText("X"),), promises=(PromiseText(0, "units", "mobil", 0, "u"),))),
        ("promises", Text("pks", "A", parties=(PartyText("X"),), promises=(PromiseText(0, "gold", "emas", 1, "g"),))),
        (
            "promises",
            Text(
                "pks", "A", parties=(PartyText("X"),), promises=(PromiseText(0, "units", "m", 1, "u", None, None, "9"),)
            ),
        ),
    ],
)
def test_a_text_that_makes_no_sense_is_refused_by_field(centre: Centre, field: str, text: Text) -> None:
    with pytest.raises(Invalid) as refused:
        draft_agreement(text=text, actor=admin(centre))
    assert refused.value.fields
    assert field in refused.value.fields
    assert not Agreement.objects.exists()


def test_a_decision_is_asked_after_on_its_day_and_finished_once(centre: Centre) -> None:
    agreement = signed(centre, brigade())
    event = add_agreement_event(
        agreement_id=agreement.id,
        kind="decision",
        held_on=today(),
        text="Radio disamakan",
        follow_up_on=today() + timedelta(days=2),
        actor=admin(centre),
    )
    centre.fast_forward(minutes=4 * 24 * 60)
    assert JournalEntry.objects.filter(kind="agreement.follow_up_due").count() == 1
    finish_follow_up(event_id=event.id, actor=admin(centre))
    finish_follow_up(event_id=event.id, actor=admin(centre))
    assert JournalEntry.objects.filter(kind="agreement.follow_up_done").count() == 1


def test_a_party_reports_its_own_progress_and_nothing_else(centre: Centre) -> None:
    agreement = planned(centre, brigade())
    told = {"agreement_id": agreement.id, "held_on": today(), "text": "Dua mobil disiapkan"}
    add_agreement_event(kind="progress", actor=head_of("damkar"), **told)  # type: ignore[arg-type]
    with pytest.raises(Denied):
        add_agreement_event(kind="meeting", actor=head_of("damkar"), **told)  # type: ignore[arg-type]
    with pytest.raises(Denied):
        add_agreement_event(kind="progress", actor=head_of("polres"), **told)  # type: ignore[arg-type]


def test_a_file_is_kept_with_its_digest(centre: Centre) -> None:
    agreement = planned(centre, brigade())
    file = attach_agreement_file(agreement_id=agreement.id, name="pks.pdf", content=b"%PDF-1.7 x", actor=admin(centre))
    assert file.fits
    with pytest.raises(DomainError):
        attach_agreement_file(agreement_id=agreement.id, name="x.exe", content=b"MZ", actor=admin(centre))


def test_an_evaluation_is_written_before_the_agreement_counts_as_evaluated(centre: Centre) -> None:
    agreement = signed(centre, brigade())
    centre.fast_forward(minutes=1)
    with pytest.raises(Invalid):
        advance_agreement(agreement_id=agreement.id, phase="evaluated", actor=admin(centre))
    add_agreement_event(agreement_id=agreement.id, kind="evaluation", held_on=today(), text="Baik", actor=admin(centre))
    assert advance_agreement(agreement_id=agreement.id, phase="evaluated", actor=admin(centre)).phase == "evaluated"
    with pytest.raises(Invalid):
        advance_agreement(agreement_id=agreement.id, phase="ended", actor=admin(centre))
    over = advance_agreement(agreement_id=agreement.id, phase="ended", reason="digantikan", actor=admin(centre))
    assert over.phase == "ended"
    with pytest.raises(WrongMove):
        advance_agreement(agreement_id=agreement.id, phase="running", actor=admin(centre))
