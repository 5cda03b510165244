"""What the parties do about an agreement while it lives: meetings, progress, decisions, evaluations, files."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.agreement_deadlines import FOLLOW_UP, arm_follow_up
from agencies.entries import AgreementEventAdded, AgreementFileAttached, FollowUpDone
from agencies.models import Agreement, AgreementEvent, AgreementFile, Member, Party
from agencies.models.scans import digest_of
from agencies.services.agreements import local_day, lock_agreement
from agencies.services.drafting import LARGEST_SCAN, PDF
from agencies.services.papers import require_admin
from foundation.clock.clock import clock
from foundation.journal import Actor, change
from foundation.lib.errors import Denied, Invalid, Missing
from foundation.people.models import Role, User

MOST_FILES = 20


def add_agreement_event(
    *,
    agreement_id: UUID,
    kind: str,
    held_on: date,
    text: str,
    actor: Actor,
    party_id: UUID | None = None,
    follow_up_on: date | None = None,
    now: datetime | None = None,
) -> AgreementEvent:
    """Write down what was done; a decision with a day to follow it up is asked after on that day.

    The administrator writes everything, a party's own supervisor its progress.

    Raises:
        Denied, Missing: not theirs to write; no such agreement.
        Invalid: by field.
    """
    with change(actor, now) as running:
        agreement = lock_agreement(agreement_id)
        own = require_writer_of(actor, agreement, kind)
        party = agreement.parties.filter(id=party_id).first() if party_id else own
        wrong: dict[str, list[str]] = {}
        if kind not in AgreementEvent.Kind.values:
            wrong["kind"] = [_("Pilihan tidak dikenal.")]
        if not text.strip():
            wrong["text"] = [_("Isi apa yang dicatat.")]
        if held_on > local_day(running.now):
            wrong["held_on"] = [_("Tidak boleh di masa depan.")]
        if party_id and party is None:
            wrong["party"] = [_("Pihak ini tidak ditemukan.")]
        elif own is not None and party != own:
            wrong["party"] = [_("Anda melaporkan kemajuan pihak Anda sendiri.")]
        if follow_up_on is not None and (kind != "decision" or follow_up_on < local_day(running.now)):
            wrong["follow_up_on"] = [_("Hanya keputusan yang ditindaklanjuti, dan tidak di hari yang sudah lewat.")]
        if wrong:
            raise Invalid(_("Isian belum benar; tidak ada yang diubah."), fields=wrong)
        event = AgreementEvent.objects.create(
            agreement=agreement,
            kind=kind,
            held_on=held_on,
            party=party,
            text=text.strip(),
            follow_up_on=follow_up_on,
            written_by=actor if isinstance(actor, User) else None,
            written_at=running.now,
        )
        arm_follow_up(running, event)
        running.append(
            AgreementEventAdded(
                agreement.id,
                agreement.citation,
                agreement_event=event.id,
                event=kind,
                follow_up_on=follow_up_on.isoformat() if follow_up_on else None,
            )
        )
        return event


def require_writer_of(actor: Actor, agreement: Agreement, kind: str) -> Party | None:
    """The administrator, or for its own progress the supervisor of an agency that is a party: whose it is then.

    Raises:
        Denied: for everybody else.
    """
    if not isinstance(actor, User) or kind != "progress" or actor.has_role(Role.ADMIN):
        require_admin(actor)
        return None
    parties = agreement.parties.filter(agency__in=Member.objects.filter(user=actor).values("agency"))
    own = parties.first()
    if own is None or not actor.has_role(Role.SUPERVISOR):
        raise Denied(_("Hanya penyelia pihak perjanjian yang melaporkan kemajuannya."))
    return own


def finish_follow_up(*, event_id: UUID, actor: Actor, now: datetime | None = None) -> AgreementEvent:
    """What was decided is done. Done already writes nothing.

    Raises:
        Denied, Missing: not an administrator; no such decision.
    """
    require_admin(actor)
    with change(actor, now) as running:
        found = AgreementEvent.objects.select_for_update(of=("self",)).select_related("agreement")
        event = found.filter(id=event_id, kind="decision").first()
        if event is None:
            raise Missing(_("Keputusan rapat ini tidak ditemukan."))
        if event.done_at is None:
            event.done_at = running.now
            event.save(update_fields=["done_at"])
            clock.settle(kind=FOLLOW_UP, subject=event.subject, now=running.now)
            running.append(FollowUpDone(event.agreement_id, event.agreement.citation, agreement_event=event.id))
        return event


def attach_agreement_file(
    *, agreement_id: UUID, name: str, content: bytes, actor: Actor, now: datetime | None = None
) -> AgreementFile:
    """Keep a PDF with its digest. The same file again writes nothing.

    Raises:
        Denied, Missing: not an administrator; no such agreement.
        Invalid: not a PDF, too large, or too many.
    """
    require_admin(actor)
    with change(actor, now) as running:
        agreement = lock_agreement(agreement_id)
        digest = digest_of(content)
        known = agreement.files.filter(digest=digest).first()
        if known is not None:
            return known
        if not content.startswith(PDF) or len(content) > LARGEST_SCAN:
            raise Invalid(
                _("Lampirkan PDF paling besar 10 MB."), fields={"file": [_("Bukan PDF, atau terlalu besar.")]}
            )
        if agreement.files.count() >= MOST_FILES:
            raise Invalid(_("Berkas perjanjian ini sudah terlalu banyak."), fields={"file": [_("Terlalu banyak.")]})
        file = AgreementFile.objects.create(
            agreement=agreement,
            name=name[:200] or "naskah.pdf",
            size=len(content),
            digest=digest,
            content=content,
            added_at=running.now,
        )
        running.append(AgreementFileAttached(agreement.id, agreement.citation, file=file.id, digest=digest))
        return file
