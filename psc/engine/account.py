"""Whom the servers run as. PostgreSQL refuses to run as root, so root lends it a system user."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from psc.engine.errors import EngineError

# `daemon` is Debian's account for daemons that must write files; `nobody` should own nothing, so it is last.
SYSTEM_USERS = ("postgres", "daemon", "nobody")


@dataclass(frozen=True)
class Account:
    """A user of this machine the servers are started as."""

    uid: int
    gid: int
    name: str


def account_for(data: Path) -> Account | None:
    """Who must run the servers over this data folder; None means: whoever we are.

    Only root can lend another account. A folder that exists keeps its owner.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return _account(pwd.getpwuid(data.stat().st_uid))
    for name in SYSTEM_USERS:
        try:
            return _account(pwd.getpwnam(name))
        except KeyError:
            continue
    raise EngineError(
        "PostgreSQL does not run as root and this machine has no user `postgres`: create one "
        "(`useradd --system postgres`), or run PSC 112 as an ordinary user."
    )


def can_reach(account: Account | None, path: Path) -> bool:
    """Whether the account may walk down to `path`: every folder above it, and itself if it is one."""
    if account is None:
        return True
    folders = [p for p in (path, *path.parents) if p.is_dir()]
    return all(_may_enter(account, folder.stat()) for folder in folders)


def _may_enter(account: Account, info: os.stat_result) -> bool:
    if info.st_uid == account.uid:
        return bool(info.st_mode & stat.S_IXUSR)
    if info.st_gid == account.gid:
        return bool(info.st_mode & stat.S_IXGRP)
    return bool(info.st_mode & stat.S_IXOTH)


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(uid=entry.pw_uid, gid=entry.pw_gid, name=entry.pw_name)


def give(folder: Path, account: Account | None) -> None:
    """Hand a folder that we have just made to the account that the servers run as."""
    if account is not None:
        os.chown(folder, account.uid, account.gid)
