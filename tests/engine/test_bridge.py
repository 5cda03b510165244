"""Django's WSGI application on the port of the live stream: requests come in whole, answers go out whole."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from psc.bridge import PIECE, WHOLE, Bridge

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
LARGE = b"x" * (WHOLE + 1)


def ask(application: Application, *pieces: bytes, **scope: Any) -> list[dict[str, Any]]:
    """What is sent for a request whose body arrives in these pieces."""
    body = b"".join(pieces)
    asked = {
        "type": "http",
        "method": "POST",
        "path": "/pos/é",
        "query_string": b"a=1",
        "http_version": "1.1",
        "headers": [(b"content-length", str(len(body)).encode())],
        "client": ("192.0.2.1", 5),
        "server": ("127.0.0.1", 8112),
        **scope,
    }
    coming = [
        {"type": "http.request", "body": piece, "more_body": left > 1}
        for left, piece in zip(range(len(pieces), 0, -1), pieces, strict=True)
    ]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return coming.pop(0) if coming else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(Bridge(application, threads=1)(asked, receive, send))
    return sent


def echo(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """An application that says back what it read."""
    start("201 Created", [("X-Seen", "yes")])
    return [environ["wsgi.input"].read()]


def test_a_small_answer_is_sent_in_one_piece() -> None:
    start, body = ask(echo, b"ab", b"cd")
    assert start == {"type": "http.response.start", "status": 201, "headers": [(b"x-seen", b"yes")]}
    assert body == {"type": "http.response.body", "body": b"abcd", "more_body": False}


def test_a_large_body_is_read_to_its_last_byte() -> None:
    _start, *bodies = ask(echo, LARGE, LARGE, b"end")
    assert b"".join(one["body"] for one in bodies) == LARGE + LARGE + b"end"


def test_who_goes_away_in_the_middle_is_not_waited_for() -> None:
    def gone(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        return echo({"wsgi.input": environ["wsgi.input"]}, start)

    _start, body = ask(gone, b"half", headers=[(b"content-length", b"900000")])
    assert body["body"] == b"half"
    _start, body = ask(gone, headers=[(b"content-length", b"9")])
    assert body["body"] == b""


def test_a_long_answer_is_sent_as_it_is_made() -> None:
    closed: list[bool] = []

    class Pages:
        def __iter__(self) -> Any:
            yield from [b"y" * PIECE, b"z"]

        def close(self) -> None:
            closed.append(True)

    def long(_environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [])
        return Pages()

    _start, first, second = ask(long)
    assert (len(first["body"]), first["more_body"]) == (PIECE, True)
    assert (second["body"], second["more_body"]) == (b"z", False)
    assert closed == [True]


def test_the_request_is_told_as_wsgi_has_it() -> None:
    seen: dict[str, Any] = {}

    def look(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        seen.update(environ)
        start("204 No Content", [])
        return []

    headers = [
        (b"host", b"psc.example"),
        (b"content-type", b"application/json"),
        (b"x-forwarded-for", b"192.0.2.7"),
        (b"x-forwarded-for", b"192.0.2.8"),
        (b"x_forwarded_proto", b"https"),
    ]
    ask(look, headers=headers)
    assert seen["PATH_INFO"].encode("latin1").decode() == "/pos/é"
    assert (seen["QUERY_STRING"], seen["REQUEST_METHOD"], seen["REMOTE_ADDR"]) == ("a=1", "POST", "192.0.2.1")
    assert (seen["HTTP_HOST"], seen["CONTENT_TYPE"]) == ("psc.example", "application/json")
    assert seen["HTTP_X_FORWARDED_FOR"] == "192.0.2.7,192.0.2.8"
    # One that would pass for a header of our own proxy is not heard.
    assert "HTTP_X_FORWARDED_PROTO" not in seen
    assert "CONTENT_LENGTH" not in seen


def test_an_application_that_breaks_is_the_servers_to_report() -> None:
    def broken(_environ: dict[str, Any], _start: Callable[..., Any]) -> list[bytes]:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        ask(broken)
