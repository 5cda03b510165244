"""Places, routes and people as the rooms above ask for them."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, Area, Boundary, Unit
from agencies.routing import Duty, Route
from agencies.selectors import (
    Router,
    agencies_by_id,
    agency_of,
    area_at,
    area_named,
    members_of,
    route_for,
    supervisors_of,
    unit_of,
    units_registered_for,
)
from agencies.services import add_member, import_boundaries, put_decree_in_force
from foundation.journal import SYSTEM
from foundation.lib import time
from sop.selectors import rulebook_at
from tests.agencies.region import add_agency, add_mandate, add_user, area, draft, unit

KALIWUNGU = "35.04.11.2009"
NGUNUT = "35.04.11"


def duty_of(code: str, route: Route) -> Duty | None:
    """What this agency has to do, if anything."""
    return next((duty for duty in route.duties if duty.agency_code == code), None)


def _square(lat: float, lon: float, half: float) -> dict[str, object]:
    ring = [[lon - half, lat - half], [lon + half, lat - half], [lon + half, lat + half], [lon - half, lat + half]]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def test_a_point_belongs_to_the_nearest_village_centre(tulungagung: None) -> None:
    # Between the centres of Kaliwungu (-8.1020, 112.0261) and Gilang (-8.1125, 112.0278), nearer the first.
    found = area_at(-8.1060, 112.0265)

    assert found is not None
    assert found.code == KALIWUNGU
    assert found.label == "Kaliwungu, Kec. Ngunut"


def test_a_point_outside_belongs_to_no_area(tulungagung: None) -> None:
    at_sea, surabaya, null_island = (-8.4, 111.9), (-7.25, 112.75), (0, 0)
    for lat, lon in (at_sea, surabaya, null_island, (90, 180), (-90, -180)):
        assert area_at(lat, lon) is None


def test_a_boundary_decides_over_a_nearer_centre(tulungagung: None) -> None:
    gilang = area("35.04.11.2013")
    import_boundaries(outlines={gilang.code: _square(gilang.lat, gilang.lon, 0.01)}, actor=SYSTEM)

    inside, outside = area_at(-8.1060, 112.0265), area_at(-8.0900, 112.0265)

    assert inside == gilang
    # Others have no boundary yet: their centres still count; the one with a boundary does not any more.
    assert outside is not None
    assert outside.code == KALIWUNGU


def test_a_district_holds_what_no_village_does(tulungagung: None) -> None:
    district = area(NGUNUT)
    outlines = {village.code: _square(0, 0, 1) for village in district.children.all()}
    import_boundaries(outlines={**outlines, NGUNUT: _square(-8.40, 112.0, 0.05)}, actor=SYSTEM)

    assert area_at(-8.41, 112.01) == district


def test_the_map_is_drawn_once_and_asked_with_one_query(tulungagung: None) -> None:
    area_at(-8.1060, 112.0265)

    with CaptureQueriesContext(connection) as seen:
        labels = [found and found.label for found in (area_at(-8.1060, 112.0265), area_named("desa Kaliwungu"))]

    assert labels == ["Kaliwungu, Kec. Ngunut"] * 2
    assert len(seen) == 2


WORDS = (
    ("Desa Kaliwungu kec. Ngunut, depan balai desa", KALIWUNGU),
    ("kebakaran di ngunut", NGUNUT),
    ("Kedungwaru", "35.04.03"),
    ("di Tulungagung", None),
    ("desa Wates", None),
    ("", None),
)


def test_words_name_an_area_or_none(tulungagung: None) -> None:
    for text, code in WORDS:
        found = area_named(text)
        assert (found.code if found else None) == code, text


def test_a_renamed_village_is_known_at_once(tulungagung: None) -> None:
    assert area_named("desa Kaliwungu") is not None
    village = area(KALIWUNGU)
    village.name, village.changed_at = "Sukamaju", time.now()
    village.save()

    assert area_named("desa Kaliwungu") is None
    assert area_named("desa Sukamaju") == village


def test_a_house_fire_is_led_by_the_fire_brigade(tulungagung: None) -> None:
    found = route_for("FIR-BUILDING", area(KALIWUNGU), time.now())

    assert [(duty.agency_code, duty.role) for duty in found.duties] == [
        ("damkar", "lead"),
        ("bpbd", "support"),
        ("polres", "support"),
        ("rsud_iskak_psc", "support"),
        ("pdam", "informed"),
        ("pln", "informed"),
    ]
    assert found.lead is not None
    assert found.lead.decree == "SK Bupati Tulungagung Nomor DEMO-112 Tahun 2024"
    assert found.lead.article == "KELIMA huruf a"
    assert found.lead.obligation.startswith("Memadamkan api")
    assert found.lead.substitute == Agency.objects.get(code="satpol_pp").id
    assert not found.gap
    assert found.reasons == ()


def test_a_choking_reaches_only_the_medical_agencies(tulungagung: None) -> None:
    found = route_for("MED-CHOKE", area(KALIWUNGU), time.now())

    assert {duty.agency_code for duty in found.duties} == {"rsud_iskak_psc", "puskesmas_net"}


def test_the_forest_company_acts_only_where_there_is_forest(tulungagung: None) -> None:
    town = duty_of("perhutani", route_for("FIR-LAND", area(KALIWUNGU), time.now()))
    forest = duty_of("perhutani", route_for("FIR-LAND", area("35.04.14.2001"), time.now()))

    assert town is not None
    assert town.role == "informed"
    assert forest is not None
    assert (forest.role, forest.article) == ("support", "KESEPULUH")


def test_a_place_unknown_is_led_by_the_mandates_for_the_whole_region(tulungagung: None) -> None:
    for place in (None, area("35.04")):
        found = route_for("FIR-LAND", place, time.now())
        assert found.lead is not None
        assert found.lead.agency_code == "damkar"
        assert found.reasons == ("place_unknown",)


def test_a_type_nobody_knows_is_a_gap_and_no_error(tulungagung: None) -> None:
    assert route_for("XXX-UNKNOWN", None, time.now()).gap


def test_before_the_first_decree_nobody_is_obliged(tulungagung: None) -> None:
    assert route_for("FIR-BUILDING", None, time.now() - timedelta(days=3650)).gap


def test_a_village_with_its_own_mandate_beats_the_region(tulungagung: None) -> None:
    decree = draft()
    add_mandate(decree, Agency.objects.get(code="perhutani"), type_code="fire", area=area(KALIWUNGU))
    begins = time.now() + timedelta(hours=1)
    put_decree_in_force(decree_id=decree.id, in_force_from=begins, actor=SYSTEM)

    before = route_for("FIR-BUILDING", area(KALIWUNGU), begins - timedelta(seconds=1)).lead
    after = route_for("FIR-BUILDING", area(KALIWUNGU), begins).lead
    beside = route_for("FIR-BUILDING", area("35.04.11.2013"), begins).lead

    assert [lead and lead.agency_code for lead in (before, after, beside)] == ["damkar", "perhutani", "damkar"]


def test_routing_takes_a_query_wherever_it_is(demo_database: str) -> None:
    now = time.now()
    rulebook_at(now)
    route_for("DIS-FLOOD", None, now)
    for place in (None, area(KALIWUNGU), area(NGUNUT)):
        with CaptureQueriesContext(connection) as seen:
            route_for("DIS-FLOOD", place, now)
        assert len(seen) == 1


def test_what_is_said_of_the_regency_itself_holds_everywhere(tulungagung: None) -> None:
    decree = draft()
    add_mandate(decree, add_agency("province"), "informed", area=area("35.04"))
    moment = time.now()
    put_decree_in_force(decree_id=decree.id, in_force_from=moment, actor=SYSTEM, now=moment)

    for place in (None, area(NGUNUT), area(KALIWUNGU)):
        assert duty_of("province", route_for("FIR-BUILDING", place, time.now())) is not None


def test_a_draft_obliges_nobody(tulungagung: None) -> None:
    decree = draft()
    add_mandate(decree, add_agency("newcomer"), "support")

    assert duty_of("newcomer", route_for("FIR-BUILDING", None, time.now())) is None


def test_people_belong_to_one_agency(tulungagung: None) -> None:
    agency = Agency.objects.get(code="rsud_iskak_psc")
    crew, boss, operator = add_user("crew", "crew"), add_user("boss", "supervisor"), add_user("operator", "call_taker")
    add_member(user=crew, agency=agency, unit=unit("AMB-1"), actor=SYSTEM)
    add_member(user=boss, agency=agency, is_supervisor=True, actor=SYSTEM)

    assert agency_of(crew) == agency
    assert unit_of(crew) == unit("AMB-1")
    assert agency_of(operator) is None
    assert unit_of(boss) is None
    assert list(members_of(agency)) == [boss, crew]
    assert list(supervisors_of(agency)) == [boss]
    assert agencies_by_id([agency.id]) == {agency.id: agency}


def test_units_are_seen_by_the_centre_and_their_agency(tulungagung: None) -> None:
    agency = Agency.objects.get(code="damkar")
    desk = add_user("damkar", "desk")
    add_member(user=desk, agency=agency, actor=SYSTEM)

    assert units_registered_for(add_user("operator", "call_taker")).count() == 96
    assert set(units_registered_for(desk)) == set(Unit.objects.filter(agency=agency))
    assert not units_registered_for(add_user("outsider", "desk"))
    assert not Boundary.objects.exists()


def test_a_router_names_whom_each_question_by_itself_would_name(tulungagung: None) -> None:
    village = area(KALIWUNGU)
    decree, at = draft(), time.now() + timedelta(hours=1)
    add_mandate(decree, Agency.objects.get(code="perhutani"), type_code="fire", area=village)
    put_decree_in_force(decree_id=decree.id, in_force_from=at, actor=SYSTEM)
    router = Router(at)
    places = [None, village, village.parent, *Area.objects.order_by("code")[:40]]
    for type_code in ("FIR-BUILDING", "MED-CHOKE", "FIR-LAND", "NO-TYPE"):
        for place in places:
            one, other = router.route(type_code, place), route_for(type_code, place, at)
            assert [(duty.agency, duty.role) for duty in one.duties] == [
                (duty.agency, duty.role) for duty in other.duties
            ]
    with CaptureQueriesContext(connection) as queries:
        router.route("FIR-VEHICLE", village)
    assert len(queries) == 0
