// Codes become words: what is being done about an incident - its stage, its parts, who was told and by what means, why a
// unit is recommended. What every console needs from its first second stands in `words.ts`.

import { gettext, pgettext } from "./strings";
import type { Assignment, Config, Incident } from "./types";
import { distanceText, placeText, say, unitWord, type Words } from "./words";

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

const REPORTS: Words = {
  received: () => gettext("menunggu"),
  claimed: () => gettext("ditangani"),
  opened: () => gettext("jadi kejadian"),
  attached: () => gettext("digabung"),
  dismissed: () => gettext("ditutup tanpa kejadian"),
};
export const reportWord = (code: string): string => say(REPORTS, code);

const ROLES: Words = {
  lead: () => gettext("utama"),
  support: () => gettext("pendukung"),
  informed: () => gettext("diberi tahu"),
};
export const roleWord = (code: string): string => say(ROLES, code);

const LIMIT_ACTS: Words = {
  taken_over: () => gettext("diambil alih"),
  skipped: () => gettext("satu langkah dilewati"),
  extended: () => gettext("langkah berikutnya ditunda 5 menit"),
};
export const limitActWord = (code: string): string => say(LIMIT_ACTS, code);

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
