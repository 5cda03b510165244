// The dispatcher's view of the board: which rows, in which order, in which heaps - and the views kept under a name.
// Pure, but for the storage that it is given.

import type { Storage } from "./drafts";
import { compareIncidents, EVERYTHING, type Filter, isActive, isUnaccepted, nextDeadline, passes } from "./selectors";
import type { Id, Incident } from "./types";

export type Order = "urgency" | "limit" | "newest";
export type Heap = "none" | "district" | "type" | "lead";

export interface View extends Filter {
  readonly district: string | null;
  readonly agency: string | null;
  readonly order: Order;
  readonly heap: Heap;
}

export const PLAIN: View = { ...EVERYTHING, district: null, agency: null, order: "urgency", heap: "none" };

/** How many choices narrow what is seen; the order hides nothing. */
export function narrowing(view: View): number {
  return [view.priority, view.district, view.agency, view.text || null].filter((each) => each !== null).length;
}

export function belongs(incident: Incident, view: View): boolean {
  if (view.district !== null && districtOf(incident) !== view.district) return false;
  if (
    view.agency !== null &&
    !incident.assignments.some((part) => isPartOf(part.agency.code, part.status, view.agency))
  )
    return false;
  return passes(incident, view);
}

function isPartOf(code: string, status: string, agency: string | null): boolean {
  return code === agency && !["declined", "withdrawn"].includes(status);
}

export function districtOf(incident: Incident): string {
  return incident.area?.district ?? "";
}

export function leadOf(incident: Incident): string {
  const lead = incident.assignments.find((part) => part.role === "lead" && isActive(part));
  return lead?.agency.code ?? "";
}

const LAST = "~";

function limitOf(incident: Incident): string {
  return nextDeadline(incident)?.due_at ?? LAST;
}

const ORDERS: Readonly<Record<Order, (a: Incident, b: Incident) => number>> = {
  urgency: compareIncidents,
  limit: (a, b) => compare(limitOf(a), limitOf(b)) || compareIncidents(a, b),
  newest: (a, b) => compare(b.opened_at, a.opened_at) || compareIncidents(a, b),
};

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function orderOf(view: View): (a: Incident, b: Incident) => number {
  const within = ORDERS[view.order];
  if (view.heap === "none") return within;
  // What belongs to no heap stands last.
  return (a, b) => compare(heapOf(a, view.heap) || LAST, heapOf(b, view.heap) || LAST) || within(a, b);
}

export function heapOf(incident: Incident, heap: Heap): string {
  if (heap === "district") return districtOf(incident);
  if (heap === "type") return incident.type;
  return heap === "lead" ? leadOf(incident) : "";
}

export interface Seen {
  /** Agencies that have taken it. */
  readonly taken: number;
  /** On their screen, and not answered. */
  readonly shown: number;
  /** Not even on a screen. */
  readonly unseen: number;
}

/** Who has seen it and who has not, of those that must answer. */
export function seenBy(incident: Incident): Seen {
  const parts = incident.assignments.filter((part) => isActive(part) || part.status === "done");
  const waiting = parts.filter(isUnaccepted);
  const unseen = waiting.filter((part) => part.status === "alerted").length;
  return { taken: parts.length - waiting.length, shown: waiting.length - unseen, unseen };
}

/** A row of the list that is no incident: the name of a heap. */
export const HEADING = "heading:";

/** The ids in their order, with a heading before each heap. */
export function withHeadings(incidents: readonly Incident[], heap: Heap): Id[] {
  if (heap === "none") return incidents.map((incident) => incident.id);
  const ids: Id[] = [];
  let last: string | null = null;
  for (const incident of incidents) {
    const name = heapOf(incident, heap);
    if (name !== last) ids.push(HEADING + name);
    last = name;
    ids.push(incident.id);
  }
  return ids;
}

/** Views under a name, kept for this person in this browser. */
export class SavedViews {
  private readonly key: string;

  constructor(
    private readonly storage: Storage,
    user: Id,
  ) {
    this.key = `psc.views.${user}`;
  }

  all(): ReadonlyMap<string, View> {
    try {
      const kept = JSON.parse(this.storage.getItem(this.key) ?? "{}") as Record<string, Partial<View>>;
      return new Map(Object.entries(kept).map(([name, view]) => [name, { ...PLAIN, ...view }]));
    } catch {
      return new Map();
    }
  }

  keep(name: string, view: View): void {
    this.write(new Map([...this.all(), [name, view]]));
  }

  forget(name: string): void {
    this.write(new Map([...this.all()].filter(([each]) => each !== name)));
  }

  private write(views: ReadonlyMap<string, View>): void {
    this.storage.setItem(this.key, JSON.stringify(Object.fromEntries(views)));
  }
}
