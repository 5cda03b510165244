// The one place where codes become words a person reads. What the server names itself (types, agencies,
// dispositions, reasons to decline) comes with the page and is not repeated here.

import { gettext, inLanguage, pgettext } from "./strings";
import type { AgencyRef, AlarmCard, Assignment, Config, Incident } from "./types";

type Words = Readonly<Record<string, () => string>>;

function say(words: Words, code: string): string {
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

const STAGES: Words = {
  opened: () => gettext("DIBUKA"),
  alerted: () => gettext("DIBERITAHU"),
  responding: () => gettext("MENUJU"),
  on_scene: () => gettext("DI LOKASI"),
  closed: () => gettext("SELESAI"),
  cancelled: () => gettext("DIBATALKAN"),
};
export const stageWord = (code: string): string => say(STAGES, code);

const ASSIGNMENTS: Words = {
  alerted: () => gettext("diberitahu, belum sampai di layar"),
  delivered: () => gettext("tampil di layar, belum diterima"),
  acknowledged: () => gettext("diterima"),
  responding: () => gettext("unit bergerak"),
  on_scene: () => gettext("di lokasi"),
  done: () => gettext("selesai"),
  declined: () => gettext("menolak"),
  withdrawn: () => gettext("ditarik"),
};
export const assignmentWord = (code: string): string => say(ASSIGNMENTS, code);

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

const REPORTS: Words = {
  received: () => gettext("menunggu"),
  claimed: () => gettext("ditangani"),
  opened: () => gettext("jadi kejadian"),
  attached: () => gettext("digabung"),
  dismissed: () => gettext("ditutup tanpa kejadian"),
};
export const reportWord = (code: string): string => say(REPORTS, code);

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

const ROLES: Words = {
  lead: () => gettext("utama"),
  support: () => gettext("pendukung"),
  informed: () => gettext("diberi tahu"),
};
export const roleWord = (code: string): string => say(ROLES, code);

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
export function alarmText(card: Pick<AlarmCard, "kind" | "number" | "agency" | "help" | "job" | "words">): string {
  if (card.words) return inLanguage(card.words.id, card.words.en);
  const number = card.number === null ? "" : shortNumber(card.number);
  const whom = card.help?.from.name ?? (card.agency ? agencyName(card.agency) : "");
  return [alarmWord(card.kind), card.job?.call_sign ?? "", whom, number, card.help?.text ?? ""]
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

const LIMIT_ACTS: Words = {
  taken_over: () => gettext("diambil alih"),
  skipped: () => gettext("satu langkah dilewati"),
  extended: () => gettext("langkah berikutnya ditunda 5 menit"),
};
export const limitActWord = (code: string): string => say(LIMIT_ACTS, code);

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

const LINK_ENDS: Words = {
  over: () => gettext("tugas selesai"),
  expired: () => gettext("lewat waktunya"),
  reissued: () => gettext("diganti"),
  revoked: () => gettext("dicabut"),
  by_phone: () => gettext("awak ditelepon"),
};
export const linkEndWord = (code: string): string => say(LINK_ENDS, code);

/** The colours of triage are names of their own, in both languages of the reader. */
const TRIAGE: Words = {
  merah: () => pgettext("triage", "MERAH"),
  kuning: () => pgettext("triage", "KUNING"),
  hijau: () => pgettext("triage", "HIJAU"),
  hitam: () => pgettext("triage", "HITAM"),
};
export const triageWord = (code: string): string => say(TRIAGE, code);

const MEANS: Words = {
  phone: () => gettext("Telepon"),
  radio: () => gettext("Radio"),
  in_person: () => gettext("Tatap muka"),
};
export const MEANS_CODES = Object.keys(MEANS);
export const meansWord = (code: string): string => say(MEANS, code);

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

/** `Kaliwungu, Ngunut`: the village and its district, or the district alone. */
export function areaName(area: Incident["area"]): string {
  if (!area) return "";
  return area.district === null || area.district === area.name ? area.name : `${area.name}, ${area.district}`;
}

/** Where an incident is, and the village or district where those words do not name it. */
export function whereText(incident: Pick<Incident, "place" | "radius_m" | "area">): string {
  const place = placeText(incident);
  const rest = areaName(incident.area ?? null).split(", ");
  return [place, ...rest.filter((name) => name !== "" && !place.includes(name))].join(", ");
}

/** A unit that was sent has not left yet: the incident says so from then until the first one moves. */
export function incidentWord(incident: Incident): string {
  const statuses = incident.assignments.flatMap((part) => part.units.map((job) => job.status));
  const sent = incident.stage === "responding" || (incident.stage === "alerted" && statuses.includes("assigned"));
  return sent && !statuses.some(isUnderWay) ? unitWord("assigned") : stageWord(incident.stage);
}

/** The same for one agency's part. */
export function partWord(part: Assignment): string {
  const waits = part.status === "responding" && !part.units.some((job) => isUnderWay(job.status));
  return waits ? gettext("unit dikirim") : assignmentWord(part.status);
}

function isUnderWay(status: string): boolean {
  return !["assigned", "cancelled"].includes(status);
}

function capabilityName(config: Config, code: string): string {
  return config.capabilities?.find((capability) => capability.code === code)?.name ?? code.replaceAll("_", " ");
}

/** A recommendation's reason: a code with its value, or a sentence already said by the server. */
export function reasonText(
  config: Config,
  reason: string | { readonly code?: string; readonly text?: string },
): string {
  if (typeof reason !== "string") return reason.text ?? reason.code ?? "";
  const [code, value = ""] = reason.split(":");
  if (code === "distance_m") return distanceText(Number(value));
  if (code === "distance" && value === "unknown") return gettext("jarak tidak diketahui");
  if (code === "from" && value === "station") return gettext("dihitung dari pos");
  if (code === "from" && value === "position") return gettext("dihitung dari posisinya");
  if (code === "capability") return gettext("mampu: %(what)s", { what: capabilityName(config, value) });
  return reason;
}

const LACKING: Words = {
  no_unit_has_it: () => gettext("tidak ada unit yang memilikinya"),
  all_busy: () => gettext("semua sedang bertugas"),
  all_out_of_service: () => gettext("semua luar dinas"),
};

export function shortfallText(
  config: Config,
  shortfall: string | { readonly capability?: string; readonly reason?: string; readonly text?: string },
): string {
  if (typeof shortfall === "string") return shortfall;
  if (shortfall.text !== undefined) return shortfall.text;
  const what = capabilityName(config, shortfall.capability ?? "");
  return `${what}: ${say(LACKING, shortfall.reason ?? "")}`;
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
