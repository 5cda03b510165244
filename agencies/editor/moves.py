"""The moves of a version by plain forms: each calls one service and says what came of it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.editor.frame import address
from agencies.services import object_to_version, sign_version
from agencies.services.endorsements import Letter
from foundation.lib.errors import Invalid, Missing
from foundation.lib.fields import LocalMoment
from foundation.people.models import User
from foundation.people.pages import attempt, page, visitor
from sop.models import ProcedureVersion
from sop.services import (
    approve_medical_text,
    approve_version,
    discard_version,
    put_emergency_in_force,
    put_version_in_force,
    retire_version,
    submit_version,
    withdraw_version,
)
from sop.versions import READERS, find_visible

Said = Mapping[str, str]
Move = Callable[[ProcedureVersion, User, Said], object]


def revision_in(said: Said) -> int:
    """The revision that the page showed."""
    text = said.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def begins_in(said: Said) -> datetime | None:
    """The moment that was chosen, on the centre's clock; None for at once.

    Raises:
        Invalid: it is no moment.
    """
    if said.get("when") != "later":
        return None
    try:
        moment: datetime = LocalMoment().clean(said.get("begins", ""))
    except forms.ValidationError as error:
        text = _("Isi tanggal dan jam mulai berlaku.")
        raise Invalid(text, fields={"begins": [text]}) from error
    return moment


def letter_in(said: Said) -> Letter:
    """The letter of an agency without an account."""
    return Letter(said.get("agency", ""), said.get("signer", "")[:120], said.get("number", "")[:120])


MOVES: Mapping[str, Move] = {
    "submit": lambda version, user, said: submit_version(version_id=version.id, actor=user),
    "withdraw": lambda version, user, said: withdraw_version(version_id=version.id, actor=user),
    "approve": lambda version, user, said: approve_version(version_id=version.id, actor=user),
    "put-in-force": lambda version, user, said: put_version_in_force(
        version_id=version.id, begins=begins_in(said), actor=user
    ),
    "emergency": lambda version, user, said: put_emergency_in_force(
        version_id=version.id, reason=said.get("reason", "")[:2000], actor=user
    ),
    "retire": lambda version, user, said: retire_version(version_id=version.id, actor=user),
    "discard": lambda version, user, said: discard_version(version_id=version.id, actor=user),
    "medical-signature": lambda version, user, said: approve_medical_text(version_id=version.id, actor=user),
    "sign": lambda version, user, said: sign_version(version_id=version.id, revision=revision_in(said), actor=user),
    "letter": lambda version, user, said: sign_version(
        version_id=version.id, revision=revision_in(said), letter=letter_in(said), actor=user
    ),
    "object": lambda version, user, said: object_to_version(
        version_id=version.id, revision=revision_in(said), reason=said.get("reason", "")[:2000], actor=user
    ),
}
SIGNING = ("sign", "letter", "object", "medical-signature")


def done_words() -> Mapping[str, str]:
    """What is said when a move was made."""
    return {
        "submit": _("Diajukan: instansi yang terikat kini dapat menandatangani."),
        "withdraw": _("Ditarik kembali menjadi rancangan."),
        "approve": _("Disetujui. Pilih kapan mulai berlaku."),
        "put-in-force": _("Tersimpan: mulai berlaku sesuai pilihan Anda."),
        "emergency": _("Perubahan darurat berlaku sekarang, selama 72 jam kecuali ditandatangani semua."),
        "retire": _("Versi ini digantikan oleh penggantinya."),
        "discard": _("Rancangan dibuang."),
        "medical-signature": _("Teks medis ditandatangani."),
        "sign": _("Ditandatangani atas nama instansi Anda."),
        "letter": _("Surat persetujuan dicatat."),
        "object": _("Keberatan dicatat; SOP ini tertahan sampai diubah atau Anda menandatangani."),
    }


@page(*READERS, methods=("POST",))
def move(request: HttpRequest, code: str, number: int, name: str) -> HttpResponse:
    """One move."""
    if name not in MOVES:
        raise Missing(_("Tidak ditemukan."))
    user = visitor(request)
    version = find_visible(user, code, number)
    said = request.POST.dict()
    made = attempt(request, lambda: MOVES[name](version, user, said), done_words()[name])
    if name == "discard" and made:
        return HttpResponseRedirect(reverse("sop-type", kwargs={"code": code}))
    return HttpResponseRedirect(address(version, "sop-signatures" if name in SIGNING else "sop-version"))
