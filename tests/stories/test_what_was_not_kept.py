"""A missed limit or a skipped step becomes a finding: the agency is heard, people decide, step by step."""

from datetime import timedelta

import pytest

from agencies.models import Decree
from agencies.sanctions import Ladder, Sanction
from agencies.services.matrix import Cell
from foundation.journal.models import JournalEntry
from foundation.lib import time
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.people.models import Role, User
from incidents.models import Aid, Finding
from incidents.services.findings import answer_finding, decide_finding, ladder_of, register_finding, sanctions_open
from incidents.services.intake import Told, receive_report
from incidents.services.opening import open_report
from tests.agreements import head_of, running_agreement
from tests.centre import FIRE, Centre
from tests.stories.decrees import FIRST, write_decree_of_two


def coordinator(centre: Centre) -> User:
    return centre.desk("coordinator").user


def missed(centre: Centre) -> Finding:
    """The fire service did not answer."""
    operator = centre.desk("operator")
    operator.open(operator.report())
    centre.fast_forward(minutes=2)
    return Finding.objects.get(agency__code="damkar", what="acknowledge")


def test_a_missed_limit_is_written_down_once_with_its_article(centre: Centre) -> None:
    finding = missed(centre)
    part = finding.assignment
    assert part is not None
    assert finding.basis == part.paper
    assert finding.status == "open"
    centre.fast_forward(minutes=30)
    assert Finding.objects.filter(assignment=part, what="acknowledge").count() == 1
    assert JournalEntry.objects.filter(kind="finding.decided").count() == 0, "nobody is sanctioned by the machine"


def test_the_agency_is_heard_before_anybody_decides(centre: Centre) -> None:
    finding = missed(centre)
    decision = {"finding_id": finding.id, "upheld": True, "text": "Meja kosong", "sanction": 1}
    with pytest.raises(WrongMove):
        decide_finding(actor=coordinator(centre), **decision)  # type: ignore[arg-type]
    answer_finding(finding_id=finding.id, text="Radio rusak", actor=head_of("damkar"))
    decide_finding(actor=coordinator(centre), **decision)  # type: ignore[arg-type]
    finding.refresh_from_db()
    assert (finding.status, finding.sanction) == ("decided", "teguran")
    with pytest.raises(WrongMove):
        answer_finding(finding_id=finding.id, text="Lagi", actor=head_of("damkar"))


@pytest.mark.parametrize(
    ("reader", "told"), [("operator", True), ("auditor", True), ("polres", False), ("damkar", False)]
)
def test_what_was_not_kept_is_no_reading_for_every_desk(centre: Centre, reader: str, told: bool) -> None:
    finding = missed(centre)
    answer_finding(finding_id=finding.id, text="Radio rusak", actor=head_of("damkar"))
    decide_finding(finding_id=finding.id, upheld=True, text="Meja kosong", sanction=1, actor=coordinator(centre))
    desk = centre.desk(reader)
    kinds = {entry["kind"] for entry in desk.get(f"incidents/{finding.incident_id}/timeline")["entries"]}
    assert "assignment.alerted" in kinds
    assert ({"finding.opened", "finding.answered", "finding.decided"} <= kinds) is told
    assert any(kind.startswith("finding.") for kind in kinds) is told
    desk.client.force_login(desk.user)
    sheet = desk.client.get(f"/incidents/{finding.incident_id}/sheet").content.decode()
    assert ("teguran" in sheet) is told


def test_after_seven_days_it_is_decided_without_an_answer(centre: Centre) -> None:
    finding = missed(centre)
    time.shift(timedelta(days=7, minutes=1))
    decided = decide_finding(finding_id=finding.id, upheld=False, text="Gangguan jaringan", actor=coordinator(centre))
    assert decided.upheld is False


def test_no_step_of_the_ladder_is_skipped(centre: Centre) -> None:
    first = missed(centre)
    answer_finding(finding_id=first.id, text="Maaf", actor=head_of("damkar"))
    with pytest.raises(Invalid) as refused:
        decide_finding(finding_id=first.id, upheld=True, text="Berat", sanction=3, actor=coordinator(centre))
    assert refused.value.fields
    assert "sanction" in refused.value.fields
    decide_finding(finding_id=first.id, upheld=True, text="Pertama", sanction=1, actor=coordinator(centre))
    second = register_finding(
        incident_id=first.incident_id,
        agency_code="damkar",
        step="Amankan listrik",
        basis="SOP v1",
        actor=coordinator(centre),
    )
    answer_finding(finding_id=second.id, text="Lupa", actor=head_of("damkar"))
    decided = decide_finding(finding_id=second.id, upheld=True, text="Kedua", sanction=2, actor=coordinator(centre))
    assert decided.sanction == "peringatan tertulis"


def test_nobody_decides_about_their_own_agency_and_others_see_nothing(centre: Centre) -> None:
    finding = missed(centre)
    both = head_of("damkar", Role.COORDINATOR)
    answer_finding(finding_id=finding.id, text="Radio rusak", actor=both)
    with pytest.raises(Denied):
        decide_finding(finding_id=finding.id, upheld=False, text="Tidak apa", actor=both)
    with pytest.raises(Missing):
        answer_finding(finding_id=finding.id, text="Kami?", actor=head_of("polres"))


def test_the_ladder_is_the_one_of_the_decree_that_laid_the_duty_on(centre: Centre) -> None:
    finding = missed(centre)
    words = [step.name_id for step in ladder_of(finding).steps]
    assert words == ["teguran", "peringatan tertulis", "laporan kepada Bupati"]

    later = write_decree_of_two(centre, [Cell("FIR-BUILDING", "damkar", "lead", FIRST)], sanctions=(Sanction("denda"),))

    assert [step.name_id for step in ladder_of(finding).steps] == words, "yesterday's miss keeps yesterday's ladder"
    operator = centre.desk("operator")
    operator.open(operator.report())
    centre.fast_forward(minutes=2)
    again = Finding.objects.filter(assignment__mandate__decree=later, what="acknowledge")[0]
    assert ladder_of(again).citation == later.citation
    assert [(step, named.name_id) for step, named in sanctions_open(again, time.now())] == [(1, "denda")]


def test_a_promise_follows_the_ladder_of_its_agreement_or_else_of_the_decree(centre: Centre) -> None:
    agreement = running_agreement(centre.desk("admin").user)
    aid = Aid(agreement=agreement)
    finding = Finding(aid=aid, due_at=time.now())
    assert ladder_of(finding).citation == Decree.objects.get().citation

    agreement.sanctions = [{"name_id": "teguran bersama", "name_en": "", "article": "Pasal 4"}]
    assert ladder_of(finding).citation == agreement.citation
    assert ladder_of(finding).steps == (Sanction("teguran bersama", "", "Pasal 4"),)


STEPS = (Sanction("satu"), Sanction("dua"), Sanction("tiga"))


@pytest.mark.parametrize(("earlier", "open_now"), [([], 1), ([1], 2), ([1, 2], 3), ([3], 3), ([9], 3)])
def test_the_ladder_is_climbed_step_by_step(earlier: list[int], open_now: int) -> None:
    assert [step for step, _named in Ladder(STEPS).open_after(earlier)] == list(range(1, open_now + 1))


def test_a_paper_without_a_ladder_leaves_no_sanction() -> None:
    assert Ladder().open_after([1, 2]) == ()


def test_nothing_is_registered_of_an_exercise(centre: Centre) -> None:
    operator = centre.desk("operator")
    told = Told(channel="call", text=FIRE, place="Kedungwaru", exercise=True)
    incident = open_report(report_id=receive_report(told=told, actor=operator.user).id, actor=operator.user)
    said = {"agency": "damkar", "step": "Amankan listrik"}
    refused = centre.desk("coordinator").post(f"incidents/{incident.id}/findings", said)
    assert refused.status == 409
    assert "latihan" in refused.error["message"]
    assert not Finding.objects.exists()
