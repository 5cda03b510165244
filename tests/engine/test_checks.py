"""What cannot work is one clear line that says what to do, before anything is started."""

import os
import socket
import subprocess
import sys
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from psc.engine import urls_from_env
from psc.engine.checks import check_given_servers, check_port, check_room, port_from_env
from psc.engine.errors import EngineError

PROJECT = Path(__file__).resolve().parents[2]
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_in_use_is_named_with_a_way_out(taken_port: int) -> None:
    with pytest.raises(EngineError, match=rf"port {taken_port} is in use.*`make run PORT={taken_port + 1}`"):
        check_port(taken_port)


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "80.5", "²"])
def test_a_port_that_is_none_is_said(text: str) -> None:
    with pytest.raises(EngineError, match="PORT must be a number from 1 to 65535"):
        port_from_env({"PORT": text})


@pytest.mark.parametrize(("env", "port"), [({}, 8112), ({"PORT": ""}, 8112), ({"PORT": "9000"}, 9000)])
def test_the_port_is_8112_unless_said(env: dict[str, str], port: int) -> None:
    assert port_from_env(env) == port


def test_a_full_disk_is_said_before_the_first_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage(10**9, 10**9, 10**6))
    with pytest.raises(EngineError, match=r"is full: free some space, or set PSC_HOME .* 200 MB must be free"):
        check_room(tmp_path / "not" / "there" / "yet")


def test_data_that_is_there_may_be_started_with_less_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data" / "postgres").mkdir(parents=True)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage(10**9, 10**9, 50 * 1024**2))
    check_room(tmp_path)


def test_given_servers_that_do_not_answer_are_told_apart(taken_port: int) -> None:
    postgres, cache = os.environ["DATABASE_URL"], os.environ["REDIS_URL"]
    check_given_servers(postgres, cache)
    with pytest.raises(EngineError, match="the PostgreSQL of DATABASE_URL does not answer"):
        check_given_servers("postgresql://psc@127.0.0.1:1/psc", cache)
    with pytest.raises(EngineError, match="the Redis of REDIS_URL does not answer"):
        check_given_servers(postgres, "redis://127.0.0.1:1/0")


def test_one_address_without_the_other_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDIS_URL")
    with pytest.raises(EngineError, match="Only DATABASE_URL is set: set both"):
        urls_from_env()


def refused(env: dict[str, str]) -> str:
    """What `make run` ends in says, run for real."""
    done = subprocess.run(
        [sys.executable, "-m", "psc.engine"], cwd=PROJECT, env={**os.environ, **env},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_the_running_program_refuses_in_one_line(taken_port: int, tmp_path: Path) -> None:
    home = {"PSC_HOME": str(tmp_path / "home")}
    given = {"DATABASE_URL": "postgresql://psc@127.0.0.1:1/psc", "REDIS_URL": "redis://127.0.0.1:1/0"}
    none = {"DATABASE_URL": "", "REDIS_URL": ""}
    assert f"PSC 112 cannot run: port {taken_port} is in use" in refused({"PORT": str(taken_port), **home})
    assert "PORT must be a number" in refused({"PORT": "x", **home})
    assert "DATABASE_URL does not answer" in refused({**given, **home})
    assert "Only REDIS_URL is set" in refused({**given, **home, "DATABASE_URL": ""})
    (tmp_path / "file").write_text("")
    assert "set PSC_HOME to a folder" in refused({**none, "PSC_HOME": str(tmp_path / "file" / "x")})


def test_a_missing_redis_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import importlib.util, sys; from psc.engine import binaries;"
        "binaries._package_folder = lambda name: None; binaries.find_redis()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, env={"PATH": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "No Redis server found: install redis-server or valkey-server" in done.stderr
