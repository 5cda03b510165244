"""A command finds servers: given, running, or its own for as long as it lasts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from psc.engine.home import read_running
from psc.engine.servers import start_servers

PROJECT = Path(__file__).resolve().parents[2]
COMMAND = """
import os, sys, psycopg2
from psc.engine import attach
with attach():
    link = psycopg2.connect(os.environ["DATABASE_URL"])
    print(os.environ["DATABASE_URL"], flush=True)
    if sys.argv[1:] == ["linger"]:
        sys.stdin.readline()
    cursor = link.cursor()
    cursor.execute("SELECT 1")
    print(cursor.fetchone()[0], flush=True)
"""


def start(home: Path, *arguments: str, **env: str) -> "subprocess.Popen[str]":
    without = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, *arguments], cwd=PROJECT, text=True,
        env={**without, "PSC_HOME": str(home), **env}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def test_a_command_alone_has_servers_for_its_own_duration(home: Path) -> None:
    with start(home) as command:
        out, _ = command.communicate(timeout=60)
    assert out.splitlines()[-1] == "1"
    assert read_running(home) is None
    start_servers(home).stop()  # the home is free again


def test_a_command_beside_a_running_engine_uses_its_servers(home: Path) -> None:
    servers = start_servers(home, durable=False)
    try:
        with start(home) as command:
            out, _ = command.communicate(timeout=60)
        assert out.splitlines() == [servers.database_url, "1"]
    finally:
        servers.stop()


def test_given_servers_are_used_and_none_is_started(home: Path) -> None:
    url = os.environ["DATABASE_URL"]
    with start(home, DATABASE_URL=url, REDIS_URL=os.environ["REDIS_URL"]) as command:
        out, _ = command.communicate(timeout=60)
    assert out.splitlines() == [url, "1"]
    assert not home.exists()


def test_who_lends_its_servers_waits_for_its_guests(home: Path) -> None:
    with start(home, "linger") as lender:
        assert lender.stdout is not None
        assert lender.stdin is not None
        url = lender.stdout.readline()
        with start(home, "linger") as guest:
            assert guest.stdout is not None
            assert guest.stdin is not None
            assert guest.stdout.readline() == url
            lender.stdin.write("\n")
            lender.stdin.flush()
            assert lender.stdout.readline() == "1\n"
            with pytest.raises(subprocess.TimeoutExpired):
                lender.wait(0.5)
            guest.stdin.write("\n")
            guest.stdin.flush()
            assert guest.stdout.readline() == "1\n"
        assert lender.wait(30) == 0
