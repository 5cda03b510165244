"""PSC_HOME: one folder that holds everything an embedded installation keeps, and who owns it just now."""

import errno
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from psc.engine.account import Account, account_for, can_reach, give
from psc.engine.errors import EngineError, HomeInUse

PROJECT = Path(__file__).resolve().parent.parent.parent
# sockaddr_un holds 107 characters and a zero; PostgreSQL's name is the longest of what we put there.
_LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")
# Every user of the machine can enter these. A folder of our own is made inside, for one account only.
_LASTING_PLACES = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108
_SHORT_LIVED_PLACES = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108


def home_from_env() -> Path:
    """PSC_HOME, or `var/` of the project."""
    return Path(os.environ.get("PSC_HOME") or PROJECT / "var").expanduser().resolve()


@dataclass(frozen=True)
class Running:
    """What a running engine tells others about itself (PSC_HOME/engine.json)."""

    pid: int
    database_url: str
    redis_url: str
    sockets: str


@dataclass(frozen=True)
class Place:
    """Where the servers of one home keep their data and their sockets, and whom they run as."""

    account: Account | None
    data: Path
    sockets: Path


class Home:
    """A PSC_HOME that this process owns until `release`."""

    def __init__(self, folder: Path) -> None:
        """Make the folder if need be and take its lock; HomeInUse when another process has it."""
        self.folder = folder
        self.logs = folder / "log"
        self._state = folder / "engine.json"
        try:
            _make(folder)
            _make(self.logs)
            self._lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise EngineError(_unusable(folder, error)) from error
        self._take_lock()

    def _take_lock(self) -> None:
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.pread(self._lock, 200, 0).decode(errors="replace").strip() or "another process"
            os.close(self._lock)
            raise HomeInUse(
                f"{self.folder} is in use by {owner}: stop it first, or set PSC_HOME to another folder."
            ) from None
        # Left by an owner that was killed: nobody must take it for ours.
        self._left = read_running(self.folder)
        self._state.unlink(missing_ok=True)
        os.ftruncate(self._lock, 0)
        os.pwrite(self._lock, f"process {os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Let others have the folder. Ends by itself when this process dies, however it dies."""
        self._state.unlink(missing_ok=True)
        os.close(self._lock)

    def wait_for_guests(self) -> None:
        """Withdraw the announcement, then wait until every command that joined has ended."""
        self._state.unlink(missing_ok=True)
        guests = _open_guests(self.folder)
        fcntl.flock(guests, fcntl.LOCK_EX)
        os.close(guests)

    def place(self, durable: bool) -> Place:
        """Choose where the data and the sockets go; what a killed owner left in their way is removed."""
        if self._left is not None and Path(self._left.sockets).name.startswith("psc-"):
            shutil.rmtree(self._left.sockets, ignore_errors=True)
        data, account = self._data_folder(durable)
        _make(data, account)
        return Place(account=account, data=data, sockets=self._socket_folder(account))

    def _data_folder(self, durable: bool) -> tuple[Path, Account | None]:
        """`PSC_HOME/data`, or where the servers' account can reach; `PSC_HOME/data.location` remembers it."""
        note = self.folder / "data.location"
        own = self.folder / "data"
        data = Path(note.read_text().strip()) if note.exists() and not own.exists() else own
        account = account_for(data)
        if can_reach(account, data if data.exists() else data.parent):
            return data, account
        data = self._place_in_reach(durable)
        note.write_text(f"{data}\n")
        return data, account

    def _place_in_reach(self, durable: bool) -> Path:
        name = f"psc-112-{hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]}"
        for parent in _LASTING_PLACES if durable else _SHORT_LIVED_PLACES:
            if parent.is_dir() and os.access(parent, os.W_OK):
                return parent / name
        raise EngineError(
            f"The user PostgreSQL runs as cannot reach {self.folder}: "
            "set PSC_HOME to a folder that every user may enter, such as /srv/psc-112."
        )

    def _socket_folder(self, account: Account | None) -> Path:
        """PSC_HOME/run where that is short enough for a socket and in reach; else a new folder in /tmp."""
        run = self.folder / "run"
        if len(os.fsencode(run)) <= _LONGEST_SOCKET_FOLDER and can_reach(account, self.folder):
            _make(run, account)
            return run
        folder = Path(tempfile.mkdtemp(prefix="psc-", dir=_short_temporary_folder()))
        give(folder, account)
        return folder

    def remove_sockets(self, place: Place) -> None:
        """Take away the folder of the sockets where it was made for this run only."""
        if place.sockets != self.folder / "run":
            shutil.rmtree(place.sockets, ignore_errors=True)

    def announce(self, running: Running) -> None:
        """Tell other commands where the servers listen; written whole or not at all."""
        draft = self._state.with_suffix(".new")
        draft.unlink(missing_ok=True)
        # The addresses may hold a password of the operator's own servers.
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            json.dump(asdict(running), file)
        draft.replace(self._state)


def read_running(folder: Path) -> Running | None:
    """What the owner of this home last announced; it may be dead. None when nothing readable is there."""
    try:
        return Running(**json.loads((folder / "engine.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None


@dataclass(frozen=True)
class Guest:
    """A command that uses the servers of another process. While it stays, a lender waits before it ends."""

    running: Running
    lock: int

    def leave(self) -> None:
        """Let the lender end."""
        os.close(self.lock)


def join(folder: Path) -> Guest | None:
    """Be a guest of the engine that owns this home; None while it is only just starting or already stopping."""
    lock = _open_guests(folder)
    fcntl.flock(lock, fcntl.LOCK_SH)
    running = read_running(folder)
    if running is None:
        os.close(lock)
        return None
    return Guest(running, lock)


def _open_guests(folder: Path) -> int:
    # For reading only: root's commands and the owner's own must both be able to lock it, whoever made it.
    return os.open(folder / "guests", os.O_RDONLY | os.O_CREAT, 0o644)


def _make(folder: Path, account: Account | None = None) -> None:
    """Make a folder of ours. Never touches one that exists: its permissions are its owner's business."""
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Root's own folders may be walked through, so that the servers' account reaches its data inside.
    folder.mkdir(mode=0o711 if os.geteuid() == 0 and account is None else 0o700, exist_ok=True)
    give(folder, account)


def _short_temporary_folder() -> str:
    chosen = tempfile.gettempdir()
    return chosen if len(os.fsencode(chosen)) < 60 else "/tmp"  # noqa: S108 - mkdtemp makes a private one inside


def _unusable(folder: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return disk_full(folder)
    return f"Cannot use {folder} ({error.strerror}): set PSC_HOME to a folder you may write in."


def disk_full(folder: Path) -> str:
    """The one line for a disk without room."""
    return f"The disk that holds {folder} is full: free some space, or set PSC_HOME to a folder on another disk."
