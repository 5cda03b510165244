"""A database that has had everything is not asked again; any other is."""

import pytest

from psc.engine.prepared import is_prepared, mark_as_prepared
from tests.databases import Cluster


def test_a_database_is_prepared_once_and_a_copy_is_not_taken_for_it(cluster: Cluster) -> None:
    cluster.create("prepared_once")
    cluster.create("another")
    with cluster.using("prepared_once") as url:
        assert not is_prepared(url)
        mark_as_prepared(url)
        assert is_prepared(url)
    with cluster.using("another") as url:
        assert not is_prepared(url)
    for name in ("prepared_once", "another"):
        cluster.drop(name)


def test_another_centre_or_the_end_of_the_demonstration_prepares_again(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster.create("marked")
    with cluster.using("marked") as url:
        mark_as_prepared(url)
        assert is_prepared(url)
        monkeypatch.setenv("PSC_CENTRE", "elsewhere")
        assert not is_prepared(url)
    cluster.drop("marked")
