// The limits that were missed and still oblige somebody, by the time to the next step of their ladders. Pure.

import type { CardStore } from "./store";
import type { AlarmCard, Assignment, Config, Deadline, Id, Incident, LimitAct, Report } from "./types";
import { shortNumber, typeName } from "./words";

export interface Escalation {
  readonly limit: Id;
  readonly kind: string;
  readonly incident: Id | null;
  readonly report: Id | null;
  readonly number: string;
  readonly title: string;
  readonly priority: string | null;
  readonly dueAt: string;
  /** The agency that was asked, and what has come of it. */
  readonly part: Assignment | null;
  readonly step: number;
  readonly steps: number;
  readonly called: string | null;
  readonly next: string | null;
  readonly nextAt: string | null;
  readonly act: LimitAct | null;
}

export function escalations(store: CardStore, config: Config): readonly Escalation[] {
  const rows: Escalation[] = [];
  for (const incident of store.incidents.values()) {
    for (const limit of missed(incident.deadlines)) rows.push(ofIncident(config, incident, limit));
  }
  for (const report of store.reports.values()) {
    for (const limit of missed(report.deadlines ?? [])) rows.push(ofReport(report, limit));
  }
  for (const alarm of store.alarms.values()) {
    for (const limit of missed(alarm.limit ? [alarm.limit] : [])) rows.push(ofHelp(alarm, limit));
  }
  return rows.sort(bySoonest);
}

/** The soonest next step on top; what has no step left stands below, the longest missed first. */
function bySoonest(a: Escalation, b: Escalation): number {
  if (a.nextAt !== b.nextAt) {
    if (a.nextAt === null) return 1;
    if (b.nextAt === null) return -1;
    return a.nextAt < b.nextAt ? -1 : 1;
  }
  return a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0;
}

function missed(limits: readonly Deadline[]): readonly Deadline[] {
  return limits.filter((limit) => limit.missed && limit.id !== undefined);
}

function ofIncident(config: Config, incident: Incident, limit: Deadline): Escalation {
  const part = incident.assignments.find(({ id }) => id === limit.assignment) ?? null;
  return {
    ...ofLimit(limit),
    incident: incident.id,
    report: null,
    number: shortNumber(incident.number),
    title: typeName(config, incident),
    priority: incident.priority,
    part,
  };
}

function ofReport(report: Report, limit: Deadline): Escalation {
  const place = report.place ?? "";
  return {
    ...ofLimit(limit),
    incident: null,
    report: report.id,
    number: shortNumber(report.number),
    title: place,
    priority: report.suggestion?.priority ?? null,
    part: null,
  };
}

/** A call for help may belong to no incident: then it is known by who calls. */
function ofHelp(alarm: AlarmCard, limit: Deadline): Escalation {
  const who = alarm.help?.from.name ?? "";
  return {
    ...ofLimit(limit),
    incident: alarm.incident,
    report: null,
    number: alarm.number === null ? who : shortNumber(alarm.number),
    title: [alarm.number === null ? "" : who, alarm.help?.text ?? ""].filter(Boolean).join(" · "),
    priority: null,
    part: null,
  };
}

function ofLimit(
  limit: Deadline,
): Pick<Escalation, "limit" | "kind" | "dueAt" | "step" | "steps" | "called" | "next" | "nextAt" | "act"> {
  return {
    limit: limit.id ?? "",
    kind: limit.kind,
    dueAt: limit.due_at,
    step: limit.step ?? 0,
    steps: limit.steps ?? 0,
    called: limit.called ?? null,
    next: limit.next ?? null,
    nextAt: limit.next_at ?? null,
    act: limit.act ?? null,
  };
}
