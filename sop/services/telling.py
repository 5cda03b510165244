"""Whom a version concerns, and what they are told of its life: on their page of rules, and by e-mail.

Everything goes through the outbox, inside the change that it tells of. What was told to somebody is one message by
its key: those who are asked to sign a text are asked once for each revision of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.journal import Change
from foundation.notify.services import queue_notification
from foundation.people.models import Role, User
from sop.entries import local
from sop.models import ProcedureVersion
from sop.services.guards import APPROVERS, needs_medical_signature

# A week after it was written nobody needs the mail any more; the page has it all the same.
CUTOFF: Final = timedelta(days=7)
# What is told: a signature is wanted, it is still missing, it counts no more, and what became of the version.
WANTED, MISSING, VOID, APPROVED, PLANNED, RULES, EMERGENCY, EXPIRED, HELD, OBJECTED = (
    "wanted", "missing", "void", "approved", "planned", "rules", "emergency", "expired", "held", "objected",
)  # fmt: skip


@dataclass(frozen=True)
class Signer:
    """Somebody whose signature a version needs, and whether the text as it is has it."""

    user: User
    signed: bool


# Rooms above add those whom they know: who signs for an agency.
signer_lists: list[Callable[[ProcedureVersion, datetime], Iterable[Signer]]] = []


def directors(version: ProcedureVersion, now: datetime) -> Iterable[Signer]:
    """The medical director, where there is medical text."""
    if needs_medical_signature(version):
        for user in User.objects.filter(roles__contains=[Role.MEDICAL_DIRECTOR], is_active=True):
            yield Signer(user, version.medical_approved_at is not None)


def signers_of(version: ProcedureVersion, now: datetime) -> list[Signer]:
    """Everybody who must sign a version."""
    return [signer for found in (directors, *signer_lists) for signer in found(version, now)]


def those_who_lack(version: ProcedureVersion, now: datetime) -> list[User]:
    """Whose signature is still missing."""
    return [signer.user for signer in signers_of(version, now) if not signer.signed]


def those_who_signed(version: ProcedureVersion, now: datetime) -> list[User]:
    """Who has signed the text as it is."""
    return [signer.user for signer in signers_of(version, now) if signer.signed]


def makers() -> list[User]:
    """Who writes, approves and puts in force."""
    return [user for user in User.objects.filter(is_active=True).order_by("username") if user.has_role(*APPROVERS)]


def tell_signers(running: Change, version: ProcedureVersion, event: str, **values: str) -> None:
    """Everybody who must sign it, whether they have or not."""
    tell(running, version, [signer.user for signer in signers_of(version, running.now)], event, **values)


def tell(running: Change, version: ProcedureVersion, users: Iterable[User], event: str, **values: str) -> None:
    """One message to each, in their language: on the page, and by e-mail where there is an address."""
    once = f"r{version.revision}" if event == WANTED else running.now.isoformat()
    for user in {user.id: user for user in users}.values():
        with override(user.language):
            title, body = words_of(version, event, values)
        for transport, to in (("page", str(user.id)), ("email", user.email)):
            if to:
                queue_notification(
                    running,
                    transport=transport,
                    to=to,
                    title=title,
                    body=body,
                    key=f"procedure:{event}:{version.id}:{once}:{user.id}:{transport}",
                    about=f"procedure_version:{version.id}",
                    cutoff=CUTOFF,
                )


def words_of(version: ProcedureVersion, event: str, values: dict[str, str]) -> tuple[str, str]:
    """Title and text in the language of now; the text says what to do next."""
    name = {"sop": _("SOP %(type)s v%(number)s") % {"type": version.procedure.type.name, "number": version.number}}
    title, body = texts()[event]
    filled = {**name, "until": "", "begins": "", "why": "", **values}
    if version.emergency_until:
        filled["until"] = local(version.emergency_until)
    if version.in_force_from:
        filled["begins"] = local(version.in_force_from)
    return title % filled, body % filled


def texts() -> dict[str, tuple[str, str]]:
    """Title and text for each event."""
    sign = _("Buka SOP, lalu Tanda tangan: baca yang berubah, kemudian tanda tangani atau berkeberatan.")
    return {
        WANTED: (_("%(sop)s menunggu tanda tangan Anda"), sign),
        MISSING: (_("%(sop)s masih menunggu tanda tangan Anda"), "%(why)s " + sign),
        VOID: (
            _("%(sop)s diubah: tanda tangan Anda gugur"),
            _("Isinya bukan lagi yang Anda tanda tangani. Anda diminta lagi begitu diajukan kembali."),
        ),
        APPROVED: (
            _("%(sop)s disetujui"),
            _("Semua yang terikat telah menandatangani. Anda diberi tahu kapan mulai berlaku."),
        ),
        PLANNED: (_("%(sop)s berlaku mulai %(begins)s"), _("Siapkan orang dan unit Anda untuk saat itu.")),
        RULES: (_("%(sop)s berlaku"), _("Kejadian baru ditangani menurut versi ini; yang sedang berjalan tidak.")),
        EMERGENCY: (
            _("Perubahan darurat: %(sop)s berlaku sampai %(until)s"),
            _("Berlaku tanpa tanda tangan, dan habis pada saat itu kecuali Anda semua menandatangani.") + " " + sign,
        ),
        EXPIRED: (
            _("Perubahan darurat %(sop)s habis waktunya"),
            _("Tidak semua menandatangani; isi versi sebelumnya berlaku lagi."),
        ),
        HELD: (
            _("%(sop)s tertahan: belum semua yang terikat menandatangani"),
            _("Versi ini kembali ditelaah dan tidak mulai berlaku. %(why)s. Sesudah itu setujui dan berlakukan lagi."),
        ),
        OBJECTED: (
            _("Keberatan atas %(sop)s"),
            _("%(why)s. Tarik kembali dan ubah isinya, atau bicarakan sampai mereka menandatangani."),
        ),
    }
