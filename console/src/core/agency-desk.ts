// What an agency's desk asks of the cards: what is new, what runs, what is late. Pure: cards in, an answer out.

import { compareIncidents, isActive, isOpen, isUnaccepted, nextDeadline, partOf } from "./selectors";
import type { Deadline, Id, Incident, Unit, UnitAssignment } from "./types";

export type Pile = "new" | "running" | "late" | "done";

/** Where an incident lies for this agency; late is also new or running. */
export function pilesOf(incident: Incident, agency: string | undefined): readonly Pile[] {
  const own = partOf(incident, agency);
  if (!own || !isOpen(incident) || !isActive(own)) return ["done"];
  const pile: Pile = isUnaccepted(own) && own.role !== "informed" ? "new" : "running";
  const late = incident.deadlines.some((limit) => limit.missed && (!limit.assignment || limit.assignment === own.id));
  return late ? [pile, "late"] : [pile];
}

/** The limit that stands on the row: what this agency owes first. */
export function dueOf(incident: Incident, agency: string | undefined): Deadline | undefined {
  return isOpen(incident) ? nextDeadline(incident, partOf(incident, agency)) : undefined;
}

/** Not accepted before running; then as everywhere. */
export function compareTasks(agency: string | undefined): (a: Incident, b: Incident) => number {
  const rank = (incident: Incident) =>
    ({ new: 0, late: 0, running: 1, done: 2 })[pilesOf(incident, agency)[0] ?? "done"];
  return (a, b) => rank(a) - rank(b) || compareIncidents(a, b);
}

export interface OwnUnit {
  readonly unit: Unit;
  /** Its job in the incident that is looked at. */
  readonly job: UnitAssignment | undefined;
}

/** The agency's units: those in this incident first, then the free ones, then those busy or resting elsewhere. */
export function ownUnits(units: Iterable<Unit>, incident: Incident | undefined): readonly OwnUnit[] {
  const jobs = new Map<Id, UnitAssignment>();
  for (const part of incident?.assignments ?? []) {
    for (const job of part.units) if (!["cleared", "cancelled"].includes(job.status)) jobs.set(job.unit.id, job);
  }
  const rank = ({ unit, job }: OwnUnit) => (job ? 0 : unit.status === "available" ? 1 : 2);
  return [...units]
    .map((unit) => ({ unit, job: jobs.get(unit.id) }))
    .sort((a, b) => rank(a) - rank(b) || (a.unit.call_sign < b.unit.call_sign ? -1 : 1));
}
