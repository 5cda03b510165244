// Questions that more than one part of the screen asks of the cards. Pure: cards in, an answer out.

import type { Assignment, Deadline, Id, Incident, Report, Unit } from "./types";

export type Group = "waiting" | "active" | "done";

const GROUPS: Readonly<Record<string, Group>> = {
  opened: "waiting",
  alerted: "waiting",
  responding: "active",
  on_scene: "active",
  closed: "done",
  cancelled: "done",
};

export function groupOf(incident: Incident): Group {
  return GROUPS[incident.stage] ?? "waiting";
}

export function isOpen(incident: Incident): boolean {
  return groupOf(incident) !== "done";
}

/** Parts that still oblige somebody. */
export function isActive(assignment: Assignment): boolean {
  return !["declined", "withdrawn", "done"].includes(assignment.status);
}

export function isUnaccepted(assignment: Assignment): boolean {
  return assignment.status === "alerted" || assignment.status === "delivered";
}

/** Whether this id is the incident's own, or one of the rows on its card that a hand can act on. */
export function isAbout(incident: Incident, id: Id): boolean {
  const { assignments, patients = [], help = [] } = incident;
  const rows = [incident, ...assignments, ...assignments.flatMap((part) => part.units), ...patients, ...help];
  return rows.some((row) => row.id === id);
}

export function partOf(incident: Incident, agency: string | undefined): Assignment | undefined {
  if (agency === undefined) return undefined;
  const own = incident.assignments.filter((assignment) => assignment.agency.code === agency);
  return own.find(isActive) ?? own.at(-1);
}

/** The limit that counts on this screen: an agency's own first, and those of the whole incident. */
export function nextDeadline(incident: Incident, own?: Assignment): Deadline | undefined {
  const concerns = (deadline: Deadline) =>
    own === undefined ||
    deadline.assignment === undefined ||
    deadline.assignment === null ||
    deadline.assignment === own.id;
  return earliest(incident.deadlines.filter(concerns));
}

export function earliest(deadlines: readonly Deadline[]): Deadline | undefined {
  return deadlines.reduce<Deadline | undefined>(
    (first, deadline) => (first === undefined || deadline.due_at < first.due_at ? deadline : first),
    undefined,
  );
}

/** By code point: `localeCompare` would cost tens of milliseconds for 2,000 rows. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const GROUP_ORDER: Readonly<Record<Group, number>> = { waiting: 0, active: 0, done: 1 };

/** Open before done, then priority, then the oldest: nobody waits unseen behind newer ones. */
export function compareIncidents(a: Incident, b: Incident): number {
  return (
    GROUP_ORDER[groupOf(a)] - GROUP_ORDER[groupOf(b)] ||
    compare(a.priority, b.priority) ||
    compare(a.opened_at, b.opened_at) ||
    compare(a.id, b.id)
  );
}

/**
 * Sorts what stands in `cards`, starting from the order it had: a list of which one row changed is then almost sorted
 * already, and sorting it costs one look at each row instead of eleven.
 */
export function resort<T extends { readonly id: string }>(
  cards: ReadonlyMap<string, T>,
  before: readonly string[],
  compareRows: (a: T, b: T) => number,
): T[] {
  const placed = new Set(before);
  const rows = before.map((id) => cards.get(id)).filter((row) => row !== undefined);
  for (const [id, row] of cards) if (!placed.has(id)) rows.push(row);
  return rows.sort(compareRows);
}

export interface Filter {
  readonly group: Group | "all";
  readonly priority: string | null;
  readonly text: string;
}

export const EVERYTHING: Filter = { group: "all", priority: null, text: "" };

function wordsOf(incident: Incident): string {
  const area = `${incident.area?.name ?? ""} ${incident.area?.district ?? ""}`;
  const units = incident.assignments.flatMap((part) => [
    part.agency.name,
    part.agency.name_en ?? "",
    ...part.units.map((job) => job.unit.call_sign),
  ]);
  const names = [incident.type, incident.type_name?.id ?? "", incident.type_name?.en ?? ""];
  return [incident.number, incident.place ?? "", area, ...names, ...units].join(" ").toLowerCase();
}

export function passes(incident: Incident, filter: Filter): boolean {
  if (filter.group !== "all" && groupOf(incident) !== filter.group) return false;
  if (filter.priority !== null && incident.priority !== filter.priority) return false;
  if (filter.text === "") return true;
  const words = wordsOf(incident);
  return filter.text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word.replace(/^#/, "")));
}

export function isUnhandled(report: Report): boolean {
  return report.status === "received" || report.status === "claimed";
}

/** Unhandled first, by priority and then the longest waiting on top; then the handled ones, newest first. */
export function compareReports(a: Report, b: Report): number {
  const waiting = Number(isUnhandled(b)) - Number(isUnhandled(a));
  if (waiting !== 0) return waiting;
  const older = compare(a.received_at, b.received_at) || compare(a.id, b.id);
  if (!isUnhandled(a)) return -older;
  return compare(a.suggestion?.priority ?? "P3", b.suggestion?.priority ?? "P3") || older;
}

export interface Queue {
  readonly waiting: number;
  /** When the one that waits longest came in. */
  readonly oldest: string | null;
}

/** Reports that nobody has taken yet. */
export function queueOf(reports: Iterable<Report>): Queue {
  let waiting = 0;
  let oldest: string | null = null;
  for (const report of reports) {
    if (report.status !== "received") continue;
    waiting += 1;
    if (oldest === null || report.received_at < oldest) oldest = report.received_at;
  }
  return { waiting, oldest };
}

const asPeopleCount = new Intl.Collator("id", { numeric: true });

export function compareUnits(a: Unit, b: Unit): number {
  return compare(a.agency.name, b.agency.name) || asPeopleCount.compare(a.call_sign, b.call_sign);
}
