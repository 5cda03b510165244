"""A draft decree is run over past incidents: who would have been called instead, how far it is, and called off."""

import pytest
from django.test import Client

from agencies.models import Decree, DecreeRehearsal
from agencies.services import draft_decree, put_decree_in_force, set_mandates
from agencies.services.drafting import Clause, Paper
from agencies.services.matrix import Cell
from foundation.journal.models import JournalEntry
from foundation.lib.errors import Denied, Invalid, WrongMove
from incidents.models import DecreeTrial
from incidents.runs import ending
from incidents.services.trials import cancel_trial, start_trial
from incidents.trials.running import trials
from tests.centre import CHOKING, FIRE, Centre

PAPER = Paper(
    kind="sk",
    number="9",
    year=2026,
    issuer="Bupati",
    title_id="Perubahan",
    articles=(Clause("Pasal 1", "Polres memimpin kebakaran bangunan."),),
)


@pytest.fixture
def draft(centre: Centre) -> Decree:
    """A draft that gives building fires to the police, after two fires and one other incident."""
    operator, admin = centre.desk("operator"), centre.desk("admin").user
    for text in (FIRE, FIRE, CHOKING):
        operator.open(operator.report(text))
    centre.fast_forward(days=40)
    operator = Centre().desk("operator")
    operator.open(operator.report(FIRE))
    decree = draft_decree(paper=PAPER, actor=admin)
    cells = [Cell("FIR-BUILDING", "polres", "lead", "Pasal 1")]
    return set_mandates(decree_id=decree.id, edition=decree.edition, area_code="", cells=cells, actor=admin)


def test_who_would_have_been_called_instead(centre: Centre, draft: Decree) -> None:
    admin = centre.desk("admin").user
    start_trial(decree_id=draft.id, months=3, actor=admin)
    assert trials.next_due() is not None

    assert trials.serve("test") == 1

    kept = DecreeRehearsal.objects.get()
    assert (kept.result["incidents"], kept.result["changed"]) == (4, 3)
    classes = {(one["agency"], one["before"], one["after"]): one for one in kept.result["classes"].values()}
    assert classes["polres", "support", "lead"]["count"] == 3
    assert classes["damkar", "lead", ""]["count"] == 3
    assert all(one["type"] == "FIR-BUILDING" for one in kept.result["classes"].values())
    kinds = list(JournalEntry.objects.order_by("position").values_list("kind", flat=True))[-3:]
    assert kinds == ["trial.started", "decree.rehearsed", "trial.ended"]
    client = Client()
    client.force_login(admin)
    page = client.get(f"/decrees/{draft.id}/rehearsal").content.decode()
    assert "3 akan dipanggil berbeda" in page
    assert "tidak dipanggil" in page


def test_a_rehearsal_is_called_off_and_nothing_is_kept(centre: Centre, draft: Decree) -> None:
    admin = centre.desk("admin").user
    trial = start_trial(decree_id=draft.id, months=12, actor=admin)
    with pytest.raises(WrongMove):
        start_trial(decree_id=draft.id, months=1, actor=admin)
    held = trials.claim()
    assert held is not None
    cancel_trial(trial_id=trial.id, actor=admin)

    assert trials.count(held) is None, "the worker stops at the next month"

    assert not DecreeRehearsal.objects.exists()
    assert trials.next_due() is None
    with pytest.raises(Denied):
        start_trial(decree_id=draft.id, months=1, actor=centre.desk("auditor").user)
    with pytest.raises(Invalid):
        start_trial(decree_id=draft.id, months=5, actor=admin)


def test_a_worker_that_died_is_followed_by_another_that_counts_the_same(centre: Centre, draft: Decree) -> None:
    admin = centre.desk("admin").user
    start_trial(decree_id=draft.id, months=3, actor=admin)
    held = trials.claim()
    assert held is not None
    trials.count(held)
    assert DecreeTrial.objects.get().cursor == 3
    assert trials.claim() is None
    centre.fast_forward(seconds=31)

    assert trials.serve("test") == 1

    kept = DecreeRehearsal.objects.get()
    assert (kept.result["incidents"], kept.result["changed"]) == (4, 3)


def test_a_worker_that_is_told_to_end_puts_its_run_back_at_the_next_month(centre: Centre, draft: Decree) -> None:
    start_trial(decree_id=draft.id, months=3, actor=centre.desk("admin").user)
    held = trials.claim()
    assert held is not None
    ending.set()
    try:
        assert trials.count(held) is None
        assert trials.serve("test") == 0
    finally:
        ending.clear()
    row = DecreeTrial.objects.get()
    assert (row.status, row.cursor, row.holder) == ("queued", 1, None)
    assert trials.serve("test") == 1, "nobody waits for a silence"
    assert DecreeRehearsal.objects.get().result["incidents"] == 4


def test_numbers_of_an_older_text_are_not_kept(centre: Centre, draft: Decree) -> None:
    admin = centre.desk("admin").user
    start_trial(decree_id=draft.id, months=1, actor=admin)
    cells = [Cell("FIR-LAND", "polres", "lead", "Pasal 1")]
    set_mandates(decree_id=draft.id, edition=draft.edition, area_code="", cells=cells, actor=admin)

    trials.serve("test")

    assert DecreeTrial.objects.get().status == "failed"
    assert not DecreeRehearsal.objects.exists()


def test_what_is_in_force_is_not_rehearsed(centre: Centre, draft: Decree) -> None:
    Decree.objects.filter(id=draft.id).update(signed_on="2026-01-01")
    put_decree_in_force(decree_id=draft.id, actor=centre.desk("admin2").user)

    with pytest.raises(WrongMove):
        start_trial(decree_id=draft.id, months=1, actor=centre.desk("admin").user)
