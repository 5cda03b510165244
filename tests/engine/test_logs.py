"""Logs stay small and lose nothing that matters."""

from pathlib import Path

import pytest

from psc.engine import logs
from psc.engine.logs import last_line, set_aside_large_logs


def test_a_large_log_is_set_aside_while_its_program_goes_on_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "LARGE", 10)
    (tmp_path / "small.log").write_text("short")
    with (tmp_path / "web.log").open("a") as program:
        program.write("a line that is long\n")
        program.flush()
        set_aside_large_logs(tmp_path)
        program.write("the next\n")
    assert (tmp_path / "web.log.1").read_text() == "a line that is long\n"
    assert (tmp_path / "web.log").read_text() == "the next\n"
    assert (tmp_path / "small.log").read_text() == "short"


@pytest.mark.parametrize(("text", "said"), [("", ""), ("one\ntwo\n\n", " (two)")])
def test_what_a_program_said_last_is_quoted(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "web.log").write_text(text)
    assert last_line(tmp_path / "web.log") == said
