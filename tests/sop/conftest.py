from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from sop.services import load_rules
from tests.databases import Cluster

RULES_TEMPLATE = "psc_rules_template"


@pytest.fixture(scope="session")
def rules_template(cluster: Cluster, template: str, django_db_blocker: DjangoDbBlocker) -> str:
    """The migrated database with the rules of this release in it."""
    cluster.create(RULES_TEMPLATE, template)
    with cluster.using(RULES_TEMPLATE), django_db_blocker.unblock():
        load_rules()
    return RULES_TEMPLATE


@pytest.fixture
def rules_database(cluster: Cluster, rules_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A fresh copy of it."""
    with cluster.clone(rules_template) as url, django_db_blocker.unblock():
        yield url
