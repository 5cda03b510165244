// The one place where codes become words a person reads. What the server names itself (types, agencies,
// dispositions, reasons to decline) comes with the page and is not repeated here.

import { gettext, inLanguage, pgettext } from "./strings";
import type { AgencyRef, AlarmCard, Config, Incident } from "./types";

export type Words = Readonly<Record<string, () => string>>;

export function say(words: Words, code: string): string {
  return words[code]?.() ?? code;
}

export interface PriorityLook {
  readonly word: string;
  /** The same shapes stand on the map: never colour alone. */
  readonly shape: string;
}

const PRIORITIES: Readonly<Record<string, { word: () => string; shape: string }>> = {
  P1: { word: () => gettext("KRITIS"), shape: "▲" },
  P2: { word: () => gettext("DARURAT"), shape: "◆" },
  P3: { word: () => gettext("MENDESAK"), shape: "■" },
  P4: { word: () => gettext("BIASA"), shape: "●" },
  P5: { word: () => gettext("INFO"), shape: "○" },
};

export function priorityLook(priority: string): PriorityLook {
  const look = PRIORITIES[priority];
  return look ? { word: look.word(), shape: look.shape } : { word: priority, shape: "○" };
}

const UNITS: Words = {
  available: () => pgettext("unit", "SIAP"),
  assigned: () => pgettext("unit", "DIKIRIM"),
  en_route: () => pgettext("unit", "MENUJU"),
  on_scene: () => pgettext("unit", "TIBA"),
  transporting: () => pgettext("unit", "ANGKUT"),
  at_hospital: () => pgettext("unit", "DI RS"),
  out_of_service: () => pgettext("unit", "LUAR DINAS"),
  cleared: () => pgettext("unit", "SELESAI"),
  cancelled: () => pgettext("unit", "BATAL"),
};
export const unitWord = (code: string): string => say(UNITS, code);

const CHANNELS: Words = {
  call: () => gettext("Telepon"),
  sms: () => gettext("SMS"),
  chat: () => gettext("Obrolan"),
  app: () => gettext("Aplikasi"),
  web: () => gettext("Situs web"),
  sensor: () => gettext("Sensor"),
  agency: () => gettext("Instansi"),
  centre: () => gettext("Pusat lain"),
};
export const CHANNEL_CODES = Object.keys(CHANNELS);
export const channelWord = (code: string): string => say(CHANNELS, code);

const DEADLINES: Words = {
  call_waiting: () => gettext("dijawab"),
  unhandled: () => gettext("ditangani"),
  acknowledge: () => gettext("diterima"),
  dispatch: () => gettext("unit dikirim"),
  on_scene: () => gettext("tiba di lokasi"),
  no_lead: () => gettext("instansi utama ditentukan"),
  left_open: () => gettext("ditutup"),
  aid_answer: () => gettext("jawaban bantuan"),
  aid_arrival: () => gettext("bantuan tiba"),
  link_failed: () => gettext("awak diberi tahu"),
};
export const deadlineWord = (code: string): string => say(DEADLINES, code);
/** Limits that oblige somebody; the clock also runs for housekeeping that no hand waits for. */
export const isObligation = (kind: string): boolean => kind in DEADLINES;

const ALARMS: Words = {
  unhandled: () => gettext("Laporan belum ditangani"),
  acknowledge: () => gettext("Belum diterima instansi"),
  dispatch: () => gettext("Belum ada unit dikirim"),
  on_scene: () => gettext("Belum tiba di lokasi"),
  no_lead: () => gettext("Tidak ada instansi utama"),
  aid_answer: () => gettext("Permintaan bantuan belum dijawab menurut perjanjian"),
  aid_arrival: () => gettext("Bantuan menurut perjanjian belum tiba"),
  left_open: () => gettext("Masih terbuka setelah 12 jam: tutup, atau catat mengapa berlanjut"),
  no_desk: () => gettext("Instansi tanpa layar, telepon"),
  call_waiting: () => gettext("Panggilan menunggu dijawab"),
  unit_silent: () => gettext("Unit tanpa kabar: tanyakan keadaannya"),
  place_unknown: () => gettext("Lokasi tidak diketahui"),
  proposal: () => gettext("Jawaban penelepon mengusulkan jenis atau prioritas lain"),
  declined: () => gettext("Instansi menolak"),
  paper: () => gettext("Keputusan dan perjanjian"),
  procedure: () => gettext("SOP yang mulai berlaku"),
  link_failed: () => gettext("SMS ke awak gagal: telepon awaknya"),
  alert_failed: () => gettext("Panggilan tidak sampai, telepon instansi"),
  message_failed: () => gettext("Pemberitahuan tidak sampai"),
  transport_down: () => gettext("Jalan pesan terputus"),
  complaint: () => gettext("Keluhan"),
  help: () => gettext("BUTUH BANTUAN"),
  panic: () => gettext("PANIK: awak dalam bahaya"),
  message: () => gettext("Pesan belum dibaca"),
  note: () => gettext("Catatan baru"),
  line: () => gettext("Sambungan posisi ini"),
  action: () => gettext("Tindakan belum pasti"),
  task: () => gettext("Tugas baru"),
  report: () => gettext("Laporan baru"),
  flood: () => gettext("Banjir alarm"),
};
export const alarmWord = (code: string): string => say(ALARMS, code);

/** What an alarm card says: its cause, whom it is about, and which incident or report. */
export function alarmText(
  card: Pick<AlarmCard, "kind" | "number" | "agency" | "help" | "job" | "complaint" | "words">,
): string {
  if (card.words) return inLanguage(card.words.id, card.words.en);
  const number = card.number === null ? "" : shortNumber(card.number);
  const whom = card.help?.from.name ?? (card.agency ? agencyName(card.agency) : "");
  return [alarmWord(card.kind), card.job?.call_sign ?? "", whom, number, card.help?.text ?? card.complaint?.text ?? ""]
    .filter((part) => part !== "")
    .join(" · ");
}

const POSITIONS: Words = {
  call_taker: () => gettext("penerima panggilan"),
  dispatcher: () => gettext("petugas pengirim"),
  coordinator: () => gettext("koordinator"),
  desk: () => gettext("meja instansi"),
  supervisor: () => gettext("penyelia instansi"),
  everybody: () => gettext("semua yang bertugas"),
};
/** Who was called, or whose alarms these are: a role, and the agency where it is not the centre's. */
export function positionWord(role: string, audience = "centre"): string {
  const word = say(POSITIONS, role);
  return audience === "centre" ? word : `${word} ${audience}`;
}

const MOVES: Words = {
  claim: () => gettext("Ambil"),
  open: () => gettext("Buka kejadian"),
  attach: () => gettext("Gabung"),
  dismiss: () => gettext("Tutup tanpa kejadian"),
  undo: () => gettext("Urungkan"),
  acknowledge: () => gettext("Terima"),
  decline: () => gettext("Tolak"),
  send: () => gettext("Kirim unit"),
  done: () => gettext("Selesai"),
  withdraw: () => gettext("Tarik"),
  en_route: () => gettext("Menuju lokasi"),
  on_scene: () => gettext("Tiba di lokasi"),
  transporting: () => gettext("Angkut pasien"),
  at_hospital: () => gettext("Tiba di RS"),
  cleared: () => gettext("Selesai, siap lagi"),
  cancelled: () => gettext("Batalkan"),
  reclassify: () => gettext("Ubah jenis"),
  add_agency: () => gettext("Panggil instansi lain"),
  correct_place: () => gettext("Betulkan lokasi"),
  note: () => gettext("Catat"),
  close: () => gettext("Tutup kejadian"),
  merge: () => gettext("Gabung kejadian"),
  reopen: () => gettext("Buka kembali"),
};
export const moveWord = (code: string): string => say(MOVES, code);

export function typeName(config: Config, incident: Pick<Incident, "type" | "type_name">): string {
  const { type_name: named } = incident;
  return named ? inLanguage(named.id, named.en) : typeNameOf(config, incident.type);
}

export function typeNameOf(config: Config, code: string): string {
  return config.types.find((type) => type.code === code)?.name ?? code;
}

export function agencyName(agency: AgencyRef): string {
  return inLanguage(agency.name, agency.name_en);
}

export function distanceText(metres: number): string {
  return metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1).replace(".", gettext(","))} km`;
}

/** Where it is; what is known only as a village is said as that. */
export function placeText({ place, radius_m }: { readonly place: string | null; readonly radius_m?: number | null }) {
  if (!place) return gettext("lokasi belum diketahui");
  return radius_m ? gettext("sekitar %(place)s (±%(far)s)", { place, far: distanceText(radius_m) }) : place;
}

/** `#000412`, of a report `L000412`: the last digits are what people say on the telephone. */
export function shortNumber(number: string | number): string {
  const text = String(number);
  return `${text.startsWith("L") ? "L" : "#"}${text.replace(/^.*-/, "")}`;
}
