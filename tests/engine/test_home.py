"""One folder, one owner; sockets short enough; data where the servers can reach it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from psc.engine.account import Account, can_reach
from psc.engine.errors import EngineError, HomeInUse
from psc.engine.home import Home, Running, home_from_env, read_running

HOLD = "import sys; from pathlib import Path; from psc.engine.home import Home; Home(Path(sys.argv[1]));"
HOLD += "print('held', flush=True); sys.stdin.read()"


def hold_elsewhere(folder: Path) -> "subprocess.Popen[str]":
    """Another process that owns the home until its standard input ends."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_a_home_has_one_owner_and_the_second_is_told_who(tmp_path: Path) -> None:
    with hold_elsewhere(tmp_path / "home") as other:
        with pytest.raises(HomeInUse, match=f"is in use by process {other.pid}: stop it first"):
            Home(tmp_path / "home")
        other.kill()
    Home(tmp_path / "home").release()


def test_what_is_announced_is_read_by_others_and_withdrawn_in_the_end(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    running = Running(os.getpid(), "postgresql://psc:secret@db/psc", "redis://cache/0", "/run/x")
    home.announce(running)
    assert read_running(home.folder) == running
    assert (home.folder / "engine.json").stat().st_mode & 0o077 == 0
    home.release()
    assert read_running(home.folder) is None


def test_an_announcement_cut_short_is_no_announcement(tmp_path: Path) -> None:
    (tmp_path / "engine.json").write_text('{"pid": 1, "datab')
    assert read_running(tmp_path) is None


def test_a_folder_one_may_not_write_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match="set PSC_HOME to a folder you may write in"):
        Home(tmp_path / "file" / "home")


def test_sockets_of_a_deep_home_go_to_a_short_place(tmp_path: Path) -> None:
    home = Home(tmp_path / ("deep" * 20) / "home")
    place = home.place(durable=False)
    assert len(str(place.sockets / ".s.PGSQL.5432")) <= 107
    assert not place.sockets.is_relative_to(home.folder)
    home.remove_sockets(place)
    assert not place.sockets.exists()
    place.data.rmdir()
    home.release()


def test_permissions_of_a_folder_that_was_there_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir(mode=0o750)
    folder.chmod(0o750)
    Home(folder).release()
    assert folder.stat().st_mode & 0o777 == 0o750


def test_an_account_reaches_a_folder_only_through_open_ones(tmp_path: Path) -> None:
    stranger = Account(uid=os.geteuid() + 4321, gid=os.getegid() + 4321, name="stranger")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    assert not can_reach(stranger, closed / "data")
    assert can_reach(None, closed / "data")
    assert can_reach(stranger, Path("/usr/bin"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the servers another account")
def test_where_the_account_cannot_reach_the_data_goes_where_it_can_and_stays_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lasting = tmp_path / "lasting"
    lasting.mkdir(mode=0o755)
    monkeypatch.setattr("psc.engine.home._LASTING_PLACES", (lasting,))
    monkeypatch.setattr("psc.engine.home.can_reach", lambda account, path: lasting in (path, *path.parents))
    home = Home(tmp_path / "home")
    first, second = home.place(durable=True), home.place(durable=True)
    assert first.data.parent == lasting
    assert second.data == first.data
    assert not (home.folder / "data").exists()
    for place in (first, second):
        home.remove_sockets(place)
    home.release()


def test_the_home_is_psc_home_or_var(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PSC_HOME", str(tmp_path))
    assert home_from_env() == tmp_path
    monkeypatch.setenv("PSC_HOME", "")
    assert home_from_env().name == "var"
