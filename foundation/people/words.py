"""What people's roles are called, in the reader's language: one word for each, on screens and in the record."""

from django.utils.translation import gettext as _

from foundation.lib.words import Words

# `core/words.ts` says those of the ladder on the consoles.
ROLES: Words = {
    "call_taker": lambda: _("penerima panggilan"),
    "dispatcher": lambda: _("petugas pengirim"),
    "coordinator": lambda: _("koordinator"),
    "desk": lambda: _("meja instansi"),
    "supervisor": lambda: _("penyelia instansi"),
    "crew": lambda: _("awak"),
    "hospital": lambda: _("rumah sakit"),
    "medical_director": lambda: _("penanggung jawab medis"),
}
