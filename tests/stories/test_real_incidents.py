"""Real incidents of a real Indonesian 112, replayed: accepted, typed, routed."""

import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import call_command

from benchmarks.replay import AIM, judge, real_rows, write_replay_csv
from tests.centre import Centre


@pytest.fixture
def data() -> Path:
    """The folder of test data, which is never part of the project."""
    given = os.environ.get("PSC_TEST_DATA")
    if not given:
        pytest.skip("PSC_TEST_DATA names no folder of test data")
    return Path(given)


def replayed(path: Path) -> list[dict[str, object]]:
    out = io.StringIO()
    call_command("replay", str(path), open=True, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_real_incident_is_accepted_typed_and_routed(centre: Centre, data: Path, tmp_path: Path) -> None:
    rows = real_rows(data)
    write_replay_csv(rows, tmp_path / "real.csv")
    lines = replayed(tmp_path / "real.csv")
    assert [line["error"] for line in lines] == [None] * len(rows)
    assert all(line["report"] and line["lead"] for line in lines)
    shares = judge(rows, lines)
    assert shares.typed >= AIM, shares.misses
    assert shares.called >= AIM, shares.misses


def test_a_row_that_cannot_be_is_said_and_stops_no_other(centre: Centre, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(
        "received,text,lat,lon,place,channel\n"
        "2022-01-01T10:00:00+07:00,Rumah terbakar,-8.05,111.9,Kedungwaru,call\n"
        "yesterday,Rumah terbakar,-8.05,111.9,,call\n"
        "2022-01-01,Rumah terbakar,-98,111.9,,call\n"
        "2022-01-01,Rumah terbakar,,,,pigeon\n"
        ",Anak tersedak,,,Ngunut,\n"
    )
    lines = replayed(path)
    assert [line["error"] is None for line in lines] == [True, False, False, False, True]
    assert [line["row"] for line in lines] == [1, 2, 3, 4, 5]
    cards = centre.desk("operator").board()["incidents"]
    assert len(cards) == 2
    assert all(card["exercise"] for card in cards)
