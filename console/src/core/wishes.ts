// Everything a hand may ask the server for: where it goes, what it says, and when the board shows that it happened.

import type { Versus, Wish } from "./actions";
import type { Place } from "./geography";
import type { Choice } from "./report-wishes";
import type { CardStore } from "./store";
import { gettext } from "./strings";
import type { AgencyRef, Assignment, Config, Id, Incident, OnBehalf, Report, UnitAssignment, UnitRef } from "./types";
import { agencyName, moveWord, placeText, shortNumber, typeName, typeNameOf, unitWord } from "./words";

export * from "./report-wishes";

function partIn(store: CardStore, id: Id): Assignment | undefined {
  for (const incident of store.incidents.values()) {
    const part = incident.assignments.find((assignment) => assignment.id === id);
    if (part) return part;
  }
  return undefined;
}

function jobIn(store: CardStore, id: Id): UnitAssignment | undefined {
  for (const incident of store.incidents.values()) {
    for (const part of incident.assignments) {
      const job = part.units.find((unit) => unit.id === id);
      if (job) return job;
    }
  }
  return undefined;
}

function told(onBehalf: OnBehalf | null): { on_behalf?: OnBehalf } {
  return onBehalf ? { on_behalf: onBehalf } : {};
}

/** `acknowledge`, `done`, `withdraw`: moves that need no more than saying so. */
export function movePart(part: Assignment, move: string, onBehalf: OnBehalf | null): Wish {
  return {
    path: `assignments/${part.id}/${move}`,
    body: told(onBehalf),
    subject: part.id,
    label: `${moveWord(move)} · ${agencyName(part.agency)}`,
    shown: (store) => partIn(store, part.id)?.status !== part.status,
  };
}

export function decline(part: Assignment, reason: string, onBehalf: OnBehalf | null): Wish {
  const wish = movePart(part, "decline", onBehalf);
  return { ...wish, body: { reason, ...told(onBehalf) } };
}

export function sendUnit(assignment: Id, unit: UnitRef, onBehalf: OnBehalf | null): Wish {
  return {
    path: `assignments/${assignment}/units`,
    body: { unit: unit.id, ...told(onBehalf) },
    subject: unit.id,
    label: gettext("Kirim %(unit)s", { unit: unit.call_sign }),
    shown: (store, answer) =>
      jobIn(store, (answer as { unit_assignment: { id: Id } }).unit_assignment.id) !== undefined,
  };
}

export function moveUnit(job: UnitAssignment, status: string, onBehalf: OnBehalf | null): Wish {
  return {
    path: `unit-assignments/${job.id}/status`,
    body: { status, ...told(onBehalf) },
    subject: job.id,
    label: `${job.unit.call_sign} ${unitWord(status)}`,
    // A crew loses its card with its job: gone is as good as moved.
    shown: (store) => jobIn(store, job.id)?.status !== job.status,
  };
}

/** The crew has no account: its job goes to a telephone by SMS. */
export function sendLink(job: UnitAssignment, phone: string): Wish {
  return {
    path: `unit-assignments/${job.id}/link`,
    body: { phone },
    subject: `link:${job.id}`,
    label: gettext("Tautan SMS untuk %(unit)s", { unit: job.unit.call_sign }),
    shown: (store, answer) => jobIn(store, job.id)?.link?.id === (answer as { link: { id: Id } }).link.id,
  };
}

/** The message failed and somebody rang the crew. */
export function crewTold(job: Pick<UnitAssignment, "id"> & { readonly unit: { readonly call_sign: string } }): Wish {
  return {
    path: `unit-assignments/${job.id}/link/told`,
    body: {},
    subject: `link:${job.id}`,
    label: gettext("Awak %(unit)s sudah ditelepon", { unit: job.unit.call_sign }),
    shown: (store) => (jobIn(store, job.id)?.link?.status ?? "ended") === "ended",
  };
}

export function revokeLink(job: UnitAssignment): Wish {
  return {
    path: `unit-assignments/${job.id}/link/revoke`,
    body: {},
    subject: `link:${job.id}`,
    label: gettext("Cabut tautan SMS %(unit)s", { unit: job.unit.call_sign }),
    shown: (store) => (jobIn(store, job.id)?.link?.status ?? "ended") === "ended",
  };
}

export function note(incident: Incident, text: string): Wish {
  return {
    path: `incidents/${incident.id}/note`,
    body: { text },
    subject: `note:${incident.id}`,
    label: gettext("Catatan"),
    shown: (store, answer) => {
      const { id } = (answer as { note: { id: Id } }).note;
      const card = store.incidents.get(incident.id);
      return card === undefined || (card.notes ?? []).some((each) => each.id === id);
    },
  };
}

/** What a caller complains of goes to the coordinator; no card of an incident carries it. */
export function complain(about: Incident | Report, path: "incidents" | "reports", text: string): Wish {
  return {
    path: `${path}/${about.id}/complaint`,
    body: { text },
    subject: `complaint:${about.id}`,
    label: gettext("Keluhan %(number)s", { number: shortNumber(about.number) }),
    shown: () => true,
  };
}

export function reclassify(incident: Incident, choice: Choice): Wish {
  return {
    path: `incidents/${incident.id}/reclassify`,
    body: { ...choice, seen: { type: incident.type, priority: incident.priority } },
    subject: incident.id,
    label: gettext("Ubah jenis %(number)s", { number: shortNumber(incident.number) }),
    shown: (store) => {
      const card = store.incidents.get(incident.id);
      return card?.type === choice.type && card.priority === choice.priority;
    },
    versus: versus(
      incident,
      (config) => `${choice.priority} ${typeNameOf(config, choice.type)}`,
      (config, card) => `${card.priority} ${typeName(config, card)}`,
      (card) => reclassify(card, choice),
    ),
  };
}

/** What a hand wanted of an incident beside what the centre has of it by now. */
function versus(
  { id }: Incident,
  yours: (config: Config) => string,
  theirs: (config: Config, card: Incident) => string,
  again: (card: Incident) => Wish,
): Versus {
  const now = (store: CardStore) => store.incidents.get(id);
  return {
    yours,
    theirs: (config, store) => {
      const card = now(store);
      return card ? theirs(config, card) : "";
    },
    again: (store) => {
      const card = now(store);
      return card ? again(card) : null;
    },
  };
}

function placeSeen({ lat, lon, radius_m, place }: Incident): unknown {
  return { text: place ?? "", ...(lat === null ? {} : { lat, lon, radius_m: radius_m ?? null }) };
}

/** What the answers propose is not followed. */
export function declineProposal(incident: Incident): Wish {
  return {
    path: `incidents/${incident.id}/decline-proposal`,
    body: {},
    subject: incident.id,
    label: gettext("Biarkan %(number)s seperti sekarang", { number: shortNumber(incident.number) }),
    shown: (store) => !store.incidents.get(incident.id)?.proposal,
  };
}

/** Another incident turned out to be this one. */
export function merge(incident: Incident, into: Incident): Wish {
  return {
    path: `incidents/${incident.id}/merge`,
    body: { into: into.id },
    subject: incident.id,
    label: gettext("Gabung %(number)s ke %(into)s", {
      number: shortNumber(incident.number),
      into: shortNumber(into.number),
    }),
    shown: (store) => (store.incidents.get(incident.id)?.merged_into ?? into.id) === into.id,
  };
}

/** Where it is after all, in words; the server reads the village out of them. */
export function correctPlace(incident: Incident, text: string): Wish {
  return {
    path: `incidents/${incident.id}/place`,
    body: { location: { text }, seen: placeSeen(incident) },
    subject: incident.id,
    label: gettext("Lokasi %(number)s: %(place)s", { number: shortNumber(incident.number), place: text }),
    shown: (store) => store.incidents.get(incident.id)?.place === text,
    versus: versus(
      incident,
      () => text,
      (_config, card) => placeText(card),
      (card) => correctPlace(card, text),
    ),
  };
}

/** Where it is after all, as a point of the map. */
export function placeAt(incident: Incident, point: Place): Wish {
  const { lat, lon } = point;
  return {
    path: `incidents/${incident.id}/place`,
    body: { location: { lat, lon }, seen: placeSeen(incident) },
    subject: incident.id,
    label: gettext("Titik %(number)s di peta", { number: shortNumber(incident.number) }),
    shown: (store) => store.incidents.get(incident.id)?.lat !== incident.lat,
    versus: versus(
      incident,
      () => `${lat.toFixed(5)}, ${lon.toFixed(5)}`,
      (_config, card) => placeText(card),
      (card) => placeAt(card, point),
    ),
  };
}

/** The centre asks an agency to come that no decree names. */
export function callAgency(incident: Incident, agency: AgencyRef, role: string): Wish {
  return {
    path: `incidents/${incident.id}/agencies`,
    body: { agency: agency.code, role },
    subject: incident.id,
    label: gettext("Panggil %(agency)s ke %(number)s", { agency: agency.name, number: shortNumber(incident.number) }),
    shown: (store) =>
      store.incidents
        .get(incident.id)
        ?.assignments.some(
          (part) => part.agency.code === agency.code && !["declined", "withdrawn"].includes(part.status),
        ) === true,
  };
}

export function close(incident: Incident, disposition: string, text: string): Wish {
  return {
    path: `incidents/${incident.id}/close`,
    body: { disposition, ...(text === "" ? {} : { note: text }) },
    subject: incident.id,
    label: gettext("Tutup kejadian %(number)s", { number: shortNumber(incident.number) }),
    shown: (store) => ["closed", "cancelled", undefined].includes(store.incidents.get(incident.id)?.stage),
  };
}

export function reopen(incident: Incident): Wish {
  return {
    path: `incidents/${incident.id}/reopen`,
    body: {},
    subject: incident.id,
    label: gettext("Buka kembali %(number)s", { number: shortNumber(incident.number) }),
    shown: (store) => !["closed", "cancelled"].includes(store.incidents.get(incident.id)?.stage ?? "closed"),
  };
}

export function shelveAlarm(card: Id, text: string, body: { minutes: number; reason: string; words: string }): Wish {
  return {
    path: `alarms/${card}/shelve`,
    body,
    subject: card,
    label: gettext("Tunda %(n)s menit: %(what)s", { n: body.minutes, what: text }),
    shown: (store) => store.alarms.get(card)?.shelved !== null,
  };
}

export function unshelveAlarm(card: Id, text: string): Wish {
  return {
    path: `alarms/${card}/unshelve`,
    body: {},
    subject: card,
    label: gettext("Akhiri penundaan: %(what)s", { what: text }),
    shown: (store) => (store.alarms.get(card)?.shelved ?? null) === null,
  };
}

/** `take-over`, `skip`, `extend`: the card then shows the coordinator's last act. */
export function actOnLimit(limit: Id, act: string, label: string, body: { reason?: string; words: string }): Wish {
  return {
    path: `limits/${limit}/${act}`,
    body,
    subject: limit,
    label,
    shown: (store, answer) => lastAct(store, limit, (answer as { act: { at: string } }).act.at),
  };
}

/** The card is gone with its obligation, or tells of this act or a later one. */
function lastAct(store: CardStore, limit: Id, at: string): boolean {
  const cards = [...store.incidents.values(), ...store.reports.values()];
  const calls = [...store.alarms.values()].flatMap((alarm) => alarm.limit ?? []);
  const found = [...cards.flatMap((card) => card.deadlines ?? []), ...calls].find(({ id }) => id === limit);
  return found === undefined || (found.act?.at ?? "") >= at;
}
