"""Whoever reads the record reads names in their language: agencies and types, the centre's own types too."""

import re

import pytest
from django.test import Client

from agencies.models import Agency, Decree
from agencies.naming import say_matter
from agencies.words import GROUP
from sop.library import capabilities
from sop.models import IncidentType
from tests.centre import FIRE, Centre, Desk

OWN = "SVC-UTILITY"


def late_fire(centre: Centre) -> str:
    """A fire that nobody answers, whose type a person changed."""
    operator = centre.desk("operator")
    incident: str = operator.open(operator.report(FIRE))["incident"]["id"]
    centre.fast_forward(minutes=6)
    operator.post(f"incidents/{incident}/reclassify", {"type": OWN})
    return incident


def lines_of(desk: Desk, incident: str) -> list[str]:
    """All that the timeline says."""
    entries = desk.get(f"incidents/{incident}/timeline")["entries"]
    return [line for entry in entries for line in (entry["text"], *entry["details"])]


def codes() -> re.Pattern[str]:
    """Every code of an agency or a type, as it is written; names begin with a capital."""
    known = [*Agency.objects.values_list("code", flat=True), *IncidentType.objects.values_list("code", flat=True)]
    return re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, known)) + r")(?![\w-])")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_timeline_holds_no_code(centre: Centre, language: str) -> None:
    incident = late_fire(centre)
    operator = centre.desk("operator")
    operator.user.language = language
    operator.user.save()
    lines = lines_of(operator, incident)
    assert len(lines) > 20
    assert [line for line in lines if codes().search(line)] == []


def test_a_type_that_the_centre_added_says_its_name(centre: Centre) -> None:
    # As it is after an import: the release has no such name.
    IncidentType.objects.filter(code=OWN).update(name_id="Sumur ambles", name_en="Sunken well")
    incident = late_fire(centre)
    assert any("Sumur ambles" in line for line in lines_of(centre.desk("operator"), incident))


def test_why_says_names(centre: Centre) -> None:
    incident = late_fire(centre)
    desk = centre.desk("operator")
    for part in desk.card(incident)["assignments"]:
        why = desk.get(f"assignments/{part['id']}/why")
        said = [*why["rules"], *(one["text"] for one in why["considered"])]
        assert [text for text in said if codes().search(text)] == []


def words_on(page: str, desk: Desk) -> str:
    """What a reader of the page sees: no tags, nothing that only a form sends."""
    browser = Client()
    browser.force_login(desk.user)
    answer = browser.get(page)
    assert answer.status_code == 200, page
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"<[^>]*>", " ", main)


def inner_codes() -> re.Pattern[str]:
    """Codes of types and of what units can do, and families of types as they are written in a decree's rows."""
    known = [*IncidentType.objects.values_list("code", flat=True), *(one.code for one in capabilities()), *GROUP]
    return re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, known)) + r")(?![\w-])")


def test_pages_of_papers_and_agencies_say_names(centre: Centre) -> None:
    admin, decree = centre.desk("admin"), Decree.objects.get(status="in_force")
    lead = f"/decrees/duties?type={OWN}"
    for page in (f"/decrees/{decree.id}", "/agencies/damkar", "/agencies/rsud_iskak_psc", lead):
        assert inner_codes().findall(words_on(page, admin)) == [], page
    assert codes().findall(words_on(lead, admin)) == []


def test_a_family_of_types_says_its_name() -> None:
    assert [say_matter(code) for code in ("fire", "*", "FIR-BUILDING")] == [
        "Kebakaran",
        "semua jenis",
        "Kebakaran bangunan",
    ]
