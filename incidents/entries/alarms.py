"""What the record keeps of alarms, and of what the coordinator did about a limit."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Entry, entry_kind
from foundation.lib.words import say
from incidents.words import CAUSE, LIMIT, LIMIT_ACT, ROLE, SHELVING


@entry_kind("alarm.raised")
@dataclass(frozen=True)
class AlarmRaised(Entry):
    """Somebody was called to look."""

    alarm: UUID
    incident: UUID | None
    report: UUID | None
    cause: str
    urgency: str
    role: str
    audience: str
    step: int

    def text(self) -> str:
        return _("Alarm %(urgency)s untuk %(role)s: %(cause)s") % {
            "urgency": self.urgency,
            "role": say(ROLE, self.role),
            "cause": say(CAUSE, self.cause),
        }


@entry_kind("alarm.acknowledged")
@dataclass(frozen=True)
class AlarmAcknowledged(Entry):
    """Somebody said: I have seen it. Its cause stays."""

    alarm: UUID
    incident: UUID | None
    report: UUID | None
    by: str

    def text(self) -> str:
        return _("Alarm diketahui oleh %(by)s") % {"by": self.by}


@entry_kind("alarm.cleared")
@dataclass(frozen=True)
class AlarmCleared(Entry):
    """The cause is gone."""

    alarm: UUID
    incident: UUID | None
    report: UUID | None
    cause: str

    def text(self) -> str:
        return _("Alarm selesai: %(cause)s") % {"cause": say(CAUSE, self.cause)}


@entry_kind("alarm.call_ended")
@dataclass(frozen=True)
class AlarmCallEnded(Entry):
    """One of the agencies that an alarm asks to ring was heard of; `urgency` is what the others are worth."""

    alarm: UUID
    incident: UUID | None
    assignment: UUID
    urgency: str

    def text(self) -> str:
        return _("Satu instansi tidak perlu ditelepon lagi; alarm kini %(urgency)s") % {"urgency": self.urgency}


@entry_kind("alarm.shelved")
@dataclass(frozen=True)
class AlarmShelved(Entry):
    """Somebody set an alarm aside for a while; more words about why are in the alarm's row."""

    alarm: UUID
    incident: UUID | None
    report: UUID | None
    by: str
    minutes: int
    reason: str

    def text(self) -> str:
        return _("Alarm ditunda %(minutes)s menit oleh %(by)s: %(reason)s") % {
            "minutes": self.minutes,
            "by": self.by,
            "reason": say(SHELVING, self.reason),
        }


@entry_kind("alarm.unshelved")
@dataclass(frozen=True)
class AlarmUnshelved(Entry):
    """It rings again: its time was over, somebody brought it back, or its incident became critical."""

    alarm: UUID
    incident: UUID | None
    report: UUID | None
    cause: str
    why: str

    def text(self) -> str:
        words = {
            "time": _("Penundaan alarm berakhir: %(cause)s"),
            "by_hand": _("Penundaan alarm diakhiri: %(cause)s"),
            "critical": _("Penundaan alarm gugur, kejadian menjadi P1: %(cause)s"),
        }
        return words.get(self.why, words["time"]) % {"cause": say(CAUSE, self.cause)}


@entry_kind("alarms.muted")
@dataclass(frozen=True)
class AlarmsMuted(Entry):
    """Somebody silenced their position for a while."""

    user: UUID
    by: str
    position: str
    seconds: int

    def text(self) -> str:
        words = {"by": self.by, "position": self.position or "-", "seconds": self.seconds}
        return _("Suara alarm disenyapkan %(seconds)s detik oleh %(by)s (%(position)s)") % words


@entry_kind("limit.acted")
@dataclass(frozen=True)
class LimitActed(Entry):
    """The coordinator took an escalation over, skipped its next step or put it off; more words are in the act's row."""

    incident: UUID | None
    report: UUID | None
    assignment: UUID | None
    deadline: UUID
    act: UUID
    limit: str
    what: str
    reason: str
    by: str

    def text(self) -> str:
        return say_act(self)


@entry_kind("help.limit_acted")
@dataclass(frozen=True)
class HelpLimitActed(Entry):
    """The same about a call for help: its limit stands on the coordinator's alarm, with an incident or without."""

    incident: UUID | None
    help_call: UUID
    alarm: UUID | None
    deadline: UUID
    act: UUID
    limit: str
    what: str
    reason: str
    by: str

    def text(self) -> str:
        return say_act(self)


def say_act(entry: LimitActed | HelpLimitActed) -> str:
    """What the coordinator did about an escalation, and why."""
    words = {"limit": say(LIMIT, entry.limit), "by": entry.by, "reason": say(LIMIT_ACT, entry.reason)}
    said = {
        "taken_over": _("Eskalasi %(limit)s diambil alih oleh %(by)s"),
        "skipped": _("Satu langkah eskalasi %(limit)s dilewati oleh %(by)s: %(reason)s"),
        "extended": _("Langkah eskalasi %(limit)s berikutnya ditunda 5 menit oleh %(by)s: %(reason)s"),
    }
    return said.get(entry.what, _("Eskalasi %(limit)s diubah oleh %(by)s")) % words
