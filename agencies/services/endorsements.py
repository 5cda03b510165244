"""Agencies sign the procedures that bind them, or object."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.clashes import out_of_reach
from agencies.entries import ProcedureEndorsed, ProcedureObjected
from agencies.models import Agency, Endorsement, Member
from agencies.selectors import agencies_bound_by, agencies_by_id, ground_of, problems_with, supervisors_of, words_on
from foundation.journal import Actor, Change, change
from foundation.lib.errors import Denied, Invalid, WrongMove
from foundation.people.models import Role, User
from sop.models import ProcedureVersion
from sop.services.guards import APPROVERS, MOVES, Status, lock_version, require_role
from sop.services.switching import keep_if_signed, running_emergency
from sop.services.telling import OBJECTED as OBJECTION
from sop.services.telling import Signer, makers, tell
from sop.versions import clashes_of

SIGNED, OBJECTED = Endorsement.Verdict.SIGNED, Endorsement.Verdict.OBJECTED


@dataclass(frozen=True)
class Letter:
    """A signature on paper, of an agency that has no account to sign with: who signed, and the letter's number."""

    agency: str
    signer: str
    number: str


@dataclass(frozen=True)
class Speaker:
    """Who speaks for which agency: by an account of its own, or by a letter that the centre enters."""

    agency: Agency
    user: User
    name: str
    letter: str = ""


def sign_version(
    *, version_id: UUID, revision: int, actor: Actor, letter: Letter | None = None, now: datetime | None = None
) -> Endorsement:
    """The supervisor signs for their agency; the centre enters a letter for one that has nobody to sign.

    `revision` is the text that the signer had before them.

    Raises:
        Denied: no supervisor of an agency that it binds; a letter for an agency that signs itself.
        Missing, WrongMove: no such version; not in review; the text has changed meanwhile.
        Invalid: the letter is not whole.
    """
    with change(actor, now) as running:
        version = lock_version(version_id)
        signer = by_letter(letter, actor) if letter else by_hand(actor)
        require_signable(version, signer.agency, revision, running.now)
        before = words_on(version).get(signer.agency.id)
        if before is not None and before.verdict == SIGNED:
            return before
        word = add_word(version, signer, running)
        running.append(
            ProcedureEndorsed(
                version.procedure_id,
                version.id,
                signer.agency.id,
                version.type_code,
                version.number,
                version.revision,
                code=signer.agency.code,
                signer=signer.name,
                letter=signer.letter,
            )
        )
        keep_if_signed(version, running)
        return word


def object_to_version(
    *, version_id: UUID, revision: int, reason: str, actor: Actor, now: datetime | None = None
) -> Endorsement:
    """The supervisor objects, with a reason that stays for everybody to read. It stops the version until it is
    changed, or the agency signs after all.

    Raises:
        Denied, Missing, WrongMove: as for a signature.
        Invalid: no reason is given.
    """
    if not reason.strip():
        text = _("Sebutkan alasan keberatan.")
        raise Invalid(text, fields={"reason": [text]})
    with change(actor, now) as running:
        version = lock_version(version_id)
        signer = by_hand(actor)
        require_signable(version, signer.agency, revision, running.now)
        before = words_on(version).get(signer.agency.id)
        if before is not None and (before.verdict, before.reason) == (OBJECTED, reason.strip()):
            return before
        word = add_word(version, signer, running, reason=reason.strip())
        running.append(
            ProcedureObjected(
                version.procedure_id,
                version.id,
                signer.agency.id,
                version.type_code,
                version.number,
                version.revision,
                code=signer.agency.code,
                signer=signer.name,
            )
        )
        tell(running, version, makers(), OBJECTION, why=f"{signer.agency.name}: {reason.strip()}")
        return word


def add_word(version: ProcedureVersion, signer: Speaker, running: Change, *, reason: str = "") -> Endorsement:
    """The row: the text's revision, the agency's word, and the account that entered it."""
    return Endorsement.objects.create(
        version=version,
        agency=signer.agency,
        revision=version.revision,
        verdict=OBJECTED if reason else SIGNED,
        reason=reason,
        user=signer.user,
        signer=signer.name if signer.letter else "",
        letter=signer.letter,
        at=running.now,
    )


def by_hand(actor: Actor) -> Speaker:
    """The agency that this person signs for.

    Raises:
        Denied: the person is no supervisor of one.
    """
    person = require_role(actor, Role.SUPERVISOR)
    member = Member.objects.select_related("agency").filter(user=person, is_supervisor=True).first()
    if member is None:
        raise Denied(_("Hanya penyelia instansi yang menandatangani."))
    return Speaker(member.agency, person, person.label)


def by_letter(letter: Letter, actor: Actor) -> Speaker:
    """The agency of a letter.

    Raises:
        Denied: not the centre's to enter, or the agency has a supervisor who signs.
        Invalid: no such agency; who signed, or the number, is missing.
    """
    person = require_role(actor, *APPROVERS)
    agency = Agency.objects.filter(code=letter.agency).first()
    lacking = {name: [_("Wajib diisi.")] for name in ("signer", "number") if not getattr(letter, name).strip()} | (
        {} if agency else {"agency": [_("Instansi ini tidak ada.")]}
    )
    if agency is None or lacking:
        raise Invalid(_("Surat persetujuan belum lengkap."), fields=lacking)
    if supervisors_of(agency).exists():
        raise Denied(_("%(agency)s punya penyelia yang menandatangani sendiri.") % {"agency": agency.name})
    return Speaker(agency, person, letter.signer.strip(), letter.number.strip())


def require_signable(version: ProcedureVersion, agency: Agency, revision: int, now: datetime) -> None:
    """Only what is up for signature, by whom it binds, as it was read.

    Raises:
        Denied: it does not bind this agency.
        WrongMove: it is not up for signature, or its text has changed.
    """
    if agency.id not in {bound.agency for bound in agencies_bound_by(version, now)}:
        raise Denied(_("SOP ini tidak mengikat %(agency)s.") % {"agency": agency.name})
    allowed = list(MOVES[Status(version.status)])
    if version.status not in (Status.IN_REVIEW, Status.APPROVED) and not running_emergency(version):
        raise WrongMove(_("Versi ini tidak sedang menunggu tanda tangan."), allowed=allowed)
    if revision != version.revision:
        raise WrongMove(
            _("Isinya berubah sejak Anda membukanya. Baca lagi, lalu tanda tangani."), code="conflict", allowed=allowed
        )


def lack_endorsements(version: ProcedureVersion, now: datetime) -> Iterator[str]:
    """Which agencies have not signed the text as it is, and who objects."""
    words = words_on(version)
    bound = agencies_bound_by(version, now)
    agencies = agencies_by_id(one.agency for one in bound)
    for one in bound:
        word = words.get(one.agency)
        if word is None:
            yield say_unsigned(agencies[one.agency])
        elif word.verdict == OBJECTED:
            yield _("%(agency)s berkeberatan: %(reason)s") % {"agency": word.agency.name, "reason": word.reason}


def supervisors_who_sign(version: ProcedureVersion, now: datetime) -> Iterator[Signer]:
    """The people who sign for the agencies that it binds, and whether their agency has signed the text as it is."""
    bound, words = agencies_bound_by(version, now), words_on(version)
    signed = {agency for agency, word in words.items() if word.verdict == SIGNED}
    members = Member.objects.filter(agency__in=[one.agency for one in bound], is_supervisor=True, user__is_active=True)
    for member in members.select_related("user").order_by("user__username"):
        yield Signer(member.user, member.agency_id in signed)


def say_unsigned(agency: Agency) -> str:
    """Who has not signed; and how, where nobody there can."""
    if supervisors_of(agency).exists():
        return _("%(agency)s belum menandatangani") % {"agency": agency.name}
    return _(
        "%(agency)s belum menandatangani, dan tidak punya akun penyelia: catat surat persetujuannya di Tanda tangan,"
        " atau beri mereka akun"
    ) % {"agency": agency.name}


def lack_soundness(version: ProcedureVersion, now: datetime) -> Iterator[str]:
    """Every blocking problem, by itself and by the register of agencies."""
    for clash in problems_with(version, now):
        if clash.severity == "blocking":
            yield f"{clash.where}: {clash.text}"


def lack_sound_text(version: ProcedureVersion, now: datetime) -> Iterator[str]:
    """The same without what decrees leave open: in an emergency nobody waits for one."""
    for clash in (*clashes_of(version, now), *out_of_reach(version.parsed, ground_of(version, now))):
        if clash.severity == "blocking":
            yield f"{clash.where}: {clash.text}"
