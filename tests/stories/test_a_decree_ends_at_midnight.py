"""A decree ends at midnight: the next report goes by the new one, yesterday's incident still cites the old."""

from typing import Any

from agencies.models import Decree
from agencies.services.matrix import Cell
from tests.centre import FIRE, Centre
from tests.stories.decrees import FIRST, next_midnight, wait_until, write_decree_of_two

OLD, NEW = "SK Bupati Tulungagung Nomor DEMO-112 Tahun 2024", "Perbup Nomor 9 Tahun 2026"


def _lead(opened: Any) -> Any:
    return next(part for part in opened["assignments"] if part["role"] == "lead")


def test_the_day_decides_which_decree_is_cited(centre: Centre) -> None:
    operator, damkar, bpbd = centre.desk("operator"), centre.desk("damkar"), centre.desk("bpbd")
    midnight = next_midnight()
    old = Decree.objects.get()
    write_decree_of_two(centre, [Cell("*", "bpbd", "lead", FIRST)], begins=midnight, replaces=[old.id])

    yesterday = _lead(operator.open(operator.report(FIRE)))
    assert (yesterday["agency"]["code"], yesterday["decree"]) == ("damkar", OLD)

    wait_until(centre, midnight)
    today = _lead(operator.open(operator.report(FIRE)))
    assert (today["agency"]["code"], today["decree"], today["article"]) == ("bpbd", NEW, FIRST)
    assert set(Decree.objects.values_list("status", flat=True)) == {"superseded", "in_force"}

    centre.fast_forward(days=40)
    centre.desks.clear()  # keys of programs end earlier
    operator, damkar, bpbd = centre.desk("operator"), centre.desk("damkar"), centre.desk("bpbd")
    why = operator.get(f"assignments/{yesterday['id']}/why")
    assert why["decree"]["citation"] == OLD
    assert why["decree"]["status"] == "superseded"
    assert why["article"]["number"] == "KELIMA huruf a"
    assert "15 menit" in why["article"]["text"]
    assert damkar.get(f"assignments/{yesterday['id']}/why").status == 200
    assert bpbd.get(f"assignments/{today['id']}/why")["decree"]["citation"] == NEW
