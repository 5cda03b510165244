"""What was not kept: written down with its paper, answered by the agency, decided by people."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.models import Agency, Member, Party
from agencies.sanctions import Ladder, Sanction, sanctions_of
from agencies.selectors import ladder_at
from foundation.clock.clock import clock
from foundation.journal import Actor, Change, change
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.people.models import Role, User
from incidents.access import get_incident, require_centre
from incidents.entries import FindingAnswered, FindingDecided, FindingOpened
from incidents.models import AgencyAssignment, Aid, Finding, Incident

# The agency is asked for its side for so long; a decision does not wait for ever.
ANSWER_WITHIN: Final = timedelta(days=7)
ANSWER: Final = "finding_answer"
# Sanctions older than this do not count when the next one is chosen.
REMEMBERED: Final = timedelta(days=365)


def note_missed_limit(running: Change, incident: Incident, part: AgencyAssignment, what: str, due_at: datetime) -> None:
    """A limit of the procedure passed while this agency owed it."""
    note(
        running,
        Finding(
            kind=Finding.Kind.LIMIT,
            incident=incident,
            agency=part.agency,
            assignment=part,
            what=what,
            due_at=due_at,
            basis=part.paper,
        ),
    )


def note_missed_promise(running: Change, aid: Aid, what: str, due_at: datetime) -> None:
    """A promised time passed."""
    clause = f"{aid.agreement.citation}, {aid.promise.clause}" if aid.promise.clause else aid.agreement.citation
    note(
        running,
        Finding(
            kind=Finding.Kind.PROMISE,
            incident=aid.incident,
            party=aid.party,
            agency=aid.party.agency,
            assignment=aid.assignment,
            aid=aid,
            what=what,
            due_at=due_at,
            basis=clause,
        ),
    )


def note(running: Change, finding: Finding) -> None:
    """Write it down once, and ask the agency for its side; an exercise breaks no promise."""
    if finding.incident.exercise:
        return
    same = Finding.objects.filter(
        kind=finding.kind,
        incident=finding.incident,
        assignment=finding.assignment,
        aid=finding.aid,
        what=finding.what,
    )
    if same.exists():
        return
    finding.opened_at = running.now
    finding.save(force_insert=True)
    clock.start(kind=ANSWER, subject=finding.subject, due_at=running.now + ANSWER_WITHIN, now=running.now)
    running.append(
        FindingOpened(
            incident=finding.incident_id,
            finding=finding.id,
            agency=finding.agency_id,
            cause=finding.kind,
            # A step is a person's own words: they stand with the finding only.
            what="step" if finding.kind == Finding.Kind.STEP else finding.what,
            basis=finding.assignment.paper if finding.assignment else finding.basis,
        )
    )


def register_finding(
    *, incident_id: UUID, agency_code: str, step: str, basis: str, actor: Actor, now: datetime | None = None
) -> Finding:
    """A coordinator writes down, once, a step that an agency skipped; without a paper its duty's own stands.

    Raises:
        Denied, Missing: not a coordinator; no such incident.
        WrongMove: it is an exercise, which breaks no promise.
        Invalid: no such agency in it, or no step named.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_coordinator(actor)
        if incident.exercise:
            raise WrongMove(_("Kejadian ini latihan; temuan dicatat hanya untuk kejadian sungguhan."), allowed=[])
        parts = incident.assignments.filter(agency__code=agency_code).select_related("agency")
        part = parts.order_by("-alerted_at").first()
        wrong = {}
        if part is None:
            wrong["agency"] = [_("Instansi ini tidak punya tugas di kejadian itu.")]
        if not step.strip():
            wrong["step"] = [_("Sebutkan langkah SOP yang dilewati.")]
        if wrong or part is None:
            raise Invalid(_("Isian belum benar; tidak ada yang diubah."), fields=wrong)
        known = Finding.objects.filter(kind=Finding.Kind.STEP, incident=incident, assignment=part, what=step.strip())
        if known.exists():
            return known.get()
        finding = Finding(
            kind=Finding.Kind.STEP,
            incident=incident,
            agency=part.agency,
            assignment=part,
            what=step.strip()[:200],
            basis=basis.strip()[:300] or part.paper,
        )
        note(running, finding)
        return finding


def answer_finding(*, finding_id: UUID, text: str, actor: Actor, now: datetime | None = None) -> Finding:
    """The agency's head says why. The same words again write nothing.

    Raises:
        Missing, Denied: not of this agency; not its head.
        WrongMove: it is decided.
        Invalid: nothing said.
    """
    with change(actor, now) as running:
        finding = get_finding(actor, finding_id)
        if isinstance(actor, User) and not (actor.has_role(Role.SUPERVISOR) and works_for(actor, finding.agency)):
            raise Denied(_("Hanya penyelia instansi yang menjawab temuannya."))
        if finding.answer == text.strip() and finding.answer:
            return finding
        if finding.status == "decided":
            raise WrongMove(_("Temuan ini sudah diputuskan."), allowed=[])
        if not text.strip():
            raise Invalid(_("Jawaban belum diisi."), fields={"text": [_("Isi jawaban.")]})
        finding.answer, finding.answered_at, finding.status = text.strip(), running.now, "answered"
        finding.save(update_fields=["answer", "answered_at", "status"])
        clock.settle(kind=ANSWER, subject=finding.subject, now=running.now)
        running.append(FindingAnswered(incident=finding.incident_id, finding=finding.id, by=actor.label))
        return finding


def decide_finding(
    *,
    finding_id: UUID,
    upheld: bool,
    text: str,
    actor: Actor,
    sanction: int = 0,
    now: datetime | None = None,
) -> Finding:
    """A coordinator decides, after the agency answered or its time to answer passed; the ladder is climbed by steps.

    `sanction` is the step of the ladder that follows, counted from 1; 0 is none.

    Raises:
        Missing, Denied: no such finding; not a coordinator, or of the agency itself.
        WrongMove: it is decided, or the agency may still answer.
        Invalid: no reason, or a sanction that may not be given yet.
    """
    with change(actor, now) as running:
        finding = get_finding(actor, finding_id)
        require_coordinator(actor)
        if isinstance(actor, User) and works_for(actor, finding.agency):
            raise Denied(_("Siapa pun dari instansi itu tidak memutuskan temuannya sendiri."))
        if finding.status == "decided" and (finding.upheld, finding.sanction_step or 0) == (upheld, sanction):
            return finding
        guard_decidable(finding, running.now)
        guard_sanction(finding, upheld, sanction, text, running.now)
        finding.upheld, finding.decision = upheld, text.strip()
        given = ladder_of(finding).steps[sanction - 1] if sanction else Sanction("")
        finding.sanction_step, finding.sanction, finding.sanction_en = sanction or None, given.name_id, given.name_en
        finding.decided_at, finding.status = running.now, "decided"
        finding.save()
        clock.drop(subject=finding.subject, now=running.now)
        running.append(
            FindingDecided(
                incident=finding.incident_id,
                finding=finding.id,
                upheld=upheld,
                sanction=given.name_id,
                sanction_en=given.name_en,
                by=actor.label,
            )
        )
        return finding


def guard_decidable(finding: Finding, now: datetime) -> None:
    """The agency is heard first.

    Raises:
        WrongMove: it is decided, or its days to answer are not over.
    """
    if finding.status == "decided":
        raise WrongMove(_("Temuan ini sudah diputuskan."), allowed=[])
    heard = finding.status == "answered" or now >= finding.opened_at + ANSWER_WITHIN
    if not heard and finding.agency_id is not None:
        raise WrongMove(_("Instansi masih dapat menjawab sampai tujuh hari sesudah temuan."), allowed=["answer"])


def guard_sanction(finding: Finding, upheld: bool, sanction: int, text: str, now: datetime) -> None:
    """A reason for every decision; no step of the ladder is skipped, and none follows from what was not upheld.

    Raises:
        Invalid: by field.
    """
    wrong: dict[str, list[str]] = {}
    if not text.strip():
        wrong["text"] = [_("Alasan keputusan belum diisi.")]
    if sanction and not upheld:
        wrong["sanction"] = [_("Temuan yang tidak terbukti tidak membawa sanksi.")]
    elif sanction and sanction not in [step for step, _named in sanctions_open(finding, now)]:
        wrong["sanction"] = [_("Langkah sanksi ini belum dapat dijatuhkan.")]
    if wrong:
        raise Invalid(_("Isian belum benar; tidak ada yang diubah."), fields=wrong)


def ladder_of(finding: Finding) -> Ladder:
    """The ladder that holds for it: its agreement's own, else of the decree that laid the duty on, else of another
    one that was in force when the promise was missed. Papers are frozen, so that it never changes afterwards.
    """
    agreement = finding.aid.agreement if finding.aid else None
    if agreement is not None and agreement.sanctions:
        return Ladder(sanctions_of(agreement.sanctions), agreement.citation)
    mandate = finding.assignment.mandate if finding.assignment else None
    return ladder_at(finding.due_at or finding.opened_at, mandate.decree if mandate else None)


def sanctions_open(finding: Finding, now: datetime) -> tuple[tuple[int, Sanction], ...]:
    """The steps of the ladder that may follow, given what this agency (or party) was given in the last year."""
    earlier = Finding.objects.filter(upheld=True, decided_at__gt=now - REMEMBERED).exclude(id=finding.id)
    own = (
        earlier.filter(agency=finding.agency) if finding.agency_id else earlier.filter(party__name=party_name(finding))
    )
    given = own.filter(sanction_step__isnull=False).values_list("sanction_step", flat=True)
    return ladder_of(finding).open_after(step for step in given if step)


def party_name(finding: Finding) -> str:
    """Who an office outside the centre is."""
    return finding.party.name if isinstance(finding.party, Party) else ""


def get_finding(actor: Actor, finding_id: UUID) -> Finding:
    """The finding, its incident locked first, if it exists for this person: the centre's, or its agency's own.

    Raises:
        Missing: it does not.
    """
    finding = Finding.objects.filter(id=finding_id).select_related("agency", "party").first()
    if finding is None or not may_read(actor, finding):
        raise Missing(_("Temuan ini tidak ditemukan."))
    Incident.objects.select_for_update(no_key=True).get(id=finding.incident_id)
    return Finding.objects.select_related("agency", "party", "incident").get(id=finding_id)


def may_read(actor: Actor, finding: Finding) -> bool:
    """The coordinator, the administrator and the auditor read all; an agency's head what is about it."""
    if not isinstance(actor, User):
        return True
    if actor.has_role(Role.COORDINATOR, Role.ADMIN, Role.AUDITOR):
        return True
    return actor.has_role(Role.SUPERVISOR) and works_for(actor, finding.agency)


def works_for(user: User, agency: Agency | None) -> bool:
    """Whether this is one of the agency's own people."""
    return agency is not None and Member.objects.filter(user=user, agency=agency).exists()


def require_coordinator(actor: Actor) -> None:
    """The head of the shift, or the administrator.

    Raises:
        Denied: for everybody else.
    """
    if isinstance(actor, User) and not actor.has_role(Role.COORDINATOR, Role.ADMIN):
        require_centre(actor)
        raise Denied(_("Hanya koordinator yang memutuskan temuan."))
