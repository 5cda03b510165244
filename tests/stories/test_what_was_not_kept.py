"""A missed limit or a skipped step becomes a finding: the agency is heard, people decide, step by step."""

from datetime import timedelta

import pytest

from foundation.journal.models import JournalEntry
from foundation.lib import time
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.people.models import Role, User
from incidents.models import Finding
from incidents.sanctions import LADDER, allowed_sanctions
from incidents.services.findings import answer_finding, decide_finding, register_finding
from tests.agreements import head_of
from tests.centre import Centre


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
    decision = {"finding_id": finding.id, "upheld": True, "text": "Meja kosong", "sanction": "reminder"}
    with pytest.raises(WrongMove):
        decide_finding(actor=coordinator(centre), **decision)  # type: ignore[arg-type]
    answer_finding(finding_id=finding.id, text="Radio rusak", actor=head_of("damkar"))
    decide_finding(actor=coordinator(centre), **decision)  # type: ignore[arg-type]
    finding.refresh_from_db()
    assert (finding.status, finding.sanction) == ("decided", "reminder")
    with pytest.raises(WrongMove):
        answer_finding(finding_id=finding.id, text="Lagi", actor=head_of("damkar"))


def test_after_seven_days_it_is_decided_without_an_answer(centre: Centre) -> None:
    finding = missed(centre)
    time.shift(timedelta(days=7, minutes=1))
    decided = decide_finding(finding_id=finding.id, upheld=False, text="Gangguan jaringan", actor=coordinator(centre))
    assert decided.upheld is False


def test_no_step_of_the_ladder_is_skipped(centre: Centre) -> None:
    first = missed(centre)
    answer_finding(finding_id=first.id, text="Maaf", actor=head_of("damkar"))
    with pytest.raises(Invalid) as refused:
        decide_finding(
            finding_id=first.id, upheld=True, text="Berat", sanction="regent_report", actor=coordinator(centre)
        )
    assert refused.value.fields
    assert "sanction" in refused.value.fields
    decide_finding(finding_id=first.id, upheld=True, text="Pertama", sanction="reminder", actor=coordinator(centre))
    second = register_finding(
        incident_id=first.incident_id,
        agency_code="damkar",
        step="Amankan listrik",
        basis="SOP v1",
        actor=coordinator(centre),
    )
    answer_finding(finding_id=second.id, text="Lupa", actor=head_of("damkar"))
    decided = decide_finding(
        finding_id=second.id, upheld=True, text="Kedua", sanction="written_warning", actor=coordinator(centre)
    )
    assert decided.sanction == "written_warning"


def test_nobody_decides_about_their_own_agency_and_others_see_nothing(centre: Centre) -> None:
    finding = missed(centre)
    both = head_of("damkar", Role.COORDINATOR)
    answer_finding(finding_id=finding.id, text="Radio rusak", actor=both)
    with pytest.raises(Denied):
        decide_finding(finding_id=finding.id, upheld=False, text="Tidak apa", actor=both)
    with pytest.raises(Missing):
        answer_finding(finding_id=finding.id, text="Kami?", actor=head_of("polres"))


@pytest.mark.parametrize(
    ("earlier", "allowed"),
    [
        ([], LADDER[:1]),
        (["reminder"], LADDER[:2]),
        (["reminder", "written_warning"], LADDER),
        (["regent_report"], LADDER),
        (["unknown"], LADDER[:1]),
    ],
)
def test_the_ladder_is_climbed_step_by_step(earlier: list[str], allowed: tuple[str, ...]) -> None:
    assert allowed_sanctions(earlier) == allowed
