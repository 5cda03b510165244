"""Fixtures of this room: a region in a fresh database, without the rooms above."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import yaml
from pytest_django import DjangoDbBlocker

from agencies.models import Agency, Area, Article, Decree, Mandate, Unit
from agencies.region_file import DATA
from agencies.services import load_region
from foundation.journal import SYSTEM
from foundation.journal.models import JournalEntry
from foundation.people.models import User
from sop.models import Group, IncidentType
from tests.databases import Cluster

REGION_TEMPLATE = "psc_region_template"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
GROUPS = {
    "MED": "medical",
    "TRF": "traffic",
    "FIR": "fire",
    "RES": "rescue",
    "POL": "police",
    "DIS": "disaster",
    "SVC": "service",
    "SYS": "system",
}


def add_types() -> None:
    """A row for every type that the decree of the demonstration names, as far as this room reads it."""
    decree = yaml.safe_load((DATA / "tulungagung" / "decree.yaml").read_text(encoding="utf-8"))
    codes = dict.fromkeys(code for section in decree["matrix"] for code in section["types"])
    IncidentType.objects.bulk_create(
        IncidentType(
            code=code,
            name_id=code,
            name_en=code,
            group=Group(GROUPS[code[:3]]),
            tier="core",
            default_priority="P1",
            place=place,
            changed_at=LONG_AGO,
        )
        for place, code in enumerate(codes)
    )


def add_user(username: str, *roles: str) -> User:
    """An account that may sign in."""
    return User.objects.create(username=username, name=username, roles=list(roles), password="!")


def add_agency(code: str, **fields: object) -> Agency:
    """An agency with what a test says of it."""
    return Agency.objects.create(code=code, name_id=code, name_en=code, **{"discipline": "fire", **fields})


def add_mandate(decree: Decree, agency: Agency, role: str = "lead", **fields: object) -> Mandate:
    """A cell of a draft's matrix, with an article of its own."""
    place = decree.articles.count() + 1
    article = Article.objects.create(decree=decree, number=f"KEDUA angka {place}", place=place, text="...")
    wanted = {"type_code": "FIR-BUILDING", "obligation": "memadamkan", **fields}
    return Mandate.objects.create(decree=decree, article=article, agency=agency, role=role, **wanted)


def draft(number: str = "1", **fields: object) -> Decree:
    """A decree that is signed and not yet in force."""
    wanted = {"kind": "sk", "year": 2026, "issuer": "Bupati Contoh", "signed_on": LONG_AGO.date()}
    return Decree.objects.create(number=number, **{**wanted, **fields})


def kinds() -> list[str]:
    """What stands in the record, in order."""
    return list(JournalEntry.objects.order_by("position").values_list("kind", flat=True))


@pytest.fixture
def types(database: str) -> None:
    """An empty centre that knows the incident types."""
    add_types()


@pytest.fixture(scope="session")
def region_template(cluster: Cluster, template: str, django_db_blocker: DjangoDbBlocker) -> str:
    """The region loaded once a run; each test has a clone of it."""
    cluster.create(REGION_TEMPLATE, template)
    with cluster.using(REGION_TEMPLATE), django_db_blocker.unblock():
        add_types()
        load_region(region="tulungagung", actor=SYSTEM)
    return REGION_TEMPLATE


@pytest.fixture
def tulungagung(cluster: Cluster, region_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration's region, without accounts."""
    with cluster.clone(region_template), django_db_blocker.unblock():
        yield


def unit(call_sign: str) -> Unit:
    return Unit.objects.get(call_sign=call_sign)


def area(code: str) -> Area:
    return Area.objects.get(code=code)


__all__ = [
    "LONG_AGO",
    "add_agency",
    "add_mandate",
    "add_types",
    "add_user",
    "area",
    "draft",
    "kinds",
    "region_template",
    "tulungagung",
    "types",
    "unit",
]
