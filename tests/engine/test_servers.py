"""Nothing committed is lost, whoever is killed; and nobody is left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest
import redis

from psc.engine.orphans import processes_in
from psc.engine.servers import Servers, start_servers
from psc.engine.spawn import wait_until


def run(url: str, statement: str) -> list[tuple[object, ...]]:
    with contextlib.closing(psycopg2.connect(url)) as link, link, link.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def postmaster(servers: Servers) -> int:
    assert servers.postgres.process is not None
    return servers.postgres.process.pid


def kill(process: "subprocess.Popen[bytes] | None") -> None:
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def in_data(servers: Servers) -> list[int]:
    return processes_in(servers.place.data / "postgres", {"postgres"})


def test_a_second_start_finds_the_data_again_and_a_stop_leaves_nobody(home: Path) -> None:
    servers = start_servers(home)
    run(servers.database_url, "CREATE TABLE kept AS SELECT 1 AS n")
    servers.stop()
    assert in_data(servers) == []
    started = time.monotonic()
    servers = start_servers(home)
    try:
        assert time.monotonic() - started < 2
        assert run(servers.database_url, "SELECT n FROM kept") == [(1,)]
        assert run(servers.database_url, "SHOW server_version_num")[0] >= ("180000",)
        assert run(servers.database_url, "SHOW fsync") == [("on",)]
    finally:
        servers.stop()


def test_a_killed_postgresql_loses_no_commit_and_its_children_are_gone_before_the_next(home: Path) -> None:
    servers = start_servers(home)
    try:
        run(servers.database_url, "CREATE TABLE kept (n int)")
        idle = psycopg2.connect(servers.database_url)
        for n in range(20):
            run(servers.database_url, f"INSERT INTO kept VALUES ({n})")
        before = in_data(servers)
        kill(servers.postgres.process)
        servers.postgres.start()
        assert not set(before) & set(in_data(servers))
        assert run(servers.database_url, "SELECT count(*) FROM kept") == [(20,)]
        idle.close()
    finally:
        servers.stop()


def test_a_killed_redis_comes_back_at_the_same_address(home: Path) -> None:
    servers = start_servers(home, durable=False)
    try:
        kill(servers.redis.process)
        servers.redis.start()
        with redis.Redis.from_url(servers.redis_url) as link:
            assert link.ping()
    finally:
        servers.stop()


OWNER = """
import sys, time
from pathlib import Path
from psc.engine.servers import start_servers
servers = start_servers(Path(sys.argv[1]))
print(servers.database_url, flush=True)
time.sleep(600)
"""


def test_servers_of_a_killed_owner_end_and_the_next_owner_finds_the_data(home: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", OWNER, str(home)], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        url = owner.stdout.readline().strip()
        run(url, "CREATE TABLE kept AS SELECT 7 AS n")
        owner.kill()
    # At once, while the kernel's signal is still ending the old servers.
    servers = start_servers(home)
    try:
        assert run(servers.database_url, "SELECT n FROM kept") == [(7,)]
    finally:
        servers.stop()
    assert wait_until(lambda: in_data(servers) == [], seconds=60)


def test_a_lock_file_that_names_a_stranger_does_not_stop_the_start(home: Path) -> None:
    servers = start_servers(home)
    pid_file = servers.place.data / "postgres" / "postmaster.pid"
    left = pid_file.read_text().split("\n", 1)[1]
    servers.stop()
    # After a power cut another process may have the old number; this one certainly lives.
    pid_file.write_text(f"{os.getpid()}\n{left}")
    start_servers(home).stop()


def test_an_interrupted_first_start_is_made_anew(home: Path) -> None:
    servers = start_servers(home)
    servers.stop()
    os.rename(servers.place.data / "postgres", servers.place.data / "postgres.new")
    servers = start_servers(home)
    assert run(servers.database_url, "SELECT 1") == [(1,)]
    servers.stop()


def test_without_durability_nothing_is_left_on_the_disk(home: Path) -> None:
    servers = start_servers(home, durable=False)
    servers.stop()
    assert not servers.place.data.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the servers another account")
def test_as_root_the_servers_run_as_somebody_else(home: Path) -> None:
    servers = start_servers(home, durable=False)
    try:
        assert Path(f"/proc/{postmaster(servers)}").stat().st_uid != 0
    finally:
        servers.stop()
