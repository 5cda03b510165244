"""A village with its own mandate goes before the regency's, and everybody called can read why."""

from agencies.models import Agency
from agencies.services.matrix import Cell
from sop.models import IncidentType
from tests.centre import FIRE, Centre
from tests.stories.decrees import FIRST, write_decree_of_two

KALIWUNGU = {"lat": -8.1020, "lon": 112.0261, "text": "Kaliwungu"}
VILLAGE = "35.04.11.2009"


def name_of(code: str) -> str:
    """What the agency is called."""
    return Agency.objects.get(code=code).name_id


def type_called(code: str) -> str:
    """What the type is called."""
    return IncidentType.objects.get(code=code).name_id


def test_the_village_beats_the_regency(centre: Centre) -> None:
    operator, polres = centre.desk("operator"), centre.desk("polres")
    write_decree_of_two(centre, [Cell("FIR-BUILDING", "polres", "lead", FIRST)], area=VILLAGE)

    there = operator.open(operator.report(FIRE, location=KALIWUNGU))
    elsewhere = operator.open(operator.report(FIRE))

    lead = {part["role"]: part for part in there["assignments"] if part["role"] == "lead"}["lead"]
    assert lead["agency"]["code"] == "polres"
    assert "damkar" not in [part["agency"]["code"] for part in there["assignments"]]
    assert [part["agency"]["code"] for part in elsewhere["assignments"] if part["role"] == "lead"] == ["damkar"]

    why = polres.get(f"assignments/{lead['id']}/why")
    assert why["rules"] == [
        f"Perbup Nomor 9 Tahun 2026, Pasal 1: untuk jenis {type_called('FIR-BUILDING')}, Kaliwungu",
        f"Didahulukan dari {name_of('damkar')} (SK Bupati Tulungagung Nomor DEMO-112 Tahun 2024, KELIMA huruf a): "
        "wilayahnya lebih khusus",
    ]
    considered = {(one["agency"]["code"], one["role"]): one for one in why["considered"]}
    assert not considered["damkar", "lead"]["taken"]
    assert considered["damkar", "lead"]["text"].startswith(f"didahului {name_of('polres')} (")
    assert considered["polres", "support"]["verdict"] == "stronger"
    assert considered["bpbd", "support"]["taken"] or ("bpbd", "informed") in considered


def test_why_is_said_in_the_readers_language_and_stands_in_the_timeline(centre: Centre) -> None:
    operator = centre.desk("operator")
    write_decree_of_two(centre, [Cell("FIR-BUILDING", "polres", "lead", FIRST)], area=VILLAGE)
    opened = operator.open(operator.report(FIRE, location=KALIWUNGU))
    lead = next(part for part in opened["assignments"] if part["role"] == "lead")

    operator.user.language = "en"
    operator.user.save()
    why = operator.get(f"assignments/{lead['id']}/why")
    assert "its area is more specific" in why["rules"][1]
    timeline = operator.get(f"incidents/{opened['incident']['id']}/timeline")["entries"]
    routed = next(entry for entry in timeline if entry["kind"] == "incident.routed")
    polres = why["agency"]["name"]
    assert f"{polres} - Perbup Nomor 9 Tahun 2026, Pasal 1: leads" in routed["details"]
    assert any(f"{polres} goes before it" in line for line in routed["details"])


def test_who_stands_in_reads_the_article_of_whom_it_replaces(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    incident = operator.open(operator.report(FIRE))["incident"]["id"]
    part = damkar.part(incident, "damkar")
    assert damkar.post(f"assignments/{part['id']}/decline", {"reason": "no_unit"}).status == 200
    stand_in = next(each for each in operator.card(incident)["assignments"] if each["substitute_for"] == part["id"])

    why = operator.get(f"assignments/{stand_in['id']}/why")

    assert why["substitute_for"]["code"] == "damkar"
    assert why["rules"][0].endswith(f"untuk jenis {type_called('FIR-BUILDING')}, seluruh wilayah")


def test_after_a_change_of_type_the_article_of_the_new_type_is_cited(centre: Centre) -> None:
    operator = centre.desk("operator")
    opened = operator.open(operator.report(FIRE))
    incident = opened["incident"]["id"]
    operator.post(f"incidents/{incident}/reclassify", {"type": "TRF-OBSTRUCT"})
    lead = next(
        part
        for part in operator.card(incident)["assignments"]
        if part["role"] == "lead" and part["status"] in ("alerted", "delivered")
    )

    why = operator.get(f"assignments/{lead['id']}/why")

    assert type_called("TRF-OBSTRUCT") in why["rules"][0]
    assert all(type_called("FIR-BUILDING") not in rule for rule in why["rules"])
