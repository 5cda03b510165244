"""The proof: whoever alters the record is found, and the place is named."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from foundation.journal import SYSTEM, change, verification
from foundation.journal.models import JournalEntry, JournalHead, JournalSeal, chain_hash, moment_text
from foundation.journal.verification import genesis_hash, seal_day, verify_journal
from tests.foundation.journal.kinds import Happened, as_superuser, write
from tests.foundation.together import in_another_thread

NOW = datetime(2030, 1, 2, tzinfo=UTC)


def test_an_empty_record_is_whole(database: str) -> None:
    assert verify_journal() == verification.Verdict(0)
    assert bytes(JournalHead.objects.get().hash) == genesis_hash()


def test_python_computes_what_the_database_wrote(database: str) -> None:
    write("satu")
    entry = JournalEntry.objects.get()
    fields = [
        "1", moment_text(entry.at), "test.happened", "1", "", "PSC 112", ",".join(entry.subjects), entry.body,
    ]  # fmt: skip
    assert bytes(entry.hash) == chain_hash(genesis_hash(), fields)


def test_no_field_can_leak_into_the_next() -> None:
    assert chain_hash(b"", ["ab", "c"]) != chain_hash(b"", ["a", "bc"])
    assert chain_hash(b"", ["a1:b"]) != chain_hash(b"", ["a", "b"])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body", "replace(body, 'x', 'y')"),
        ("at", "at + interval '1 microsecond'"),
        ("kind", "'test.joined'"),
        ("version", "2"),
        ("actor_id", "gen_random_uuid()"),
        ("actor_name", "actor_name || ' '"),
        ("subjects", "array_append(subjects, 'thing:x')"),
        ("hash", "set_byte(hash, 31, get_byte(hash, 31) # 1)"),
        ("previous_hash", "set_byte(previous_hash, 0, get_byte(previous_hash, 0) # 1)"),
    ],
)
def test_one_byte_changed_as_superuser_is_found_and_its_position_named(database: str, column: str, value: str) -> None:
    write(count=5)
    as_superuser(f"UPDATE journal_entry SET {column} = {value} WHERE position = 3")
    assert verify_journal().broken_at == 3
    with pytest.raises(CommandError, match="broken at position 3") as refused:
        call_command("verify_journal")
    assert refused.value.returncode == 1


def test_the_command_says_that_all_is_whole(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(count=3)
    call_command("verify_journal")
    assert "whole: 3 entries" in capsys.readouterr().out


def test_a_deleted_entry_is_found(database: str) -> None:
    write(count=5)
    as_superuser("DELETE FROM journal_entry WHERE position = 2")
    verdict = verify_journal()
    assert verdict.broken_at == 2
    assert "missing" in verdict.reason


def test_the_deleted_last_entry_is_found(database: str) -> None:
    write(count=5)
    as_superuser("DELETE FROM journal_entry WHERE position = 5")
    assert verify_journal().broken_at == 5


def test_two_entries_that_changed_places_are_found(database: str) -> None:
    write("a")
    write("b")
    as_superuser("UPDATE journal_entry SET position = 3 - position + 100")
    as_superuser("UPDATE journal_entry SET position = position - 100")
    assert verify_journal().broken_at == 1


def test_an_inserted_entry_is_found(database: str) -> None:
    write(count=2)
    as_superuser(
        "INSERT INTO journal_entry SELECT 3, at, kind, version, actor_id, actor_name, subjects, body, hash, hash"
        " FROM journal_entry WHERE position = 2"
    )
    assert verify_journal().broken_at == 3


def test_a_forged_chain_is_found_by_a_seal(database: str) -> None:
    write(count=4)
    with change(SYSTEM) as running:
        seal_day(date(2030, 1, 1), running.now)
    write(count=2)
    forge(from_position=2)
    assert JournalSeal.objects.get().position == 4
    verdict = verify_journal()
    assert verdict.broken_at == 4
    assert "seal" in verdict.reason


def test_without_a_seal_a_forged_chain_looks_whole(database: str) -> None:
    """Why days are sealed: the chain alone proves nothing against somebody who recomputes all of it."""
    write(count=4)
    forge(from_position=2)
    assert verify_journal().broken_at is None


def test_a_forged_seal_is_found(database: str) -> None:
    write(count=4)
    seal_day(date(2030, 1, 1), NOW)
    forge(from_position=2)
    as_superuser("UPDATE journal_seal SET hash = (SELECT hash FROM journal_entry WHERE position = 4)")
    verdict = verify_journal()
    assert verdict.broken_at == 4
    assert "not ours" in verdict.reason


def test_entries_cut_off_before_a_seal_are_found_even_with_the_head_put_back(database: str) -> None:
    write(count=4)
    seal_day(date(2030, 1, 1), NOW)
    as_superuser("DELETE FROM journal_entry WHERE position > 2")
    as_superuser("UPDATE journal_head SET position = 2, hash = (SELECT hash FROM journal_entry WHERE position = 2)")
    assert verify_journal().broken_at == 4


def test_a_day_is_sealed_once(database: str) -> None:
    write()
    first = seal_day(date(2030, 1, 1), NOW)
    write()
    again = seal_day(date(2030, 1, 1), NOW)
    assert (again.position, again.signature) == (first.position, first.signature) == (1, first.signature)


def test_a_record_that_grows_while_it_is_verified_is_whole(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command runs on a living centre: entries that come meanwhile are no break."""
    write(count=3)
    honest = verification.fault_of

    def slow(entry: JournalEntry, previous: bytes, expected: int) -> str:
        in_another_thread(write)
        return honest(entry, previous, expected)

    monkeypatch.setattr(verification, "fault_of", slow)
    assert verify_journal() == verification.Verdict(3)


def forge(from_position: int) -> None:
    """Alter an entry and recompute every hash after it, and the head: what a thorough forger would do."""
    rows = list(JournalEntry.objects.filter(position__gte=from_position).order_by("position"))
    previous = bytes(rows[0].previous_hash)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for row in rows:
            row.body = row.body.replace('"x"', '"forged"')
            own = row.expected_hash(previous)
            cursor.execute(
                "UPDATE journal_entry SET body = %s, previous_hash = %s, hash = %s WHERE position = %s",
                [row.body, previous, own, row.position],
            )
            previous = own
        cursor.execute("UPDATE journal_head SET hash = %s", [previous])
        cursor.execute("RESET session_replication_role")


def test_an_entry_of_a_kind_nobody_knows_any_more_is_still_verified(database: str) -> None:
    with change(SYSTEM) as running:
        running.append(Happened(uuid4()))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT journal_append(now(), NULL, 'old', ARRAY['old.kind'], ARRAY[9::smallint], ARRAY[''], ARRAY['{}'])"
        )
    assert verify_journal() == verification.Verdict(2)
