"""An upgrade taken back and made again keeps what the centre holds; a dump restores it whole."""

import os
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor

from agencies.models import Decree
from foundation.journal.models import JournalEntry
from incidents.models import AgencyAssignment, Incident, Report, UnitAssignment
from psc.engine.binaries import find_postgres
from sop.models import ProcedureVersion
from tests.centre import Centre
from tests.databases import Cluster

# How far an app goes back: before it there is no table for what a centre holds, or it is the record itself.
BACK = [("dispatch", "0001_initial"), ("incidents", "0002_numbers"), ("journal", "0002_append_only")]
# The rules and the guards over them; whoever goes back so far has no incidents any more.
FAR_BACK = [("agencies", "0001_initial"), ("sop", "0001_initial")]


def fill(centre: Centre) -> None:
    """One case all the way, one that runs, one report that waits."""
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    for ended in (True, False):
        incident = operator.open(operator.report())["incident"]["id"]
        part = damkar.part(incident, "damkar")["id"]
        unit = centre.unit("PMK-1" if ended else "PMK-2")
        job = damkar.post(f"assignments/{part}/units", {"unit": unit})["unit_assignment"]["id"]
        for status in ("en_route", "on_scene", "cleared") if ended else ("en_route",):
            assert damkar.post(f"unit-assignments/{job}/status", {"status": status}).status == 200
        if ended:
            assert operator.post(f"incidents/{incident}/close", {"disposition": "resolved"}).status == 200
    operator.report("ada asap di pasar")


def held() -> list[object]:
    """What a centre may not lose."""
    return [
        list(Report.objects.order_by("id").values_list("number", "status", "text", "incident_id")),
        list(Incident.objects.order_by("id").values_list("number", "stage", "type_id", "priority", "lat", "area_id")),
        list(AgencyAssignment.objects.order_by("id").values_list("agency__code", "role", "status", "article")),
        list(UnitAssignment.objects.order_by("id").values_list("unit__call_sign", "status")),
        list(JournalEntry.objects.order_by("position").values_list("position", "hash")),
        list(Decree.objects.values_list("number", "status")),
        ProcedureVersion.objects.count(),
    ]


def migrate(targets: list[tuple[str, str]] | None = None) -> None:
    """To these, or to the newest of every app; what `migrate` does, without asking all apps about it each time."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets or executor.loader.graph.leaf_nodes())


def test_migrations_go_back_and_forth_over_a_centre(centre: Centre) -> None:
    fill(centre)
    before = held()
    migrate(BACK)
    migrate()
    assert held() == before
    call_command("verify_journal", verbosity=0)
    again = centre.desk("operator").report("pohon tumbang")
    assert centre.desk("operator").open(again)["incident"]["number"]
    migrate(FAR_BACK)
    migrate()
    call_command("verify_journal", verbosity=0)
    assert held()[5:] == before[5:]
    with pytest.raises(DatabaseError):
        Decree.objects.update(issuer="x")


def test_the_guard_over_the_record_is_never_taken_away(centre: Centre) -> None:
    fill(centre)
    with pytest.raises(IrreversibleError):
        migrate([("journal", "0001_initial")])
    with pytest.raises(DatabaseError):
        JournalEntry.objects.update(kind="x")
    migrate()
    call_command("verify_journal", verbosity=0)
    assert centre.desk("operator").report("pohon tumbang")["number"]


def test_a_dump_restores_whole(centre: Centre, cluster: Cluster, tmp_path: Path) -> None:
    fill(centre)
    before, dump = held(), tmp_path / "psc.dump"
    run("pg_dump", "-Fc", "-f", str(dump), "-d", os.environ["DATABASE_URL"])
    cluster.create("psc_restored")
    try:
        with cluster.using("psc_restored") as url:
            run("pg_restore", "--exit-on-error", "--no-owner", "-d", url, str(dump))
            call_command("verify_journal", verbosity=0)
            migrate()
            assert held() == before
            with pytest.raises(DatabaseError):
                JournalEntry.objects.update(kind="x")
    finally:
        cluster.drop("psc_restored")


def run(program: str, *arguments: str) -> None:
    subprocess.run([str(find_postgres() / "bin" / program), *arguments], check=True)
