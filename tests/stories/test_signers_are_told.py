"""Whoever must sign a procedure is told of its life, and asked again by the clock while a signature is missing."""

from datetime import timedelta

import pytest
from django.test import Client

from agencies.services.matrix import Cell
from foundation.lib import time
from foundation.lib.time import iso
from foundation.notify.models import Notification
from foundation.people.models import User
from tests.centre import Centre
from tests.rulemaking import CODE, SIGNERS, Rules
from tests.stories.decrees import FIRST, write_decree_of_two

ADDRESS = "kepala@polres.example"


@pytest.fixture
def rules(centre: Centre) -> Rules:
    User.objects.filter(username="kepala-polres").update(email=ADDRESS)
    return Rules(centre)


def told(username: str) -> list[str]:
    """The titles on a person's page, the oldest first."""
    mine = Notification.objects.filter(transport="page", to=str(User.objects.get(username=username).id))
    return list(mine.order_by("created_at", "id").values_list("title", flat=True))


def last(username: str) -> str:
    return told(username)[-1]


def page(username: str, path: str = "/sop") -> str:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client.get(path).content.decode()


def test_a_review_asks_everybody_whom_it_binds_and_nobody_else(rules: Rules, centre: Centre) -> None:
    version = rules.draft(targets_basis="PKS 7/2026")
    assert told("kepala-polres") == []
    rules.move(version, "submit", rules.admin)
    for name in (*SIGNERS, "direktur-medis"):
        assert last(name) == "SOP Perampokan, begal, jambret v2 menunggu tanda tangan Anda"
    assert told("kepala-damkar") == []
    shown = page("kepala-polres")
    assert "menunggu tanda tangan Anda" in shown
    assert 'class="waiting">1<' in shown, "the number stands in the navigation of every page"
    assert 'class="waiting"' not in page("kepala-damkar", "/decrees")
    centre.fast_forward(seconds=1)
    mail = Notification.objects.get(transport="email", to=ADDRESS)
    assert (mail.status, mail.title) == ("sent", last("kepala-polres"))


def test_in_the_reader_s_own_language(rules: Rules) -> None:
    User.objects.filter(username="kepala-rsud").update(language="en")
    version = rules.draft(targets_basis="PKS 7/2026")
    rules.move(version, "submit", rules.admin)
    assert last("kepala-rsud").endswith("is waiting for your signature")


def test_who_signed_is_told_that_it_counts_no_more(rules: Rules) -> None:
    version = rules.draft(targets_basis="PKS 7/2026")
    rules.move(version, "submit", rules.admin)
    rules.sign(version, "kepala-polres")
    back = rules.move(version, "withdraw", rules.admin)
    edited = rules.edit(back, targets_basis="PKS 8/2026")
    assert last("kepala-polres") == "SOP Perampokan, begal, jambret v2 diubah: tanda tangan Anda gugur"
    assert len(told("kepala-rsud")) == 1, "who had not signed loses nothing"
    rules.edit(edited, targets_basis="PKS 9/2026")
    assert len(told("kepala-polres")) == 2, "once, not at every word"
    rules.move(version, "submit", rules.admin)
    assert last("kepala-polres") == "SOP Perampokan, begal, jambret v2 menunggu tanda tangan Anda"


def test_the_clock_asks_again_whoever_has_not_signed(rules: Rules, centre: Centre) -> None:
    version = rules.draft(targets_basis="PKS 7/2026")
    rules.move(version, "submit", rules.admin)
    rules.sign(version, "kepala-rsud", "direktur-medis")
    centre.fast_forward(days=3, minutes=1)
    assert last("kepala-polres") == "SOP Perampokan, begal, jambret v2 masih menunggu tanda tangan Anda"
    assert len(told("kepala-rsud")) == 1
    centre.fast_forward(days=4)
    assert len(told("kepala-polres")) == 3
    centre.desks.clear()
    rules.sign(version, "kepala-polres")
    centre.fast_forward(days=30)
    assert len(told("kepala-polres")) == 3


def test_approved_planned_in_force_everybody_knows(rules: Rules, centre: Centre) -> None:
    version = rules.approved(targets_basis="PKS 7/2026")
    assert last("kepala-polres") == "SOP Perampokan, begal, jambret v2 disetujui"
    rules.move(version, "put-in-force", rules.coordinator, {"begins": iso(time.now() + timedelta(hours=6))})
    assert "berlaku mulai" in last("kepala-polres")
    centre.fast_forward(hours=7)
    assert last("kepala-polres") == "SOP Perampokan, begal, jambret v2 berlaku"


def test_an_emergency_asks_at_once_and_before_it_runs_out(rules: Rules, centre: Centre) -> None:
    version = rules.draft(targets_basis="PKS 7/2026")
    rules.move(version, "emergency", rules.coordinator, {"reason": "Perampok berseragam"})
    assert last("kepala-polres").startswith("Perubahan darurat: SOP Perampokan, begal, jambret v2 berlaku sampai")
    rules.sign(version, "kepala-rsud")
    centre.fast_forward(hours=25)
    assert last("kepala-polres") == "SOP Perampokan, begal, jambret v2 masih menunggu tanda tangan Anda"
    assert len(told("kepala-rsud")) == 1
    centre.fast_forward(hours=48)
    assert last("kepala-rsud") == "Perubahan darurat SOP Perampokan, begal, jambret v2 habis waktunya"
    assert last("coordinator") == last("kepala-rsud")


def test_a_decree_that_binds_another_holds_what_was_approved(rules: Rules, centre: Centre) -> None:
    version = rules.approved(targets_basis="PKS 7/2026")
    begins = time.now() + timedelta(hours=48)
    rules.move(version, "put-in-force", rules.coordinator, {"begins": iso(begins)})
    write_decree_of_two(centre, [Cell(CODE, "damkar", "support", FIRST)])
    centre.fast_forward(minutes=1)
    held = rules.look(version)
    assert (held["status"], held["approved_by"], held["in_force_from"]) == ("in_review", None, None)
    assert last("kepala-damkar") == "SOP Perampokan, begal, jambret v2 menunggu tanda tangan Anda"
    assert last("admin") == "SOP Perampokan, begal, jambret v2 tertahan: belum semua yang terikat menandatangani"
    centre.fast_forward(hours=49)
    centre.desks.clear()
    rules.admin, rules.coordinator = centre.desk("admin"), centre.desk("coordinator")
    assert rules.look(version)["status"] == "in_review", "it did not come into force unsigned"
    assert rules.coordinator.post(f"versions/{version}/approve").status == 409
    rules.sign(version, "kepala-damkar")
    rules.move(version, "approve", rules.coordinator)
    assert rules.move(version, "put-in-force", rules.coordinator)["status"] == "in_force"


def test_an_objection_reaches_those_who_can_change_the_text(rules: Rules, centre: Centre) -> None:
    version = rules.draft(targets_basis="PKS 7/2026")
    rules.move(version, "submit", rules.admin)
    objection = {"revision": 2, "reason": "Dua menit tidak mungkin"}
    rules.move(version, "object", centre.desk("kepala-polres"), objection)
    assert last("admin") == "Keberatan atas SOP Perampokan, begal, jambret v2"
    assert "Dua menit tidak mungkin" in page("admin")
