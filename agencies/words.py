"""Codes as words: what the record says to people of agreements, and what pages offer them."""

from django.utils.translation import gettext as _

from foundation.lib.words import Words

# The phases of an agreement.
PHASE: Words = {
    "identified": lambda: _("Dijajaki"),
    "planned": lambda: _("Direncanakan"),
    "agreed": lambda: _("Disepakati"),
    "running": lambda: _("Berjalan"),
    "evaluated": lambda: _("Dievaluasi"),
    "ended": lambda: _("Berakhir"),
}
# What parties do about an agreement.
EVENT: Words = {
    "meeting": lambda: _("Rapat"),
    "progress": lambda: _("Laporan kemajuan"),
    "decision": lambda: _("Keputusan"),
    "evaluation": lambda: _("Evaluasi"),
}
# What can be promised in one.
PROMISE: Words = {
    "units": lambda: _("Unit"),
    "people": lambda: _("Orang"),
    "relief": lambda: _("Bantuan darurat"),
    "funds": lambda: _("Dana"),
}
# The families of types.
GROUP: Words = {
    "medical": lambda: _("Medis"),
    "traffic": lambda: _("Lalu lintas"),
    "fire": lambda: _("Kebakaran"),
    "rescue": lambda: _("Penyelamatan"),
    "police": lambda: _("Keamanan"),
    "disaster": lambda: _("Bencana"),
    "service": lambda: _("Layanan"),
    "system": lambda: _("Sistem"),
}
