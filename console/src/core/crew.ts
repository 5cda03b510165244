// What a crew's telephone shows of the one job it has, and what the hand may do next. Pure: cards in, an answer out.

import type { Storage } from "./drafts";
import type { Wanted } from "./outbox";
import { gettext } from "./strings";
import type { Assignment, Cards, Frame, Id, Incident, MoveTable, UnitAssignment } from "./types";
import { moveWord } from "./words";
import { triageWord } from "./words-work";

export interface Job {
  readonly incident: Incident;
  readonly part: Assignment;
  readonly job: UnitAssignment;
}

const OVER = ["cleared", "cancelled"];

/** The unit's open job among these incidents. */
export function jobOf(incidents: Iterable<Incident>, unit: Id | undefined): Job | undefined {
  for (const incident of incidents) {
    for (const part of incident.assignments) {
      const job = part.units.find((each) => each.unit.id === unit && !OVER.includes(each.status));
      if (job) return { incident, part, job };
    }
  }
  return undefined;
}

/** This job as the centre's card shows it, while the crew still sees it. */
export function jobOfId(incidents: Iterable<Incident>, id: Id): UnitAssignment | undefined {
  return [...incidents]
    .flatMap((incident) => incident.assignments)
    .flatMap((part) => part.units)
    .find((job) => job.id === id);
}

/** The states that may follow, the usual one first: only an ambulance is expected to carry somebody. */
export function nextStates(table: MoveTable, state: string, carries: boolean): readonly string[] {
  const next = Object.keys(table).filter((move) => move !== "cancelled" && table[move]?.includes(state));
  const rank = (move: string) => (move === "transporting" ? (carries ? 0 : 2) : 1);
  return [...next].sort((a, b) => rank(a) - rank(b));
}

export function moved(job: UnitAssignment, status: string, at: string, destination = ""): Wanted {
  return {
    path: `unit-assignments/${job.id}/status`,
    body: { status, at, ...(destination === "" ? {} : { destination }) },
    label: moveWord(status),
    subject: job.id,
    status,
    at,
  };
}

export function noted(incident: Incident, text: string, at: string): Wanted {
  const path = `incidents/${incident.id}/messages`;
  return { path, body: { text, at }, label: `${gettext("Pesan")}: ${text}`, subject: incident.id, at };
}

export function found(incident: Incident, triage: string, destination: string, at: string): Wanted {
  const body = { triage, count: 1, destination, at };
  const label = `+1 ${triageWord(triage)}`;
  return { path: `incidents/${incident.id}/patients`, body, label, subject: incident.id, at };
}

export function pictured(incident: Incident, picture: Blob, at: string): Wanted {
  const path = `incidents/${incident.id}/photos?at=${encodeURIComponent(at)}`;
  return { path, body: picture, label: gettext("Foto"), subject: incident.id, at };
}

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

export function asked(incident: Incident, point: Point | null, at: string): Wanted {
  const body = { at, ...point };
  return {
    path: `incidents/${incident.id}/help`,
    body,
    label: gettext("Minta bantuan"),
    subject: incident.id,
    at,
  };
}

export function panicked(unit: Id, point: Point | null, at: string): Wanted {
  return { path: `units/${unit}/panic`, body: { at, ...point }, label: gettext("PANIK"), subject: unit, at };
}

const JOBS = "psc.job.";

/** The last job, for a page that is opened without a network; the first frame from the server replaces it whole. */
export class Memory {
  private readonly name: string;

  constructor(
    private readonly storage: Storage,
    user: Id,
  ) {
    this.name = JOBS + user;
  }

  /** A telephone goes from hand to hand: only the one who is signed in finds a job on it. */
  forgetOthers(): void {
    const { storage } = this;
    const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
    for (const name of names) if (name.startsWith(JOBS) && name !== this.name) storage.removeItem(name);
  }

  forget(): void {
    this.storage.removeItem(this.name);
  }

  keep(cards: Cards): void {
    try {
      this.storage.setItem(this.name, JSON.stringify(cards));
    } catch {
      // Full or forbidden: then a page opened without a network is empty, and says that it is offline.
    }
  }

  frame(): Frame | null {
    try {
      const text = this.storage.getItem(this.name);
      return text === null ? null : { after: null, position: 0, cards: JSON.parse(text) as Cards, gone: [] };
    } catch {
      return null;
    }
  }
}
