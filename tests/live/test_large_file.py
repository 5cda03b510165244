"""A file of fifty megabytes is refused by what it announces: the answer is there before the file is."""

import socket
from pathlib import Path

from tests.live.streams import PATIENCE_S, Server

DOORS = {
    "/sop/import": "Berkas lebih besar dari 3 MB; tidak ada yang diimpor.",
    "/sop/POL-ROBBERY/versions/2/rehearsal/start": "Berkas ini 47 MB; paling besar 25 MB.",
}
ANNOUNCED = 50_000_000


def first_answer(port: int, path: str) -> str:
    """What comes back after the headers and a thousand of fifty million bytes."""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {ANNOUNCED}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as line:
        line.sendall(head.encode() + b"x" * 1_000)
        said = b""
        while b"</html>" not in said:
            more = line.recv(65_536)
            if not more:
                break
            said += more
    return said.decode()


def test_the_answer_comes_before_the_file(demo_database: str, tmp_path: Path) -> None:
    server = Server(tmp_path)
    try:
        for path, words in DOORS.items():
            answer = first_answer(server.port, path)
            assert answer.startswith("HTTP/1.1 413"), answer[:400]
            assert words in answer
    finally:
        server.stop()
