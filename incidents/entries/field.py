"""What the record keeps of those at work: messages, patients, photos, calls for help; their words stand in rows."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Entry, entry_kind
from foundation.lib.words import say
from incidents.words import TRIAGE


@entry_kind("message.sent")
@dataclass(frozen=True)
class MessageSent(Entry):
    """Words for the others at work; they are in a row of their own."""

    incident: UUID
    message: UUID
    sender: str

    def text(self) -> str:
        return _("Pesan dari %(sender)s") % {"sender": self.sender}


@entry_kind("message.read")
@dataclass(frozen=True)
class MessagesRead(Entry):
    """These messages were on a screen of this reader."""

    incident: UUID
    messages: tuple[UUID, ...]
    reader: str

    def text(self) -> str:
        return _("%(count)s pesan dibaca %(reader)s") % {"count": len(self.messages), "reader": self.reader}


@entry_kind("patients.told")
@dataclass(frozen=True)
class PatientsTold(Entry):
    """So many patients of one triage colour."""

    incident: UUID
    patients: UUID
    sender: str
    triage: str
    count: int

    def text(self) -> str:
        words = {"sender": self.sender, "count": self.count, "triage": say(TRIAGE, self.triage)}
        return _("%(sender)s: %(count)s pasien %(triage)s") % words


@entry_kind("patients.changed")
@dataclass(frozen=True)
class PatientsChanged(Entry):
    """Their number, colour or destination is another one; where to stands in the row."""

    incident: UUID
    patients: UUID
    sender: str
    old_triage: str
    old_count: int
    triage: str
    count: int

    def text(self) -> str:
        return _("%(sender)s: %(old_count)s pasien %(old_triage)s kini %(count)s %(triage)s") % {
            "sender": self.sender,
            "old_count": self.old_count,
            "old_triage": say(TRIAGE, self.old_triage),
            "count": self.count,
            "triage": say(TRIAGE, self.triage),
        }


@entry_kind("photo.added")
@dataclass(frozen=True)
class PhotoAdded(Entry):
    """A picture was handed in."""

    incident: UUID
    photo: UUID
    sender: str

    def text(self) -> str:
        return _("Foto dari %(sender)s") % {"sender": self.sender}


@entry_kind("photo.discarded")
@dataclass(frozen=True)
class PhotoDiscarded(Entry):
    """A picture was deleted; why stands in its row."""

    incident: UUID
    photo: UUID

    def text(self) -> str:
        return _("Foto dihapus")


@entry_kind("help.called")
@dataclass(frozen=True)
class HelpCalled(Entry):
    """Somebody at work needs help, or is in danger."""

    incident: UUID | None
    help_call: UUID
    unit: UUID | None
    sender: str
    panic: bool
    told_at: str | None

    def text(self) -> str:
        if self.panic:
            return _("PANIK dari %(sender)s") % {"sender": self.sender}
        return _("%(sender)s meminta bantuan") % {"sender": self.sender}


@entry_kind("help.added")
@dataclass(frozen=True)
class HelpAdded(Entry):
    """Whoever waits for help said more, or is elsewhere now; the words and the place stand in the call's row."""

    incident: UUID | None
    help_call: UUID
    unit: UUID | None
    sender: str
    panic: bool

    def text(self) -> str:
        if self.panic:
            return _("PANIK dari %(sender)s: keterangan baru") % {"sender": self.sender}
        return _("%(sender)s menambah keterangan pada permintaan bantuannya") % {"sender": self.sender}


@entry_kind("help.answered")
@dataclass(frozen=True)
class HelpAnswered(Entry):
    """The centre has seen to it."""

    incident: UUID | None
    help_call: UUID
    unit: UUID | None
    sender: str
    panic: bool

    def text(self) -> str:
        return _("Panggilan bantuan %(sender)s ditangani") % {"sender": self.sender}
