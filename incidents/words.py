"""Codes as words, in the reader's language: what the record says to people, and what pages offer them."""

from typing import Final

from django.utils.translation import gettext as _

from foundation.lib.words import Words
from foundation.people.words import ROLES


def place_in_words(place: str, radius_m: int | None) -> str:
    """Where it is, and that it may be beside it where only the village is known."""
    if not place:
        return _("lokasi belum diketahui")
    return _("sekitar %(place)s (±%(far)s m)") % {"place": place, "far": radius_m} if radius_m else place


# States of a report, of an agency's part and of a unit's part.
STATUS: Words = {
    "received": lambda: _("menunggu"),
    "claimed": lambda: _("ditangani"),
    "opened": lambda: _("dibuka"),
    "attached": lambda: _("digabung"),
    "dismissed": lambda: _("ditutup"),
    "alerted": lambda: _("dipanggil"),
    "delivered": lambda: _("panggilan sampai di layar"),
    "acknowledged": lambda: _("menerima"),
    "responding": lambda: _("mengirim unit"),
    "on_scene": lambda: _("di lokasi"),
    "done": lambda: _("selesai"),
    "declined": lambda: _("menolak"),
    "withdrawn": lambda: _("ditarik"),
    "assigned": lambda: _("dikirim"),
    "en_route": lambda: _("menuju lokasi"),
    "transporting": lambda: _("mengangkut pasien"),
    "at_hospital": lambda: _("di rumah sakit"),
    "cleared": lambda: _("bebas tugas"),
    "cancelled": lambda: _("dibatalkan"),
}
DISPOSITION: Words = {
    "genuine": lambda: _("Sungguhan"),
    "prank": lambda: _("Iseng"),
    "silent": lambda: _("Senyap"),
    "information": lambda: _("Informasi"),
    "misdial": lambda: _("Salah sambung"),
    "test": lambda: _("Uji coba"),
    "duplicate": lambda: _("Ganda"),
    "resolved": lambda: _("Tertangani"),
    "unfounded": lambda: _("Tidak terbukti"),
    "cancelled": lambda: _("Dibatalkan"),
    "handed_over": lambda: _("Diserahkan"),
}
# Why an agency may refuse.
DECLINE: Words = {
    "no_unit": lambda: _("Tidak ada unit bebas"),
    "out_of_area": lambda: _("Di luar wilayah"),
    "not_our_task": lambda: _("Bukan tugas kami"),
    "unsafe": lambda: _("Lokasi tidak aman"),
    "duplicate": lambda: _("Sudah ditangani"),
    "other": lambda: _("Alasan lain"),
}
# Why an alarm was set aside.
SHELVING: Words = {
    "being_handled": lambda: _("sedang ditangani"),
    "known_cause": lambda: _("sebab sudah diketahui"),
    "waiting": lambda: _("menunggu pihak lain"),
    "not_real": lambda: _("bukan keadaan sebenarnya"),
    "other": lambda: _("alasan lain"),
}
# Why the coordinator skips or puts off a step.
LIMIT_ACT: Words = {
    "in_contact": lambda: _("sudah dihubungi lewat telepon"),
    "being_handled": lambda: _("sedang ditangani"),
    "unit_near": lambda: _("unit segera sampai"),
    "wrong_step": lambda: _("langkah ini tidak tepat"),
    "other": lambda: _("alasan lain"),
}
# An agency's part, and the people of the centre and the agencies to whom something climbs.
ROLE: Words = {
    "lead": lambda: _("instansi utama"),
    "support": lambda: _("instansi pendukung"),
    "informed": lambda: _("instansi yang diberi tahu"),
    "everybody": lambda: _("semua yang bertugas"),
    **ROLES,
}
# What runs out, and what an alarm is raised for.
CAUSE: Words = {
    "unhandled": lambda: _("laporan belum ditangani"),
    "acknowledge": lambda: _("belum diterima instansi"),
    "dispatch": lambda: _("belum ada unit dikirim"),
    "on_scene": lambda: _("belum tiba di lokasi"),
    "no_lead": lambda: _("tidak ada instansi utama"),
    "no_desk": lambda: _("instansi tanpa layar"),
    "place_unknown": lambda: _("lokasi tidak diketahui"),
    "declined": lambda: _("instansi menolak"),
    "proposal": lambda: _("jawaban mengusulkan jenis lain"),
    "left_open": lambda: _("lama tanpa kabar"),
    "help": lambda: _("permintaan bantuan"),
    "panic": lambda: _("panik"),
    "aid_answer": lambda: _("permintaan bantuan belum dijawab"),
    "aid_arrival": lambda: _("bantuan belum tiba"),
    "call_waiting": lambda: _("panggilan menunggu"),
    "unit_silent": lambda: _("unit tanpa kabar"),
    "paper": lambda: _("keputusan atau perjanjian akan berakhir"),
    "procedure": lambda: _("versi SOP berlaku"),
    "link_failed": lambda: _("SMS ke awak gagal"),
    "alert_failed": lambda: _("panggilan ke instansi tidak sampai"),
    "message_failed": lambda: _("pemberitahuan tidak sampai"),
    "transport_down": lambda: _("jalan pesan terputus"),
    "complaint": lambda: _("keluhan"),
}
# The ways out of the house.
TRANSPORT: Words = {
    "email": lambda: _("E-mail"),
    "sms": lambda: _("SMS"),
}
LIMIT: Words = {
    "call_waiting": lambda: _("menjawab panggilan"),
    "unit_silent": lambda: _("kabar dari unit"),
    "unhandled": lambda: _("penanganan laporan"),
    "acknowledge": lambda: _("penerimaan oleh instansi"),
    "dispatch": lambda: _("pengiriman unit"),
    "on_scene": lambda: _("tiba di lokasi"),
    "no_lead": lambda: _("penentuan instansi utama"),
    "help": lambda: _("jawaban atas permintaan bantuan"),
    "left_open": lambda: _("kabar dari lokasi"),
    "aid_answer": lambda: _("jawaban atas permintaan bantuan"),
    "aid_arrival": lambda: _("bantuan tiba"),
    "link_failed": lambda: _("pemberitahuan kepada awak"),
    "panic": lambda: _("jawaban atas tombol panik"),
}
MEANS: Words = {
    "phone": lambda: _("telepon"),
    "radio": lambda: _("radio"),
    "in_person": lambda: _("tatap muka"),
    "other": lambda: _("cara lain"),
}
# What other programs and people call them.
MEANS_SAID: Final = {"telepon": "phone", "telephone": "phone", "hp": "phone", "ht": "radio", "tatap muka": "in_person"}
PRIORITY: Words = {
    "P1": lambda: _("KRITIS"),
    "P2": lambda: _("DARURAT"),
    "P3": lambda: _("MENDESAK"),
    "P4": lambda: _("BIASA"),
    "P5": lambda: _("INFO"),
}
# What a crew says of itself by one press.
LINK_STEP: Words = {
    "en_route": lambda: _("KAMI MENUJU"),
    "on_scene": lambda: _("KAMI TIBA"),
    "transporting": lambda: _("MENGANGKUT PASIEN"),
    "at_hospital": lambda: _("TIBA DI RS"),
    "cleared": lambda: _("SELESAI"),
}
# Why a crew's link opens nothing any more.
LINK_END: Words = {
    "over": lambda: _("tugas selesai"),
    "expired": lambda: _("lewat waktunya"),
    "reissued": lambda: _("diganti tautan baru"),
    "revoked": lambda: _("dicabut"),
    "by_phone": lambda: _("awak ditelepon"),
}
# How far the help for an incident has come.
STAGE: Words = {
    "opened": lambda: _("Dibuka"),
    "alerted": lambda: _("Instansi dipanggil"),
    "responding": lambda: _("Unit menuju lokasi"),
    "on_scene": lambda: _("Di lokasi"),
    "closed": lambda: _("Selesai"),
    "cancelled": lambda: _("Dibatalkan"),
}
# The states of help under an agreement.
AID: Words = {
    "asked": lambda: _("diminta"),
    "offered": lambda: _("ditawarkan"),
    "declined": lambda: _("ditolak"),
    "accepted": lambda: _("diterima"),
    "on_the_way": lambda: _("dalam perjalanan"),
    "arrived": lambda: _("tiba"),
    "released": lambda: _("dilepas"),
    "returned": lambda: _("kembali"),
    "withdrawn": lambda: _("ditarik"),
}
# What a finding says was not kept.
MISSED: Words = {
    "acknowledge": lambda: _("batas menjawab panggilan"),
    "dispatch": lambda: _("batas mengirim unit"),
    "on_scene": lambda: _("batas tiba di lokasi"),
    "aid_answer": lambda: _("janji menjawab permintaan bantuan"),
    "aid_arrival": lambda: _("janji waktu tiba bantuan"),
    "step": lambda: _("langkah SOP"),
}
# The sanctions of the time when their ladder stood in the code.
SANCTION: Words = {
    "reminder": lambda: _("teguran"),
    "written_warning": lambda: _("peringatan tertulis"),
    "regent_report": lambda: _("laporan kepada kepala daerah"),
}
# The colours of triage; their codes are the Indonesian words.
TRIAGE: Words = {
    "merah": lambda: _("merah"),
    "kuning": lambda: _("kuning"),
    "hijau": lambda: _("hijau"),
    "hitam": lambda: _("hitam"),
}
