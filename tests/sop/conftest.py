from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from sop.services import life, load_rules
from sop.services.cases import lack_passing_cases
from sop.services.rehearsals import lack_rehearsal
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
def rules_database(
    cluster: Cluster, rules_template: str, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A fresh copy of it. No decree is in it: what the register of agencies asks before an approval is told there."""
    monkeypatch.setattr(life, "approval_guards", [lack_passing_cases, lack_rehearsal])
    with cluster.clone(rules_template) as url, django_db_blocker.unblock():
        yield url
