"""An administrator tries a text on a draft, saves what must come of it, and no later version may break it."""

from typing import Any

import pytest
from django.test import Client

from agencies.bench.trials import lack_expected_leads, lead_of
from foundation.lib import time
from sop.models import Case, ProcedureVersion
from sop.services import draft_version
from tests.centre import Centre
from tests.sop.samples import sample_content

CODE, BENCH = "RES-TRAPPED", "/sop/RES-TRAPPED/versions/2/bench"


@pytest.fixture
def page(centre: Centre) -> Client:
    """The administrator's browser, with a draft that knows loose zebras."""
    admin = centre.desk("admin").user
    draft_version(type_code=CODE, content=sample_content(words={"strong": ["zebra lepas"]}), actor=admin)
    client = Client()
    client.force_login(admin)
    return client


def shown(page: Client, path: str = BENCH, **form: Any) -> str:
    answer = page.post(path, form, follow=True) if form else page.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_draft_stands_beside_the_version_in_force(page: Client) -> None:
    assert "Belum ada kasus uji" in shown(page)
    text = shown(page, text="zebra lepas di jalan", area="35.04.10.2003")
    assert "Berbeda dari versi yang berlaku: jenis, prioritas" in text
    draft, ruling = text.split(
        "Versi yang berlaku</h2>" if "Versi yang berlaku</h2>" in text else "Versi yang berlaku:"
    )
    assert "RES-TRAPPED · P" in draft
    assert "RES-TRAPPED · P" not in ruling
    assert "Ada yang luka?" in draft, "the draft's own question is asked"
    assert "memimpin" in draft, "who leads by the decree in force"


def test_what_people_chose_instead_stands_on_the_bench(page: Client, centre: Centre) -> None:
    operator = centre.desk("operator")
    suggested = operator.report("Ada perampokan di toko emas, pelaku membawa celurit")
    assert suggested["suggestion"]["type"] == "POL-ROBBERY"
    operator.open(suggested, type=CODE)
    assert "POL-ROBBERY 1" in shown(page), "it came from there to this type"
    ruling = shown(page, "/sop/POL-ROBBERY/versions/1/bench")
    assert "Diusulkan 1 kali, 0 dipakai." in ruling
    assert f"{CODE} 1" in ruling


def test_an_answer_moves_the_priority_on_the_bench(page: Client) -> None:
    assert "RES-TRAPPED · P1" in shown(page, text="zebra lepas", **{f"answer:{CODE}.hurt": "yes"})
    assert "RES-TRAPPED · P4" in shown(page, text="zebra lepas", **{f"answer:{CODE}.hurt": "no"})


def test_a_case_is_saved_shown_and_taken_away(page: Client) -> None:
    keep = f"/sop/{CODE}/versions/2/cases"
    text = shown(page, keep, text="zebra lepas", expected_type=CODE, expected_priority="P4")
    assert "Kasus uji disimpan." in text
    assert "0 ✓" in text
    assert "1 ✗" in text
    case = Case.objects.get()
    assert "Kasus uji dihapus." in shown(page, f"{keep}/{case.id}/remove", x="")
    wrong = shown(page, keep, text="", expected_type=CODE, expected_priority="P1")
    assert "Isi kata-kata penelepon atau jawaban." in wrong


def test_a_case_that_another_agency_would_lead_stands_in_the_way(page: Client) -> None:
    keep = f"/sop/{CODE}/versions/2/cases"
    version = ProcedureVersion.objects.get(procedure__type_id=CODE, number=2)
    priority = version.procedure.type.default_priority
    form = {"text": "zebra lepas", "expected_type": CODE, "expected_priority": priority}
    shown(page, keep, **form, lead="kai")
    assert any("kai" in text for text in lack_expected_leads(version, time.now()))
    Case.objects.update(lead=lead_of(CODE, None, time.now()) or "")
    assert list(lack_expected_leads(version, time.now())) == []
