"""A decree is written down by one and put in force by another; everything senseless is refused with its reason."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection

from agencies.models import Agency, Decree, Scan
from agencies.sanctions import Sanction
from agencies.services import (
    attach_scan,
    draft_decree,
    put_decree_in_force,
    set_mandates,
    withdraw_decree,
    write_decree,
)
from agencies.services.drafting import LARGEST_SCAN, Clause, Paper, paper_of
from agencies.services.matrix import Cell
from foundation.journal import SYSTEM
from foundation.lib import time
from foundation.lib.errors import Denied, DomainError, Invalid, Missing, WrongMove
from foundation.lib.ids import new_id
from foundation.people.models import User
from tests.agencies.region import add_agency, add_user, kinds

PAPER = Paper(
    kind="perbup",
    number="7",
    year=2026,
    issuer="Bupati Contoh",
    title_id="Pelayanan 112",
    signed_on=date(2026, 1, 2),
    considerations=("bahwa warga berhak ditolong;",),
    articles=(Clause("Pasal 1", "Damkar memimpin."), Clause("Pasal 2", "Polres mendukung.")),
    sanctions=(Sanction("teguran", "reminder", "Pasal 1"),),
)
PDF = b"%PDF-1.7 naskah"


@pytest.fixture
def admin(types: None) -> User:
    for code in ("damkar", "polres"):
        add_agency(code)
    return add_user("admin", "admin")


@pytest.fixture
def second(admin: User) -> User:
    return add_user("admin2", "admin")


def _draft(admin: User, paper: Paper = PAPER) -> Decree:
    decree = draft_decree(paper=paper, actor=admin)
    return set_mandates(
        decree_id=decree.id,
        edition=decree.edition,
        area_code="",
        cells=[Cell("*", "damkar", "lead", "Pasal 1"), Cell("fire", "polres", "support", "Pasal 2")],
        actor=admin,
    )


def _why_not(act: object, *args: object) -> DomainError:
    with pytest.raises(DomainError) as refused:
        act(*args)  # type: ignore[operator]
    return refused.value


def test_who_wrote_it_does_not_put_it_in_force(admin: User, second: User) -> None:
    decree = _draft(admin)
    assert decree.written_by == [admin.id]
    with pytest.raises(Denied) as refused:
        put_decree_in_force(decree_id=decree.id, actor=admin)
    assert refused.value.code == "second_person"

    put_decree_in_force(decree_id=decree.id, actor=second)

    decree.refresh_from_db()
    assert (decree.status, decree.enacted_by) == ("in_force", second)
    assert kinds() == ["decree.drafted", "decree.mandates_set", "decree.in_force", "decree.began"]


def test_a_second_hand_in_the_text_is_no_second_pair_of_eyes(admin: User, second: User) -> None:
    decree = _draft(admin)
    cells = [Cell("fire", "polres", "informed", "Pasal 2")]
    set_mandates(decree_id=decree.id, edition=decree.edition, area_code="", cells=cells, actor=second)

    for hand in (admin, second):
        with pytest.raises(Denied):
            put_decree_in_force(decree_id=decree.id, actor=hand)


def test_nobody_but_an_administrator_writes(admin: User) -> None:
    decree = _draft(admin)
    for roles in (("coordinator",), ("desk",), ("supervisor",), ("auditor",), ("admin", "auditor")):
        other = add_user("-".join(roles), *roles)
        for act in (
            lambda who: draft_decree(paper=replace(PAPER, number="8"), actor=who),
            lambda who: write_decree(decree_id=decree.id, edition=2, paper=PAPER, actor=who),
            lambda who: set_mandates(decree_id=decree.id, edition=2, area_code="", cells=[], actor=who),
            lambda who: attach_scan(decree_id=decree.id, name="a.pdf", content=PDF, actor=who),
            lambda who: withdraw_decree(decree_id=decree.id, actor=who),
        ):
            assert isinstance(_why_not(act, other), Denied)


def test_saying_the_same_again_writes_nothing(admin: User) -> None:
    decree = _draft(admin)
    before = kinds()

    same = write_decree(decree_id=decree.id, edition=decree.edition, paper=paper_of(decree), actor=admin)
    cells = [Cell("*", "damkar", "lead", "Pasal 1"), Cell("medical", "damkar")]
    set_mandates(decree_id=decree.id, edition=same.edition, area_code="", cells=cells, actor=admin)
    attach_scan(decree_id=decree.id, name="a.pdf", content=PDF, actor=admin)
    attach_scan(decree_id=decree.id, name="a.pdf", content=PDF, actor=admin)

    assert kinds()[len(before) :] == ["decree.scanned"]


def test_two_who_edit_at_once_do_not_overwrite_each_other(admin: User, second: User) -> None:
    decree = _draft(admin)
    mine, theirs = (replace(paper_of(decree), title_id=title) for title in ("A", "B"))
    write_decree(decree_id=decree.id, edition=decree.edition, paper=mine, actor=admin)

    with pytest.raises(WrongMove) as refused:
        write_decree(decree_id=decree.id, edition=decree.edition, paper=theirs, actor=second)
    assert refused.value.code == "edited_meanwhile"


def test_articles_change_places_and_names_and_keep_their_mandates(admin: User) -> None:
    decree = _draft(admin)
    first, last = paper_of(decree).articles
    swapped = (replace(last, number="Pasal 1"), replace(first, number="Pasal 2"), Clause("Pasal 3", "Baru."))

    write_decree(
        decree_id=decree.id, edition=decree.edition, paper=replace(paper_of(decree), articles=swapped), actor=admin
    )

    assert [article.text for article in decree.articles.all()] == ["Polres mendukung.", "Damkar memimpin.", "Baru."]
    lead = decree.mandates.get(role="lead")
    assert (lead.article.number, lead.article.text) == ("Pasal 2", "Damkar memimpin.")
    gone = replace(paper_of(decree), articles=swapped[1:], sanctions=())
    with pytest.raises(Invalid, match="Pasal 1 masih menjadi dasar"):
        write_decree(decree_id=decree.id, edition=decree.edition + 1, paper=gone, actor=admin)


WRONG_PAPERS = (
    (replace(PAPER, kind="surat"), "kind"),
    (replace(PAPER, number=" "), "number"),
    (replace(PAPER, year=19), "year"),
    (replace(PAPER, number="8", articles=(Clause("Pasal 1", "a"), Clause("Pasal 1", "b"))), "articles"),
    (replace(PAPER, number="8", replaces=(new_id(),)), "replaces"),
    (replace(PAPER, number="8", sanctions=(Sanction("teguran", article="Pasal 9"),)), "sanctions"),
    (replace(PAPER, number="8", sanctions=(Sanction(" ", article="Pasal 1"),)), "sanctions"),
    (replace(PAPER, number="8", sanctions=(Sanction("teguran"),) * 10), "sanctions"),
)


@pytest.mark.parametrize(("paper", "field"), WRONG_PAPERS)
def test_a_senseless_paper_is_refused(admin: User, paper: Paper, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        draft_decree(paper=paper, actor=admin)

    assert field in (refused.value.fields or {})
    assert not Decree.objects.exists()


def test_the_same_number_is_refused_twice(admin: User) -> None:
    draft_decree(paper=PAPER, actor=admin)

    with pytest.raises(Invalid) as refused:
        draft_decree(paper=PAPER, actor=admin)
    assert "number" in (refused.value.fields or {})


WRONG_CELLS = (
    (Cell("XXX", "damkar", "lead", "Pasal 1"), "Jenis XXX tidak dikenal."),
    (Cell("fire", "hantu", "lead", "Pasal 1"), "Instansi hantu tidak dikenal."),
    (Cell("fire", "damkar", "boss", "Pasal 1"), "Peran harus L, D atau I."),
    (Cell("fire", "damkar", "lead", "Pasal 9"), "Pasal Pasal 9 tidak ada dalam keputusan ini."),
    (Cell("medical", "polres", "informed"), "Pilih pasal yang menjadi dasarnya."),
    (Cell("fire", "tua", "support", "Pasal 2"), "Instansi tua tidak aktif lagi."),
    (Cell("fire", "damkar", "lead", "Pasal 1", substitute="tua"), "Pengganti tua tidak dapat dipakai."),
    (Cell("fire", "damkar", "lead", "Pasal 1", substitute="damkar"), "Pengganti damkar tidak dapat dipakai."),
)


@pytest.mark.parametrize(("cell", "reason"), WRONG_CELLS)
def test_a_senseless_cell_is_refused_and_nothing_is_written(admin: User, cell: Cell, reason: str) -> None:
    add_agency("tua", active=False)
    decree = _draft(admin)
    before = kinds()
    good = Cell("rescue", "damkar", "lead", "Pasal 1")

    with pytest.raises(Invalid) as refused:
        set_mandates(decree_id=decree.id, edition=decree.edition, area_code="", cells=[good, cell], actor=admin)

    assert refused.value.fields == {cell.path: [reason]}
    assert kinds() == before
    assert decree.mandates.count() == 2


def test_a_cell_takes_the_article_of_its_like_and_the_words_of_the_article(admin: User) -> None:
    decree = _draft(admin)

    set_mandates(
        decree_id=decree.id,
        edition=decree.edition,
        area_code="",
        cells=[Cell("FIR-BUILDING", "polres"), Cell("FIR-LAND", "damkar", "support")],
        actor=admin,
    )

    added = decree.mandates.get(type_code="FIR-LAND")
    assert (added.article.number, added.obligation) == ("Pasal 2", "Polres mendukung.")


def test_a_decree_that_is_frozen_or_revoked_is_not_edited(admin: User, second: User) -> None:
    decree = _draft(admin)
    put_decree_in_force(decree_id=decree.id, actor=second)
    ending = draft_decree(
        paper=replace(PAPER, number="9", articles=(), sanctions=(), replaces=(decree.id,)), actor=admin
    )
    put_decree_in_force(decree_id=ending.id, actor=second)

    decree.refresh_from_db()
    assert decree.status == "revoked"
    for act in (
        lambda: write_decree(decree_id=decree.id, edition=2, paper=PAPER, actor=admin),
        lambda: set_mandates(decree_id=decree.id, edition=2, area_code="", cells=[], actor=admin),
        lambda: withdraw_decree(decree_id=decree.id, actor=admin),
        lambda: put_decree_in_force(decree_id=decree.id, actor=second),
    ):
        assert isinstance(_why_not(act), WrongMove)


def test_a_draft_is_thrown_away_whole_and_leaves_its_entry(admin: User) -> None:
    decree = _draft(admin)
    attach_scan(decree_id=decree.id, name="a.pdf", content=PDF, actor=admin)

    withdraw_decree(decree_id=decree.id, actor=admin)

    assert not Decree.objects.exists()
    assert kinds()[-1] == "decree.withdrawn"
    with pytest.raises(Missing):
        withdraw_decree(decree_id=decree.id, actor=admin)


def test_a_copy_has_the_matrix_of_its_model_but_for_the_retired(admin: User, second: User) -> None:
    model = _draft(admin)
    put_decree_in_force(decree_id=model.id, actor=second)
    Agency.objects.filter(code="polres").update(active=False)

    copy = draft_decree(paper=replace(PAPER, number="8", articles=(), sanctions=()), copy_of=model.id, actor=admin)

    assert copy.considerations == ["bahwa warga berhak ditolong;"]
    assert [article.number for article in copy.articles.all()] == ["Pasal 1", "Pasal 2"]
    assert copy.sanctions == model.sanctions == [{"name_id": "teguran", "name_en": "reminder", "article": "Pasal 1"}]
    assert [(cell.agency.code, cell.article.decree_id) for cell in copy.mandates.all()] == [("damkar", copy.id)]


def _replacing(*targets: UUID, number: str) -> Paper:
    return replace(PAPER, number=number, replaces=targets)


def test_decrees_that_end_each_other_are_refused(admin: User) -> None:
    one = draft_decree(paper=PAPER, actor=admin)
    two = draft_decree(paper=_replacing(one.id, number="8"), actor=admin)

    for paper, decree in ((_replacing(two.id, number="7"), one), (_replacing(two.id, number="8"), two)):
        with pytest.raises(Invalid, match="melingkar"):
            write_decree(decree_id=decree.id, edition=decree.edition, paper=paper, actor=admin)


def test_only_what_is_alive_can_be_replaced(admin: User, second: User) -> None:
    one = _draft(admin)
    two = draft_decree(paper=_replacing(one.id, number="8"), actor=admin)

    with pytest.raises(Invalid) as refused:
        put_decree_in_force(decree_id=two.id, actor=second)
    assert refused.value.fields == {"decree": ["Perbup Nomor 7 Tahun 2026 masih rancangan dan tidak dapat diganti."]}
    with pytest.raises(WrongMove, match="masih disebut"):
        withdraw_decree(decree_id=one.id, actor=admin)


def test_two_decrees_of_one_moment_with_the_same_lead_are_refused(admin: User, second: User) -> None:
    begins = time.now() + timedelta(days=3)
    first = _draft(admin)
    put_decree_in_force(decree_id=first.id, in_force_from=begins, actor=second)
    other = draft_decree(paper=replace(PAPER, number="8"), actor=admin)
    cells = [Cell("*", "polres", "lead", "Pasal 1")]
    set_mandates(decree_id=other.id, edition=other.edition, area_code="", cells=cells, actor=admin)

    with pytest.raises(Invalid) as refused:
        put_decree_in_force(decree_id=other.id, in_force_from=begins, actor=second)
    assert "damkar, polres sama-sama memimpin" in (refused.value.fields or {})["decree"][0]
    later = begins + timedelta(days=1)
    put_decree_in_force(decree_id=other.id, in_force_from=later, actor=second)


WRONG_MOMENTS = (
    ({"signed_on": date(2200, 1, 1)}, timedelta(days=1), "sebelum tanggal penetapannya"),
    ({"expires_at": datetime(2026, 1, 3, tzinfo=UTC)}, timedelta(days=1), "Saat berakhir harus sesudah"),
)


@pytest.mark.parametrize(("fields", "ahead", "reason"), WRONG_MOMENTS)
def test_a_senseless_moment_is_refused(
    admin: User, second: User, fields: dict[str, object], ahead: timedelta, reason: str
) -> None:
    decree = _draft(admin, replace(PAPER, **fields))  # type: ignore[arg-type]

    with pytest.raises(Invalid) as refused:
        put_decree_in_force(decree_id=decree.id, in_force_from=time.now() + ahead, actor=second)
    assert reason in " ".join((refused.value.fields or {})["decree"])


def test_a_scan_is_a_pdf_of_a_bearable_size(admin: User) -> None:
    decree = _draft(admin)
    for content in (b"", b"PK zip", PDF + b"0" * LARGEST_SCAN):
        with pytest.raises(Invalid):
            attach_scan(decree_id=decree.id, name="a.pdf", content=content, actor=admin)


def test_a_late_scan_is_added_once_and_kept(admin: User, second: User) -> None:
    decree = _draft(admin)
    put_decree_in_force(decree_id=decree.id, actor=second)
    scan = attach_scan(decree_id=decree.id, name="a.pdf", content=PDF, actor=admin)

    assert scan.fits
    with pytest.raises(WrongMove):
        attach_scan(decree_id=decree.id, name="a.pdf", content=PDF + b"!", actor=admin)
    for statement in ("UPDATE agencies_scan SET digest = 'x'", "DELETE FROM agencies_scan", "TRUNCATE agencies_scan"):
        with pytest.raises(ProgrammingError, match="refused"), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_digest_that_no_longer_fits_keeps_the_decree_out_of_force(admin: User, second: User) -> None:
    decree = _draft(admin)
    attach_scan(decree_id=decree.id, name="a.pdf", content=PDF, actor=admin)
    Scan.objects.update(content=PDF + b"?")

    with pytest.raises(Invalid) as refused:
        put_decree_in_force(decree_id=decree.id, actor=second)
    assert "tidak cocok lagi dengan sidiknya" in (refused.value.fields or {})["decree"][0]
    attach_scan(decree_id=decree.id, name="a.pdf", content=PDF, actor=admin)
    put_decree_in_force(decree_id=decree.id, actor=second)


def test_an_agency_is_retired_and_never_deleted(admin: User) -> None:
    for statement in ("DELETE FROM agencies_agency", "TRUNCATE agencies_agency CASCADE"):
        with pytest.raises(ProgrammingError, match="never deleted"), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_machine_may_do_both(admin: User) -> None:
    decree = draft_decree(paper=PAPER, actor=SYSTEM)
    cells = [Cell("*", "damkar", "lead", "Pasal 1")]
    set_mandates(decree_id=decree.id, edition=decree.edition, area_code="", cells=cells, actor=SYSTEM)

    put_decree_in_force(decree_id=decree.id, actor=SYSTEM)
