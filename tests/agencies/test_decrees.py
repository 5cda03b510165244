"""A decree comes into force, and is frozen by the database itself."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection
from django.db.utils import IntegrityError

from agencies.models import Article, Decree, Mandate
from agencies.services import put_decree_in_force
from foundation.journal import SYSTEM, change
from foundation.lib import time
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.lib.ids import new_id
from tests.agencies.region import LONG_AGO, add_agency, add_mandate, add_user, draft, kinds


def _in_force(decree: Decree) -> Decree:
    return put_decree_in_force(decree_id=decree.id, in_force_from=LONG_AGO, actor=SYSTEM)


@pytest.fixture
def decree(types: None) -> Decree:
    """A draft with one mandate."""
    made = draft()
    add_mandate(made, add_agency("damkar"))
    return made


def test_an_administrator_puts_a_draft_in_force(decree: Decree) -> None:
    begins = time.now() + timedelta(days=1)

    put_decree_in_force(decree_id=decree.id, in_force_from=begins, actor=add_user("admin", "admin"))

    decree.refresh_from_db()
    assert decree.status == "enacted"
    assert not decree.in_force(begins - timedelta(seconds=1))
    assert decree.in_force(begins)
    assert kinds() == ["decree.in_force"]
    assert str(decree) == "SK Bupati Contoh Nomor 1 Tahun 2026"


def test_nobody_else_does(decree: Decree) -> None:
    for role in ("call_taker", "coordinator", "desk", "supervisor", "auditor"):
        with pytest.raises(Denied):
            put_decree_in_force(decree_id=decree.id, in_force_from=LONG_AGO, actor=add_user(role, role))

    assert kinds() == []


def test_what_is_in_force_cannot_be_put_in_force_again(decree: Decree) -> None:
    _in_force(decree)

    with pytest.raises(WrongMove):
        _in_force(decree)
    with pytest.raises(Missing):
        put_decree_in_force(decree_id=new_id(), in_force_from=LONG_AGO, actor=SYSTEM)


def test_only_the_first_decree_may_be_older_than_the_software(decree: Decree) -> None:
    _in_force(decree)
    second = draft("2")
    add_mandate(second, add_agency("bpbd"))

    with pytest.raises(Invalid) as refused:
        _in_force(second)
    assert refused.value.fields == {"decree": ["Saat mulai berlaku sudah lewat."]}


def test_everything_wrong_with_a_draft_is_said_at_once(types: None) -> None:
    wrong = draft(signed_on=None)
    for agency in (add_agency("a"), add_agency("b", active=False)):
        add_mandate(wrong, agency)
    add_mandate(wrong, add_agency("c"), "support", type_code="XXX")
    other = draft("2")
    stray = add_mandate(other, add_agency("d"), "support")
    stray.decree = wrong
    stray.save()

    with pytest.raises(Invalid) as refused:
        _in_force(wrong)
    assert refused.value.fields == {
        "decree": [
            "Tanggal penetapan belum diisi.",
            "FIR-BUILDING: pasal KEDUA angka 1 bukan dari keputusan ini.",
            "Instansi b tidak aktif lagi.",
            "FIR-BUILDING : lebih dari satu instansi memimpin.",
            "Jenis XXX tidak dikenal.",
        ]
    }


def test_a_decree_without_mandates_is_refused(types: None) -> None:
    with pytest.raises(Invalid):
        _in_force(draft())


WRITES = (
    "UPDATE agencies_decree SET title_id = 'lain'",
    "UPDATE agencies_decree SET in_force_from = in_force_from + interval '1 day'",
    "UPDATE agencies_decree SET status = 'draft'",
    "DELETE FROM agencies_decree",
    "UPDATE agencies_article SET text = 'lain'",
    "DELETE FROM agencies_article",
    "UPDATE agencies_mandate SET role = 'informed'",
    "DELETE FROM agencies_mandate",
    "TRUNCATE agencies_mandate CASCADE",
    "TRUNCATE agencies_decree CASCADE",
)


def test_the_database_refuses_to_change_what_is_in_force(decree: Decree) -> None:
    _in_force(decree)

    for statement in WRITES:
        with pytest.raises(ProgrammingError, match="refused"), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Mandate.objects.filter(role="lead").count() == 1


def test_nothing_is_added_to_what_is_in_force(decree: Decree) -> None:
    _in_force(decree)

    with pytest.raises(ProgrammingError, match="frozen"):
        Article.objects.create(decree=decree, number="BARU", place=99, text="...")


def test_a_draft_may_be_changed_and_thrown_away(decree: Decree) -> None:
    Mandate.objects.update(role="informed")
    Mandate.objects.all().delete()
    Article.objects.all().delete()
    decree.delete()

    assert not Decree.objects.exists()


def test_the_end_of_a_decree_is_set_once(decree: Decree) -> None:
    _in_force(decree)
    ends = time.now()
    with change(SYSTEM):
        Decree.objects.update(status="superseded", in_force_until=ends)

    decree.refresh_from_db()
    assert not decree.in_force(ends)
    with pytest.raises(ProgrammingError, match="frozen"):
        Decree.objects.update(in_force_until=ends + timedelta(days=1))


def test_the_database_refuses_a_decree_without_sense(types: None) -> None:
    without_a_begin = {"status": "in_force"}
    ends_before = {"in_force_from": LONG_AGO, "in_force_until": LONG_AGO - timedelta(days=1)}
    ended_without_an_end = {"status": "revoked", "in_force_from": LONG_AGO}
    for fields in (without_a_begin, ends_before, ended_without_an_end):
        with pytest.raises(IntegrityError):
            draft(**fields)


def test_one_cell_holds_one_role_also_for_the_whole_region(decree: Decree) -> None:
    mandate = Mandate.objects.get()

    with pytest.raises(IntegrityError):
        add_mandate(decree, mandate.agency, "support")
