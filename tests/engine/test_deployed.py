"""The deployed form works: the processes of docker-compose.yml, on servers that the engine did not start."""

import http.client
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import connect

from psc.engine.spawn import wait_until
from tests.engine.deployed import COMPOSE, HOST, PROGRAMS, Deployed


@pytest.fixture(scope="module")
def deployed() -> Iterator[Deployed]:
    deployed = Deployed()
    try:
        deployed.run("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        deployed.run("manage.py", "migrate", "--no-input", "--verbosity", "0")
        # Accounts and rules to try it with; a real centre makes its own.
        deployed.run("manage.py", "load_demo", PSC_DEMO="true", ALLOWED_HOSTS="localhost")
        deployed.start_programs()
        assert wait_until(lambda: ask(deployed, "/healthz")[0] == 200, seconds=60, every=0.2), deployed.said()
        yield deployed
    finally:
        deployed.stop()


def ask(
    deployed: Deployed, path: str, body: object = None, token: str | None = None, **headers: str
) -> tuple[int, Any]:
    """One request as the proxy hands it on; the answer's status and JSON (or text)."""
    link = http.client.HTTPConnection("127.0.0.1", deployed.ports["web"], timeout=10)
    sent = {"Host": HOST, "X-Forwarded-Proto": "https", **headers}
    if token:
        sent["Authorization"] = f"Token {token}"
    if body is not None:
        sent["Content-Type"] = "application/json"
    try:
        link.request("GET" if body is None else "POST", path, json.dumps(body) if body else None, sent)
        answer = link.getresponse()
        text = answer.read().decode()
    except OSError:
        return 0, ""
    finally:
        link.close()
    return answer.status, json.loads(text) if text.startswith("{") else text


def sign_in(deployed: Deployed, username: str) -> str:
    status, answer = ask(deployed, "/api/v1/tokens", {"username": username, "password": "demo-112"})
    assert status == 201, answer
    return str(answer["token"])


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_was_started_is_what_compose_starts(deployed: Deployed, name: str) -> None:
    process = Path(f"/proc/{deployed.running[name].pid}")
    line = [part for part in (process / "cmdline").read_text().split("\0") if part]
    assert line[line.index("-m") + 1 :] == deployed.local_command(name)
    variables = dict(pair.split("=", 1) for pair in (process / "environ").read_text().split("\0") if pair)
    assert variables == deployed.environment(name)


def test_the_public_name_is_answered_over_tls_only(deployed: Deployed) -> None:
    assert ask(deployed, "/sign-in")[0] == 200
    assert ask(deployed, "/sign-in", **{"X-Forwarded-Proto": "http"})[0] == 301
    assert ask(deployed, "/sign-in", Host="elsewhere.example")[0] == 400


def test_nothing_of_the_demonstration_shows(deployed: Deployed) -> None:
    assert "demo-112" not in ask(deployed, "/sign-in")[1]


def test_worker_and_beat_keep_the_clock(deployed: Deployed) -> None:
    def is_well() -> bool:
        return bool(ask(deployed, "/healthz")[1]["checks"]["clock"] == "ok")

    assert wait_until(is_well, seconds=60, every=0.5), deployed.said()
    assert ask(deployed, "/healthz")[1]["status"] == "ok"


def test_a_report_taken_by_web_is_on_the_board_of_live(deployed: Deployed) -> None:
    token = sign_in(deployed, "operator")
    address = f"ws://127.0.0.1:{deployed.ports['live']}/ws/board"
    headers = {"Authorization": f"Token {token}", "Host": HOST, "X-Forwarded-Proto": "https"}
    with connect(address, additional_headers=headers) as stream:
        stream.send(json.dumps({"after": None}))
        json.loads(stream.recv(timeout=10))
        body = {"channel": "call", "text": "Kebakaran rumah di Boyolangu, api besar", "caller": {"phone": "0811"}}
        status, report = ask(deployed, "/api/v1/reports", body, token)
        assert status == 201, report
        while True:
            frame = json.loads(stream.recv(timeout=10))
            cards = frame.get("cards", {}).get("reports", [])
            if report["id"] in [card["id"] for card in cards]:
                break


@pytest.mark.skipif("PSC_REQUIRE_REDIS" not in os.environ, reason="any Redis does, except where .ci/run asks")
def test_it_ran_on_the_redis_of_the_distribution(deployed: Deployed) -> None:
    assert os.readlink(f"/proc/{deployed.running['redis'].pid}/exe").startswith("/usr/bin/")


def test_compose_runs_nothing_as_root_and_nothing_writable() -> None:
    for name, service in COMPOSE["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "user" in service or name == "proxy", name
        assert "healthcheck" in service or name == "migrate", name
    assert list(COMPOSE["services"]["proxy"]["ports"]) == ["80:8080", "443:8443", "443:8443/udp"]
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["proxy"]


def test_no_secret_stands_in_the_file() -> None:
    for service in COMPOSE["services"].values():
        for variable, value in service.get("environment", {}).items():
            if "PASSWORD" in variable or variable in {"SECRET_KEY", "REDISCLI_AUTH"}:
                assert str(value).startswith("${"), variable
