"""A draft is rehearsed over past reports; what it would change is read and ticked before anybody may approve it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from foundation.lib import time
from incidents.models import RehearsalRun
from incidents.rehearsal.running import rehearsals
from incidents.rehearsal.uploads import MOST_BYTES
from sop.models import ProcedureVersion, Rehearsal
from sop.services import draft_version
from sop.services.rehearsals import lack_rehearsal
from tests.centre import Centre
from tests.sop.samples import sample_content

PAGE = "/sop/RES-TRAPPED/versions/2/rehearsal"


@pytest.fixture
def draft(centre: Centre) -> ProcedureVersion:
    """A draft under which loose zebras trap somebody, and three reports of loose zebras."""
    for _number in range(3):
        centre.desk("operator").report("zebra lepas di jalan")
    content = sample_content(words={"strong": ["zebra lepas"]})
    return draft_version(type_code="RES-TRAPPED", content=content, actor=centre.desk("admin").user)


@pytest.fixture
def page(centre: Centre, draft: ProcedureVersion) -> Client:
    client = Client()
    client.force_login(centre.desk("admin").user)
    return client


def shown(page: Client, path: str = PAGE, **form: Any) -> str:
    answer = page.post(path, form, follow=True) if form else page.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def lacking(draft: ProcedureVersion) -> str:
    return " ".join(lack_rehearsal(draft, time.now()))


def test_what_changes_is_read_and_ticked_before_an_approval(page: Client, draft: ProcedureVersion) -> None:
    assert "Teks ini belum pernah digladi" in shown(page)
    assert "Belum digladi" in lacking(draft)
    text = shown(page, f"{PAGE}/start", days="30")
    assert "Gladi dimulai." in text
    assert "Menunggu giliran" in text
    assert '<noscript><meta http-equiv="refresh"' in text, "it goes on without a script"
    rehearsals.serve("test")
    text = shown(page)
    assert "<b>3</b> dari 3 laporan akan ditangani berbeda." in text
    assert "jenis lain" in text
    assert "L26-0000" in text, "samples are named by their number"
    assert "zebra" not in text, "and never by what was said"
    last = Rehearsal.objects.get()
    assert f"{len(last.keys)} perubahan belum dibaca" in lacking(draft)
    first, *rest = last.keys
    tick = f"{PAGE}/{last.id}/tick"
    assert "Perubahan dicentang." in shown(page, tick, key=first)
    assert f"{len(rest)} perubahan belum dibaca" in lacking(draft)
    assert "Semua perubahan sudah dibaca" in shown(page, tick, key=rest)
    assert lacking(draft) == ""


def test_ticking_what_is_not_there_is_refused(page: Client, draft: ProcedureVersion) -> None:
    shown(page, f"{PAGE}/start", days="30")
    rehearsals.serve("test")
    last = Rehearsal.objects.get()
    for wrong in ("type:A:B>C", ""):
        assert "Centang perubahan yang sudah Anda baca." in shown(page, f"{PAGE}/{last.id}/tick", key=wrong)
    assert not last.ticks.exists()


def test_it_is_called_off_with_one_button(page: Client) -> None:
    shown(page, f"{PAGE}/start", days="30")
    run = RehearsalRun.objects.get()
    assert "Gladi dibatalkan." in shown(page, f"{PAGE}/{run.id}/cancel", x="")
    assert rehearsals.serve("test") == 0


def test_a_file_of_fifty_megabytes_is_refused_in_words(page: Client) -> None:
    large = SimpleUploadedFile("besar.csv", b"a" * (2 * MOST_BYTES), "text/csv")
    answer = page.post(f"{PAGE}/start", {"file": large})
    assert (answer.status_code, "Berkas ini 50 MB; paling besar 25 MB." in answer.content.decode()) == (413, True)
    assert not RehearsalRun.objects.exists()


def test_a_supervisor_reads_what_was_submitted_and_starts_nothing(
    centre: Centre, page: Client, draft: ProcedureVersion
) -> None:
    page.force_login(centre.desk("kepala-damkar").user)
    for hidden in (PAGE, PAGE.replace("rehearsal", "bench")):
        assert page.get(hidden).status_code == 404, "a draft that nobody submitted does not exist for them"
    ProcedureVersion.objects.filter(id=draft.id).update(submitted_at=time.now())
    assert "Mulai gladi" not in shown(page)
    assert page.get(PAGE.replace("rehearsal", "bench")).status_code == 200
    assert page.post(f"{PAGE}/start", {"days": "30"}).status_code == 404
