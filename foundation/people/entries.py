"""What the record keeps of accounts. User names are officials' names of service, and may stand."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Entry, entry_kind


@entry_kind("account.created")
@dataclass(frozen=True)
class AccountCreated(Entry):
    """An account was opened."""

    user: UUID
    username: str
    roles: tuple[str, ...]

    def text(self) -> str:
        return _("Akun %(username)s dibuat (%(roles)s)") % {
            "username": self.username,
            "roles": ", ".join(self.roles),
        }


@entry_kind("account.closed")
@dataclass(frozen=True)
class AccountClosed(Entry):
    """Nobody signs in with it any more; what it did stays in its name."""

    user: UUID
    username: str

    def text(self) -> str:
        return _("Akun %(username)s ditutup") % {"username": self.username}


@entry_kind("account.reopened")
@dataclass(frozen=True)
class AccountReopened(Entry):
    """An account that was closed serves again."""

    user: UUID
    username: str

    def text(self) -> str:
        return _("Akun %(username)s dibuka kembali") % {"username": self.username}


@entry_kind("account.contact_set")
@dataclass(frozen=True)
class ContactSet(Entry):
    """Its person is reached by another number or address, which stands in the account alone."""

    user: UUID
    username: str

    def text(self) -> str:
        return _("Nomor atau alamat akun %(username)s diganti") % {"username": self.username}


@entry_kind("account.password_changed")
@dataclass(frozen=True)
class PasswordChanged(Entry):
    """Its person chose another password; sessions and keys of the one before ended."""

    user: UUID
    username: str

    def text(self) -> str:
        return _("Akun %(username)s memilih kata sandi lain") % {"username": self.username}


@entry_kind("account.password_set")
@dataclass(frozen=True)
class PasswordSet(Entry):
    """An account was given another password; its sessions and keys ended."""

    user: UUID
    username: str

    def text(self) -> str:
        return _("Kata sandi akun %(username)s diganti") % {"username": self.username}


@entry_kind("account.token_issued")
@dataclass(frozen=True)
class TokenIssued(Entry):
    """A program was given a key."""

    user: UUID
    token: UUID
    expires_at: datetime

    def text(self) -> str:
        return _("Kunci program diterbitkan")


@entry_kind("people.forgotten")
@dataclass(frozen=True)
class Forgotten(Entry):
    """What had served was deleted in the night: answers to programs, and who had once been looking."""

    answers: int
    presences: int

    def text(self) -> str:
        return _("Dihapus karena masa simpannya habis: %(answers)s jawaban, %(presences)s jejak kehadiran") % {
            "answers": self.answers,
            "presences": self.presences,
        }


@entry_kind("duty.begun")
@dataclass(frozen=True)
class DutyBegun(Entry):
    """Somebody is at work, at this position."""

    user: UUID
    duty: UUID
    name: str
    position: str

    def text(self) -> str:
        return _("%(name)s mulai bertugas (%(position)s)") % {"name": self.name, "position": self.position or "-"}


@entry_kind("duty.ended")
@dataclass(frozen=True)
class DutyEnded(Entry):
    """Somebody's work is over."""

    user: UUID
    duty: UUID
    name: str
    position: str

    def text(self) -> str:
        return _("%(name)s selesai bertugas (%(position)s)") % {"name": self.name, "position": self.position or "-"}
