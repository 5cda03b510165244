"""Which agencies a procedure binds, and what the register says against it."""

from datetime import UTC, datetime
from uuid import UUID

from agencies.binding import TRADES, bound_by, roles_without_agency
from agencies.clashes import Base, Ground, Village, find_clashes_on_the_ground
from agencies.routing import MandateRule, TypeKey
from agencies.selectors import agencies_bound_by, problems_with
from foundation.lib import time
from foundation.lib.ids import new_id
from sop.content import parse_content
from sop.library import roles
from sop.models import ProcedureVersion
from sop.selectors import version_in_force
from tests.sop.samples import sample_content

KEY = TypeKey("FIR-GAS", "fire")
AT = datetime(2026, 1, 1, tzinfo=UTC)
FIRE, POLICE, POWER, OLD = (UUID(int=number) for number in range(1, 5))
TRADE = {FIRE: "fire", POLICE: "police", POWER: "utility", OLD: "medical"}


def mandate(agency: UUID, role: str, type_code: str = "FIR-GAS", **more: object) -> MandateRule:
    known = {"id": new_id(), "agency": agency, "agency_code": f"a{agency.int}", "type_code": type_code, "role": role,
             "decree": "SK 1", "article": "SATU", "in_force_from": datetime(2025, 1, 1, tzinfo=UTC)}  # fmt: skip
    return MandateRule(**{**known, **more})  # type: ignore[arg-type]


def bound(checklist: tuple[str, ...], *rules: MandateRule) -> list[tuple[int, str]]:
    return [(one.agency.int, one.role) for one in bound_by(KEY, checklist, AT, rules, TRADE)]


def test_who_leads_and_who_supports_is_bound_anywhere_in_the_region() -> None:
    rules = [mandate(POLICE, "support", "fire", area=new_id()), mandate(FIRE, "lead"), mandate(FIRE, "support", "*")]
    assert bound((), *rules) == [(1, "lead"), (2, "support")]


def test_who_is_only_informed_is_bound_when_the_checklist_gives_its_trade_a_task() -> None:
    informed = mandate(POWER, "informed")
    assert bound(("fire",), informed) == []
    assert bound(("fire", "power"), informed) == [(3, "informed")]


def test_a_mandate_of_another_time_type_or_a_retired_agency_binds_nobody() -> None:
    rules = [
        mandate(FIRE, "lead", in_force_until=AT),
        mandate(POLICE, "lead", "MED-SICK"),
        mandate(OLD, "lead", agency_active=False),
    ]
    assert bound(("fire", "police", "medical"), *rules) == []


def test_every_role_has_its_trades() -> None:
    assert {one.code for one in roles()} == set(TRADES)
    assert roles_without_agency(["fire", "power", "volunteers"], ["fire"]) == ("power",)


def ground(**changed: object) -> Ground:
    known = {
        "bound": bound_by(KEY, (), AT, [mandate(FIRE, "lead")], TRADE),
        "trades": ["fire"],
        "bases": [Base("rescue", -8.0, 111.9, frozenset({"rescue"}))],
        "villages": [Village("Dekat", -8.01, 111.9), Village("Jauh", -8.4, 111.9)],
        "role_names": {"fire": "Damkar"},
    }
    return Ground(**{**known, **changed})  # type: ignore[arg-type]


def said(place: Ground, **content: object) -> list[tuple[str, str]]:
    found = find_clashes_on_the_ground(parse_content(sample_content(**content)), place)
    return [(one.severity, one.text) for one in found]


def test_a_limit_that_no_station_meets_by_distance_is_told_with_the_farthest_place() -> None:
    texts = [text for _severity, text in said(ground())]
    assert any("1 dari 2 desa" in text and "Jauh, 1 jam" in text for text in texts), texts
    far = ground(villages=[Village("Jauh", -8.4, 111.9)])
    assert {severity for severity, _text in said(far)} == {"blocking"}
    assert said(ground(villages=[Village("Dekat", -8.01, 111.9)])) == []


def test_a_capability_that_no_unit_has_and_a_role_that_nobody_plays_are_told() -> None:
    assert ("warning", "tidak ada unit yang memilikinya") in said(ground(), capabilities=["crane"])
    for lacking, why in ((ground(trades=[]), "tidak ada instansi bermandat"), (ground(bound=()), "mandat memimpin")):
        assert [(severity, why in text) for severity, text in said(lacking) if severity == "blocking"] == [
            ("blocking", True)
        ]


def test_the_demonstration_has_no_blocking_problem_and_asks_who_the_decree_names(demo_database: str) -> None:
    moment = time.now()
    robbery = version_in_force("POL-ROBBERY", moment)
    assert robbery is not None
    assert [(one.code, one.role) for one in agencies_bound_by(robbery, moment)] == [
        ("polres", "lead"),
        ("rsud_iskak_psc", "support"),
    ]
    blocking = {
        version.type_code: [one for one in problems_with(version, moment) if one.severity == "blocking"]
        for version in ProcedureVersion.objects.select_related("procedure__type")
    }
    assert {code: found for code, found in blocking.items() if found} == {}
