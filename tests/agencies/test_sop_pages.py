"""The editor's pages by plain forms: everything works without a script."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from foundation.people.models import User
from sop.exchange import MOST_BYTES
from sop.models import ProcedureVersion
from tests.centre import Centre
from tests.sop.lives import rehearsed

CODE = "POL-ROBBERY"


class Person:
    """An account in a browser."""

    def __init__(self, username: str) -> None:
        self.client = Client()
        self.client.force_login(User.objects.get(username=username))

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(f"/sop{path}")
        assert answer.status_code == status, path
        return answer.content.decode()

    def post(self, page: str, status: int = 302, /, **said: Any) -> HttpResponse:
        answer = self.client.post(f"/sop{page}", said)
        assert answer.status_code == status, (page, answer.content.decode()[:3000])
        return answer  # type: ignore[return-value]


@pytest.fixture
def admin(centre: Centre) -> Person:
    person = Person("admin")
    person.post(f"/{CODE}/draft")
    return person


def draft() -> ProcedureVersion:
    return ProcedureVersion.objects.get(procedure__type_id=CODE, number=2)


def fields_of(page: str) -> dict[str, str]:
    """What the form of the open part would send, as a browser would."""
    form = page[page.index('id="part"') : page.index('id="save"')]
    said = dict(re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', form))
    said |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', form))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)">(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        said[name] = chosen.group(1) if chosen else re.findall(r'value="([^"]*)"', options)[0]
    said.pop("csrfmiddlewaretoken", None)
    return said


EDIT = f"/{CODE}/versions/2/edit"
NODES = ["words", "raises", "lowers", "targets", "targets_basis", "capabilities", "checklist", "ladder", "advice",
         "gives_way_to", "victims_suggest"]  # fmt: skip


@pytest.mark.parametrize("node", NODES)
def test_saving_a_part_as_it_stands_changes_nothing(admin: Person, node: str) -> None:
    before = draft().content
    said = fields_of(admin.get(f"{EDIT}?node={node}"))
    ticked = {f"code:{code}": "on" for code in before.get(node, [])} if node in ("capabilities", "gives_way_to") else {}
    if node == "ladder":
        ticked = {f"substitute-{at}": "on" for at, rung in enumerate(before["ladder"]) if rung.get("substitute")}
    admin.post(EDIT, **(said | ticked))
    assert (draft().content, draft().revision) == (before, 1)


def test_a_question_is_written_and_read_back(admin: Person) -> None:
    question = draft().parsed.questions[0].id
    node = f"{EDIT}?node=questions.{question}"
    said = fields_of(admin.get(node))
    admin.post(EDIT, **(said | {"ask_id": "Berapa pelakunya?", "ask_en": "How many offenders?"}))
    assert draft().parsed.questions[0].ask.id == "Berapa pelakunya?"
    assert "Berapa pelakunya?" in admin.get(node)
    changes = admin.get(f"/{CODE}/versions/2/differences")
    assert "Berapa pelakunya?" in changes


def test_questions_are_added_moved_and_removed(admin: Person) -> None:
    first, second = (question.id for question in draft().parsed.questions[:2])
    tree = f"/{CODE}/versions/2/tree"
    admin.post(tree, work="down", question=first, revision="1")
    assert [question.id for question in draft().parsed.questions[:2]] == [second, first]
    admin.post(tree, work="to", to="0", question=first, revision="2")
    assert draft().parsed.questions[0].id == first
    admin.post(tree, work="add", question=first, revision="3")
    assert draft().parsed.questions[1].id == "q1"
    assert "MENGHALANGI" in admin.get(EDIT), "a question without words is a problem"
    admin.post(tree, work="remove", question="q1", revision="4")
    assert draft().content == ProcedureVersion.objects.get(procedure__type_id=CODE, number=1).content


def test_what_cannot_be_read_is_said_and_what_was_typed_stays(admin: Person) -> None:
    said = fields_of(admin.get(f"{EDIT}?node=targets")) | {"P1-on_scene_s": "lima belas"}
    page = admin.post(EDIT, 400, **said).content.decode()
    assert "lima belas" in page
    assert "menit:detik" in page
    assert draft().revision == 1


def test_the_second_of_two_people_is_told_and_may_choose(admin: Person) -> None:
    other = Person("coordinator")
    said = fields_of(admin.get(f"{EDIT}?node=targets_basis"))
    admin.post(EDIT, **(said | {"targets_basis": "PKS 7/2026"}))
    page = other.post(EDIT, 409, **(said | {"targets_basis": "PKS 8/2026"})).content.decode()
    assert "PKS 7/2026 menjadi PKS 8/2026" in page
    assert draft().content["targets_basis"] == "PKS 7/2026"
    other.post(EDIT, **fields_of(page))
    assert draft().content["targets_basis"] == "PKS 8/2026"


def test_the_script_is_told_what_to_draw(admin: Person) -> None:
    said = fields_of(admin.get(f"{EDIT}?node=targets_basis")) | {"targets_basis": "PKS 7/2026"}
    answer = admin.client.post(f"/sop{EDIT}", said, headers={"Accept": "application/json"})
    told = answer.json()
    assert (told["revision"], set(told["panels"])) == (2, {"fields", "tree", "problems", "flow"})
    again = admin.client.post(f"/sop{EDIT}", said | {"targets_basis": "X"}, headers={"Accept": "application/json"})
    assert (again.status_code, again.json()["revision"], "conflict" in again.json()) == (409, 2, True)


def test_from_draft_to_force_by_forms(admin: Person) -> None:
    said = fields_of(admin.get(f"{EDIT}?node=targets_basis"))
    admin.post(EDIT, **(said | {"targets_basis": "PKS 7/2026"}))
    moves = f"/{CODE}/versions/2/moves"
    admin.post(f"{moves}/submit")
    for name in ("kepala-polres", "kepala-rsud"):
        signer = Person(name)
        assert "Menunggu tanda tangan Anda" in signer.get("")
        assert "PKS 7/2026" in signer.get(f"/{CODE}/versions/2/differences")
        signer.post(f"{moves}/sign", revision="2")
    director, coordinator = Person("direktur-medis"), Person("coordinator")
    director.post(f"{moves}/medical-signature")
    assert "DITANDATANGANI" in coordinator.get(f"/{CODE}/versions/2/signatures")
    rehearsed(draft())
    coordinator.post(f"{moves}/approve")
    coordinator.post(f"{moves}/put-in-force", when="later", begins="2020-01-01T08:00")
    assert "Saat mulai berlaku sudah lewat" in coordinator.get(f"/{CODE}/versions/2")
    coordinator.post(f"{moves}/put-in-force", when="now")
    assert draft().status == "in_force"
    assert "PKS 7/2026" in admin.get(f"/{CODE}/versions/2/print")


def test_what_cannot_be_approved_yet_says_what_is_lacking_and_offers_no_button(admin: Person) -> None:
    moves, page = f"/{CODE}/versions/2/moves", f"/{CODE}/versions/2"
    admin.post(f"{moves}/submit")
    coordinator = Person("coordinator")
    seen = coordinator.get(page)
    assert "/moves/approve" not in seen
    lacking = seen.partition('id="lacking"')[2].partition("</section>")[0].count("<li")
    assert f'<a href="#lacking">Belum dapat disetujui: {lacking} hal masih kurang</a>' in seen
    coordinator.post(f"{moves}/approve")  # by a page opened before
    refused = coordinator.get(page)
    # Each stands in the list of what is lacking, and once in the refusal.
    listed = seen.partition('id="lacking"')[2].partition("</ul>")[0].split('<li class="blocking">')[1:]
    reasons = [line.partition("<")[0] for line in listed]
    assert len(reasons) == lacking
    assert {refused.count(reason) for reason in reasons} == {2}
    for name in ("kepala-polres", "kepala-rsud"):
        Person(name).post(f"{moves}/sign", revision="1")
    Person("direktur-medis").post(f"{moves}/medical-signature")
    rehearsed(draft())
    seen = coordinator.get(page)
    assert "/moves/approve" in seen
    assert "#lacking" not in seen


def test_other_types_stand_by_their_names(admin: Person) -> None:
    page = admin.get("/FIR-BUILDING/versions/1")
    assert "→ Bahan berbahaya atau kecelakaan industri" in page
    assert "Mengalah kepada jenis: Kebakaran kendaraan, " in page
    assert "FIR-VEHICLE" not in page


def test_who_may_not_read_them_finds_no_such_page(centre: Centre, admin: Person) -> None:
    for name in ("operator", "damkar", "crew"):
        Person(name).get("", 404)
    Person("kepala-polres").get(f"/{CODE}/versions/2", 404)
    Person("auditor").get(f"/{CODE}/versions/2")
    Person("auditor").post(f"/{CODE}/versions/2/moves/submit", 403)
    Person("auditor").get(EDIT, 404)


def test_a_file_goes_out_and_comes_back(admin: Person) -> None:
    text = admin.get(f"/{CODE}/versions/2/export")
    file = SimpleUploadedFile("sop.yaml", text.replace("targets_basis: ", "targets_basis: PKS 9 ", 1).encode())
    admin.post("/import", file=file)
    assert ProcedureVersion.objects.get(procedure__type_id=CODE, number=3).content["targets_basis"].startswith("PKS 9")
    wrong = SimpleUploadedFile("sop.yaml", text.replace("tier: core", "tier: best", 1).encode())
    page = admin.post("/import", 400, file=wrong).content.decode()
    assert "baris 7, types[0].tier" in page
    assert admin.get("/export").startswith("psc_sop: 1")


def test_a_file_of_50_megabytes_is_refused_unread(admin: Person) -> None:
    answer = admin.client.generic("POST", "/sop/import", b"x", CONTENT_LENGTH=str(50_000_000))
    assert answer.status_code == 413
    admin.post("/import", 400, file=SimpleUploadedFile("sop.yaml", b"x" * (MOST_BYTES + 1)))
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="admin"))
    assert strict.post("/sop/import", {"file": SimpleUploadedFile("a.yaml", b"a")}).status_code == 403
