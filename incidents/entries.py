"""What the record keeps of reports, incidents and assignments: codes and ids, never a private person's words."""

from dataclasses import dataclass, fields
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.models import in_language
from agencies.routing import Considered, say_considered
from foundation.journal import Entry, entry_kind
from incidents.words import (
    CAUSE,
    DECLINE,
    DISPOSITION,
    LIMIT,
    LIMIT_ACT,
    LINK_END,
    MEANS,
    ROLE,
    SHELVING,
    STATUS,
    TRIAGE,
    say,
    say_type,
)


@entry_kind("report.received")
@dataclass(frozen=True)
class ReportReceived(Entry):
    """A report was accepted: from here on it is never lost."""

    report: UUID
    number: str
    channel: str
    type: str
    priority: str
    confidence: float
    procedure_version: UUID | None
    caller_seal: str | None
    exercise: bool

    def text(self) -> str:
        return _("Laporan %(number)s diterima; usulan %(type)s %(priority)s") % {
            "number": self.number,
            "type": say_type(self.type),
            "priority": self.priority,
        }


@entry_kind("paper.issued")
@dataclass(frozen=True)
class PaperNumbersIssued(Entry):
    """An account may write under these numbers on paper."""

    account: UUID
    numbers: tuple[str, ...]

    def text(self) -> str:
        return _("Nomor kertas dibagikan: %(numbers)s") % {"numbers": ", ".join(self.numbers)}


@entry_kind("paper.matched")
@dataclass(frozen=True)
class PaperMatched(Entry):
    """The report was written on paper first, under this number."""

    report: UUID
    number: str

    def text(self) -> str:
        return _("Ditulis di kertas lebih dulu: %(number)s") % {"number": self.number}


@entry_kind("report.claimed")
@dataclass(frozen=True)
class ReportClaimed(Entry):
    """A call-taker took it."""

    report: UUID
    by: str

    def text(self) -> str:
        return _("Laporan ditangani oleh %(by)s") % {"by": self.by}


@entry_kind("report.opened")
@dataclass(frozen=True)
class ReportOpened(Entry):
    """It became an incident."""

    report: UUID
    incident: UUID

    def text(self) -> str:
        return _("Laporan dibuka menjadi kejadian")


@entry_kind("report.attached")
@dataclass(frozen=True)
class ReportAttached(Entry):
    """It tells of an incident already open."""

    report: UUID
    incident: UUID
    number: str

    def text(self) -> str:
        return _("Laporan digabung ke kejadian %(number)s") % {"number": self.number}


@entry_kind("report.dismissed")
@dataclass(frozen=True)
class ReportDismissed(Entry):
    """A person decided that no incident follows."""

    report: UUID
    disposition: str

    def text(self) -> str:
        return _("Laporan ditutup: %(disposition)s") % {"disposition": say(DISPOSITION, self.disposition)}


@entry_kind("report.undone")
@dataclass(frozen=True)
class ReportUndone(Entry):
    """The last decision was taken back within its seconds."""

    report: UUID
    incident: UUID | None
    decision: str

    def text(self) -> str:
        return _("Keputusan dibatalkan: %(decision)s") % {"decision": say(STATUS, self.decision)}


@entry_kind("report.caller_revealed")
@dataclass(frozen=True)
class CallerRevealed(Entry):
    """Somebody looked at a caller's full number (UU 27/2022: every access is recorded)."""

    report: UUID
    reveal: UUID

    def text(self) -> str:
        return _("Nomor penelepon dibuka")


@entry_kind("report.answered")
@dataclass(frozen=True)
class ReportAnswered(Entry):
    """Questions were answered: `question=branch` for each, and what that makes of the suggestion."""

    report: UUID
    incident: UUID | None
    answers: tuple[str, ...]
    type: str
    priority: str
    procedure_version: UUID | None

    def text(self) -> str:
        return _("Jawaban dicatat: %(answers)s; usulan %(type)s %(priority)s") % {
            "answers": ", ".join(self.answers),
            "type": say_type(self.type),
            "priority": self.priority,
        }


@entry_kind("incident.opened")
@dataclass(frozen=True)
class IncidentOpened(Entry):
    """An incident began, under this version of this procedure."""

    incident: UUID
    report: UUID
    number: str
    type: str
    priority: str
    suggested_type: str
    suggested_priority: str
    procedure_version: UUID | None
    area: str | None

    def text(self) -> str:
        return _("Kejadian %(number)s dibuka: %(type)s %(priority)s") % {
            "number": self.number,
            "type": say_type(self.type),
            "priority": self.priority,
        }


@entry_kind("incident.routed")
@dataclass(frozen=True)
class IncidentRoutedOnce(Entry):
    """As it was written at first, without those who were considered. Only read."""

    incident: UUID
    lead: str | None
    others: tuple[str, ...]
    gap: bool
    reasons: tuple[str, ...]

    def text(self) -> str:
        if self.gap:
            return _("Tidak ada instansi utama dalam SK; koordinator diberi tahu")
        return _("Instansi utama %(lead)s; juga: %(others)s") % {
            "lead": self.lead,
            "others": ", ".join(self.others) or "-",
        }


@entry_kind("incident.routed", version=2)
@dataclass(frozen=True)
class IncidentRouted(IncidentRoutedOnce):
    """Who is obliged by the decree of this second, who else was considered and why not, and what stays open.

    `considered` holds the fields of `agencies.routing.Considered` in their order, one line with tabs a mandate.
    """

    considered: tuple[str, ...]

    def details(self) -> list[str]:
        """One line for each mandate: whose, by which article, and what became of it."""
        return [f"{one.agency_code} - {one.decree}, {one.article}: {say_considered(one)}" for one in self.judgements()]

    def judgements(self) -> list[Considered]:
        """Every mandate that was looked at, as routing judged it."""
        rows = (line.split("\t") for line in self.considered)
        return [Considered(*row) for row in rows if len(row) == len(fields(Considered))]


@entry_kind("incident.reclassified")
@dataclass(frozen=True)
class IncidentReclassified(Entry):
    """Type or priority was changed by a person."""

    incident: UUID
    old_type: str
    old_priority: str
    type: str
    priority: str
    procedure_version: UUID | None

    def text(self) -> str:
        return _("Diubah dari %(old_type)s %(old_priority)s menjadi %(type)s %(priority)s") % {
            "old_type": say_type(self.old_type),
            "old_priority": self.old_priority,
            "type": say_type(self.type),
            "priority": self.priority,
        }


@entry_kind("incident.proposed")
@dataclass(frozen=True)
class PriorityProposed(Entry):
    """Answers speak for another type or priority; a person decides."""

    incident: UUID
    report: UUID
    old_type: str
    old_priority: str
    type: str
    priority: str
    because: tuple[str, ...]

    def text(self) -> str:
        return _("Jawaban mengusulkan %(type)s %(priority)s, bukan %(old_type)s %(old_priority)s: %(because)s") % {
            "old_type": say_type(self.old_type),
            "old_priority": self.old_priority,
            "type": say_type(self.type),
            "priority": self.priority,
            "because": ", ".join(self.because),
        }


@entry_kind("incident.proposal_declined")
@dataclass(frozen=True)
class ProposalDeclined(Entry):
    """A person left type and priority as they are."""

    incident: UUID
    type: str
    priority: str

    def text(self) -> str:
        return _("Usulan %(type)s %(priority)s tidak dipakai") % {
            "type": say_type(self.type),
            "priority": self.priority,
        }


@entry_kind("incident.placed")
@dataclass(frozen=True)
class IncidentPlaced(Entry):
    """Its place was found or corrected; the words and the point stand in the incident's row only."""

    incident: UUID
    old_area: str | None
    area: str | None

    def text(self) -> str:
        return _("Lokasi diperbaiki: dari %(old)s ke %(new)s") % {
            "old": self.old_area or _("belum diketahui"),
            "new": self.area or _("belum diketahui"),
        }


@entry_kind("incident.noted")
@dataclass(frozen=True)
class IncidentNoted(Entry):
    """A note was written; its words are in a row of their own."""

    incident: UUID
    note: UUID

    def text(self) -> str:
        return _("Catatan ditambahkan")


@entry_kind("incident.closed")
@dataclass(frozen=True)
class IncidentClosed(Entry):
    """It is over."""

    incident: UUID
    disposition: str

    def text(self) -> str:
        return _("Kejadian ditutup: %(disposition)s") % {"disposition": say(DISPOSITION, self.disposition)}


@entry_kind("incident.reopened")
@dataclass(frozen=True)
class IncidentReopened(Entry):
    """It was not over."""

    incident: UUID

    def text(self) -> str:
        return _("Kejadian dibuka kembali")


@entry_kind("incident.merged")
@dataclass(frozen=True)
class IncidentMerged(Entry):
    """Two incidents were one event; `incident` goes on in `into`."""

    incident: UUID
    into: UUID
    number: str

    def subjects(self) -> list[str]:
        """Both are incidents: both stories tell of it, both cards change."""
        return [f"incident:{self.incident}", f"incident:{self.into}"]

    def text(self) -> str:
        return _("Digabung ke kejadian %(number)s") % {"number": self.number}


@entry_kind("incident.left_board")
@dataclass(frozen=True)
class IncidentLeftBoard(Entry):
    """An hour after its end it leaves the boards."""

    incident: UUID

    def text(self) -> str:
        return _("Kejadian turun dari papan")


@entry_kind("assignment.alerted")
@dataclass(frozen=True)
class AgencyAlerted(Entry):
    """An agency was called, and by which article."""

    incident: UUID
    assignment: UUID
    agency: UUID
    agency_code: str
    agency_name: str
    role: str
    decree: str
    article: str
    substitute_for: str | None

    def text(self) -> str:
        words = {
            "agency": self.agency_name,
            "role": say(ROLE, self.role),
            "decree": self.decree,
            "article": self.article,
        }
        if self.substitute_for:
            words["other"] = self.substitute_for
            return _("%(agency)s dipanggil menggantikan %(other)s (%(decree)s, %(article)s)") % words
        if not self.decree:
            return _("%(agency)s dipanggil sebagai %(role)s atas permintaan pusat layanan") % words
        return _("%(agency)s dipanggil sebagai %(role)s (%(decree)s, %(article)s)") % words


@entry_kind("assignment.role_changed")
@dataclass(frozen=True)
class AssignmentRoleChanged(Entry):
    """The incident turned out to be something else, in which the decree gives the agency another role."""

    incident: UUID
    assignment: UUID
    agency: UUID
    agency_name: str
    old_role: str
    role: str
    decree: str
    article: str

    def text(self) -> str:
        return _("%(agency)s kini %(role)s, bukan %(old_role)s lagi (%(decree)s, %(article)s)") % {
            "agency": self.agency_name,
            "role": say(ROLE, self.role),
            "old_role": say(ROLE, self.old_role),
            "decree": self.decree,
            "article": self.article,
        }


@entry_kind("assignment.moved")
@dataclass(frozen=True)
class AssignmentMoved(Entry):
    """An agency's part went on: delivered, acknowledged, responding, on scene, done, declined or withdrawn."""

    incident: UUID
    assignment: UUID
    agency: UUID
    agency_name: str
    old_status: str
    status: str
    reason: str | None = None
    on_behalf_name: str | None = None
    on_behalf_means: str | None = None

    def text(self) -> str:
        words = {
            "agency": self.agency_name,
            "status": say(STATUS, self.status),
            "reason": say(DECLINE, self.reason or ""),
            "name": self.on_behalf_name,
            "means": say(MEANS, self.on_behalf_means or ""),
        }
        if self.on_behalf_name:
            return _("%(agency)s %(status)s, atas nama %(name)s lewat %(means)s") % words
        if self.reason:
            return _("%(agency)s %(status)s: %(reason)s") % words
        return _("%(agency)s %(status)s") % words


@entry_kind("unit.assigned")
@dataclass(frozen=True)
class UnitAssigned(Entry):
    """A unit was sent."""

    incident: UUID
    assignment: UUID
    unit_assignment: UUID
    unit: UUID
    call_sign: str
    on_behalf_name: str | None = None
    on_behalf_means: str | None = None

    def text(self) -> str:
        return _("Unit %(unit)s dikirim") % {"unit": self.call_sign}


@entry_kind("unit.moved", version=2)
@dataclass(frozen=True)
class UnitMoved(Entry):
    """A unit's part went on; `told_at` is the crew's own time where it differs from the record's.

    Where it goes is somebody's words, and stands in the row.
    """

    incident: UUID
    unit_assignment: UUID
    unit: UUID
    call_sign: str
    old_status: str
    status: str
    told_at: str | None
    on_behalf_name: str | None = None
    on_behalf_means: str | None = None

    def text(self) -> str:
        return _("Unit %(unit)s %(status)s") % {"unit": self.call_sign, "status": say(STATUS, self.status)}


@entry_kind("unit.moved")
@dataclass(frozen=True)
class UnitMovedOnce(UnitMoved):
    """As it was written at first, with the words for where the unit goes. Only read."""

    destination: str | None = None


@entry_kind("crew_link.issued")
@dataclass(frozen=True)
class CrewLinkIssued(Entry):
    """A crew without an account is sent the link to its job. Neither the key nor the number stands here."""

    incident: UUID
    unit_assignment: UUID
    crew_link: UUID
    call_sign: str
    expires_at: str

    def text(self) -> str:
        return _("Tautan tugas untuk awak %(unit)s dibuat; SMS antre") % {"unit": self.call_sign}


@entry_kind("crew_link.sent")
@dataclass(frozen=True)
class CrewLinkSent(Entry):
    """What became of its message: `sent`, or `failed`, `expired`: then somebody must ring the crew."""

    incident: UUID
    unit_assignment: UUID
    crew_link: UUID
    call_sign: str
    outcome: str

    def text(self) -> str:
        if self.outcome == "sent":
            return _("SMS tautan tugas untuk awak %(unit)s terkirim") % {"unit": self.call_sign}
        return _("SMS tautan tugas untuk awak %(unit)s GAGAL") % {"unit": self.call_sign}


@entry_kind("crew_link.opened")
@dataclass(frozen=True)
class CrewLinkOpened(Entry):
    """A telephone has shown it."""

    incident: UUID
    unit_assignment: UUID
    crew_link: UUID
    call_sign: str

    def text(self) -> str:
        return _("Tautan tugas dibuka di ponsel awak %(unit)s") % {"unit": self.call_sign}


@entry_kind("crew_link.ended")
@dataclass(frozen=True)
class CrewLinkEnded(Entry):
    """It opens nothing any more."""

    incident: UUID
    unit_assignment: UUID
    crew_link: UUID
    call_sign: str
    why: str

    def text(self) -> str:
        return _("Tautan tugas awak %(unit)s berakhir: %(why)s") % {
            "unit": self.call_sign,
            "why": say(LINK_END, self.why),
        }


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


@entry_kind("aid.asked")
@dataclass(frozen=True)
class AidAsked(Entry):
    """The centre asked for what an agreement promises."""

    incident: UUID
    aid: UUID
    agreement: UUID
    citation: str
    party: str
    what: str
    amount: int
    measure: str

    def text(self) -> str:
        return _("Bantuan diminta dari %(party)s: %(amount)s %(measure)s %(what)s (%(citation)s)") % {
            "party": self.party,
            "amount": self.amount,
            "measure": self.measure,
            "what": self.what,
            "citation": self.citation,
        }


@entry_kind("aid.moved")
@dataclass(frozen=True)
class AidMoved(Entry):
    """One side took its step."""

    incident: UUID
    aid: UUID
    agreement: UUID
    party: str
    old_status: str
    status: str
    amount: int | None
    cost: int | None
    late: bool
    on_behalf_name: str | None
    on_behalf_means: str | None

    def text(self) -> str:
        words = aid_words()
        said = _("Bantuan %(party)s: %(status)s")
        if self.amount is not None:
            said = _("Bantuan %(party)s: %(status)s (%(amount)s)")
        text = said % {"party": self.party, "status": words.get(self.status, self.status), "amount": self.amount}
        return f"{text} - {_('terlambat')}" if self.late else text


@entry_kind("finding.opened")
@dataclass(frozen=True)
class FindingOpened(Entry):
    """Something promised or prescribed was not kept; what follows is for people."""

    incident: UUID
    finding: UUID
    agency: UUID | None
    cause: str
    what: str
    basis: str

    def text(self) -> str:
        return _("Temuan: %(what)s tidak dipenuhi (%(basis)s)") % {
            "what": what_words().get(self.what, self.what),
            "basis": self.basis or "-",
        }


@entry_kind("finding.answered")
@dataclass(frozen=True)
class FindingAnswered(Entry):
    """The agency said why; its words stand with the finding."""

    incident: UUID
    finding: UUID
    by: str

    def text(self) -> str:
        return _("Temuan dijawab oleh %(by)s") % {"by": self.by}


@entry_kind("finding.decided")
@dataclass(frozen=True)
class FindingDecidedByCode(Entry):
    """As it was written while the ladder of sanctions stood in the code."""

    incident: UUID
    finding: UUID
    upheld: bool
    sanction: str
    by: str

    def text(self) -> str:
        words = {"by": self.by, "sanction": sanction_words().get(self.sanction, self.sanction)}
        if not self.upheld:
            return _("Temuan tidak terbukti menurut %(by)s") % words
        if not self.sanction:
            return _("Temuan terbukti menurut %(by)s, tanpa sanksi") % words
        return _("Temuan terbukti menurut %(by)s: %(sanction)s") % words


@entry_kind("finding.decided", version=2)
@dataclass(frozen=True)
class FindingDecided(Entry):
    """A person decided about it; the step of the ladder that follows is named as the decree names it."""

    incident: UUID
    finding: UUID
    upheld: bool
    sanction: str
    sanction_en: str
    by: str

    def text(self) -> str:
        words = {"by": self.by, "sanction": in_language(self.sanction, self.sanction_en or self.sanction)}
        if not self.upheld:
            return _("Temuan tidak terbukti menurut %(by)s") % words
        if not self.sanction:
            return _("Temuan terbukti menurut %(by)s, tanpa sanksi") % words
        return _("Temuan terbukti menurut %(by)s: %(sanction)s") % words


def aid_words() -> dict[str, str]:
    """The states of help in the reader's language."""
    return {
        "asked": _("diminta"),
        "offered": _("ditawarkan"),
        "declined": _("ditolak"),
        "accepted": _("diterima"),
        "on_the_way": _("dalam perjalanan"),
        "arrived": _("tiba"),
        "released": _("dilepas"),
        "returned": _("kembali"),
        "withdrawn": _("ditarik"),
    }


def what_words() -> dict[str, str]:
    """The limits that can be missed, in the reader's language."""
    return {
        "acknowledge": _("batas menjawab panggilan"),
        "dispatch": _("batas mengirim unit"),
        "on_scene": _("batas tiba di lokasi"),
        "aid_answer": _("janji menjawab permintaan bantuan"),
        "aid_arrival": _("janji waktu tiba bantuan"),
        "step": _("langkah SOP"),
    }


def sanction_words() -> dict[str, str]:
    """The codes of `FindingDecidedByCode` in the reader's language."""
    return {
        "reminder": _("teguran"),
        "written_warning": _("peringatan tertulis"),
        "regent_report": _("laporan kepada kepala daerah"),
    }


@entry_kind("rehearsal.started")
@dataclass(frozen=True)
class RehearsalStarted(Entry):
    """A draft is to be run over past reports: of so many days, or (no days) of a file."""

    procedure: UUID
    procedure_version: UUID
    rehearsal_run: UUID
    version_name: str
    revision: int
    days: int | None

    def text(self) -> str:
        words = {"version": self.version_name, "days": self.days}
        if self.days is None:
            return _("Gladi %(version)s dimulai atas sebuah berkas") % words
        return _("Gladi %(version)s dimulai atas laporan %(days)s hari") % words


@entry_kind("rehearsal.ended")
@dataclass(frozen=True)
class RehearsalEnded(Entry):
    """A run came to its end: done, cancelled or failed."""

    procedure: UUID
    procedure_version: UUID
    rehearsal_run: UUID
    version_name: str
    status: str
    reports: int

    def text(self) -> str:
        said = {
            "done": _("Gladi %(version)s selesai (%(reports)s laporan)"),
            "cancelled": _("Gladi %(version)s dibatalkan"),
            "failed": _("Gladi %(version)s gagal"),
        }.get(self.status, _("Gladi %(version)s gagal"))
        return said % {"version": self.version_name, "reports": self.reports}


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


@entry_kind("trial.started")
@dataclass(frozen=True)
class TrialStarted(Entry):
    """A draft decree is to be run over the incidents of so many months."""

    decree: UUID
    trial: UUID
    citation: str
    months: int

    def text(self) -> str:
        return _("Gladi %(citation)s dimulai atas kejadian %(months)s bulan") % {
            "citation": self.citation,
            "months": self.months,
        }


@entry_kind("trial.ended")
@dataclass(frozen=True)
class TrialEnded(Entry):
    """It came to its end: done, cancelled or failed."""

    decree: UUID
    trial: UUID
    citation: str
    outcome: str

    def text(self) -> str:
        return _("Gladi %(citation)s berakhir: %(outcome)s") % {"citation": self.citation, "outcome": self.outcome}
