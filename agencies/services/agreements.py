"""Agreements: writing them down, signing, and moving them through their life."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from agencies.agreement_deadlines import arm_term
from agencies.entries import AgreementDrafted, AgreementMoved, AgreementSigned, AgreementWritten
from agencies.models import Agreement, Member, Party
from agencies.phases import FOLLOWING, OPEN_PHASES, Facts, lacks
from agencies.services.agreement_text import Text, guard_text, put_text, text_of
from agencies.services.papers import require_admin
from foundation.clock.clock import clock
from foundation.journal import Actor, Change, change
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.lib.ids import new_id
from foundation.people.models import Role, User


def draft_agreement(*, text: Text, actor: Actor, now: datetime | None = None) -> Agreement:
    """A partnership is identified and written down.

    Raises:
        Denied: not an administrator.
        Invalid: with everything that is wrong with the text.
    """
    require_admin(actor)
    with change(actor, now) as running:
        guard_text(text, None)
        agreement = Agreement(id=new_id(), edition=0, created_at=running.now)
        put_text(running, agreement, text)
        running.append(AgreementDrafted(agreement.id, agreement.citation))
        return agreement


def write_agreement(
    *, agreement_id: UUID, edition: int, text: Text, actor: Actor, now: datetime | None = None
) -> Agreement:
    """Change what it says, as long as nobody is bound; signatures given before fall. The same text writes nothing.

    Raises:
        Denied, Missing: not an administrator; no such agreement.
        WrongMove: it binds already, or somebody else changed it meanwhile.
        Invalid: with everything that is wrong with the text.
    """
    require_admin(actor)
    with change(actor, now) as running:
        agreement = lock_agreement(agreement_id)
        guard_open(agreement, edition)
        before = text_of(agreement)
        if before == text:
            return agreement
        guard_text(text, agreement)
        voided = agreement.parties.filter(signed_at__isnull=False).count()
        put_text(running, agreement, text)
        parts = tuple(name for name in Text.__dataclass_fields__ if getattr(before, name) != getattr(text, name))
        running.append(
            AgreementWritten(agreement.id, agreement.citation, edition=agreement.edition, parts=parts, voided=voided)
        )
        return agreement


def sign_agreement(*, party_id: UUID, edition: int, signatory: str, actor: Actor, now: datetime | None = None) -> Party:
    """A party signs what stands there now: its own supervisor here, or the administrator for a paper signed elsewhere.

    Raises:
        Missing: no such party, for this person.
        Denied: neither the party's supervisor nor, for an office outside the centre, the administrator.
        WrongMove: the text is not planned, or changed since it was read.
        Invalid: nobody is named.
    """
    with change(actor, now) as running:
        party = Party.objects.select_related("agreement", "agency").filter(id=party_id).first()
        if party is None:
            raise Missing(_("Pihak ini tidak ditemukan."))
        agreement = lock_agreement(party.agreement_id)
        require_signer(actor, party)
        if party.signed_at is not None:
            return party
        guard_open(agreement, edition)
        if agreement.phase != "planned":
            raise WrongMove(_("Perjanjian ini belum siap ditandatangani."), allowed=list(FOLLOWING[agreement.phase]))
        if not signatory.strip():
            raise Invalid(_("Nama penanda tangan belum diisi."), fields={"signatory": [_("Isi nama dan jabatan.")]})
        party.signatory, party.signed_at = signatory.strip(), running.now
        party.signed_by = actor if isinstance(actor, User) else None
        party.save(update_fields=["signatory", "signed_at", "signed_by"])
        running.append(AgreementSigned(agreement.id, agreement.citation, party=party.name, signatory=party.signatory))
        return party


def advance_agreement(
    *, agreement_id: UUID, phase: str, actor: Actor, reason: str = "", now: datetime | None = None
) -> Agreement:
    """The next phase of its life; what the phase needs must be there. The phase it is in writes nothing.

    Raises:
        Denied, Missing: not an administrator; no such agreement.
        WrongMove: that phase does not follow, with those that do.
        Invalid: with everything that it still lacks.
    """
    require_admin(actor)
    with change(actor, now) as running:
        agreement = lock_agreement(agreement_id)
        if agreement.phase == phase:
            return agreement
        if phase not in FOLLOWING[agreement.phase]:
            raise WrongMove(_("Langkah ini tidak mungkin sekarang."), allowed=list(FOLLOWING[agreement.phase]))
        problems = list(lacks(facts_of(agreement), phase, local_day(running.now)))
        if phase == "ended" and not reason:
            problems = [_("Alasan mengakhiri belum diisi.")]
        if problems:
            raise Invalid(_("Perjanjian belum dapat dilanjutkan."), fields={"phase": problems})
        enter_phase(running, agreement, phase, reason)
        return agreement


def enter_phase(running: Change, agreement: Agreement, phase: str, reason: str = "") -> None:
    """Write the phase and its entry; a signed one is begun and ended by the clock."""
    old, agreement.phase = agreement.phase, phase
    agreement.ended_reason = reason[:200] if phase == "ended" else agreement.ended_reason
    agreement.save(update_fields=["phase", "ended_reason"])
    running.append(AgreementMoved(agreement.id, agreement.citation, old_phase=old, phase=phase))
    if phase == "agreed":
        arm_term(running, agreement)
    if phase == "ended":
        clock.drop(subject=agreement.subject, now=running.now)


def local_day(moment: datetime) -> date:
    """The centre's own day at that moment."""
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def lock_agreement(agreement_id: UUID) -> Agreement:
    """The agreement, locked.

    Raises:
        Missing: there is none.
    """
    agreement = Agreement.objects.select_for_update().filter(id=agreement_id).first()
    if agreement is None:
        raise Missing(_("Perjanjian tidak ditemukan."))
    return agreement


def guard_open(agreement: Agreement, edition: int) -> None:
    """Its text may still change, and is the one that was read.

    Raises:
        WrongMove: frozen, or changed meanwhile.
    """
    if agreement.phase not in OPEN_PHASES:
        raise WrongMove(
            _("%(citation)s sudah disepakati dan tidak dapat diubah lagi; susun adendum sebagai perjanjian baru.")
            % {"citation": agreement.citation},
            code="frozen",
            allowed=list(FOLLOWING[agreement.phase]),
        )
    if edition != agreement.edition:
        raise WrongMove(
            _("Naskah ini baru saja diubah orang lain. Muat ulang, lalu ulangi perubahan Anda."),
            code="edited_meanwhile",
            allowed=[],
        )


def require_signer(actor: Actor, party: Party) -> None:
    """An agency of the centre signs by its own supervisor; an office elsewhere on paper, which the administrator notes.

    Raises:
        Denied: for everybody else.
    """
    if not isinstance(actor, User):
        return
    if party.agency_id is None:
        require_admin(actor)
        return
    own = Member.objects.filter(user=actor, agency=party.agency_id).exists()
    if not own or not actor.has_role(Role.SUPERVISOR):
        raise Denied(_("Hanya penyelia %(party)s yang menandatangani.") % {"party": party.name})


def facts_of(agreement: Agreement) -> Facts:
    """What the phases ask about it."""
    parties = list(agreement.parties.all())
    return Facts(
        parties=len(parties),
        parties_without_authority=sum(not party.authority.strip() for party in parties),
        unsigned=sum(party.signed_at is None for party in parties),
        promises=agreement.promises.count(),
        legal_bases=len(agreement.legal_bases),
        purpose=bool(agreement.purpose.strip()),
        number=bool(agreement.number.strip()),
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        evaluations=agreement.events.filter(kind="evaluation").count(),
    )
