// Every cause for an alarm that stands now: the server's cards and what only this position can see. Pure.

import { type Action, type Slowness } from "./actions";
import { type Alarm, fromCard } from "./alarms";
import { SOON_MS } from "./clock";
import { unreadOf } from "./unread";
import type { Moves } from "./moves";
import { isAbout, isOpen, isUnaccepted, partOf } from "./selectors";
import type { CardStore } from "./store";
import { gettext } from "./strings";
import type { LineState } from "./stream";
import type { AlarmCard, Config, Id, Incident, Load } from "./types";
import { alarmText, deadlineWord, positionWord, shortNumber, typeName, unitWord } from "./words";

export interface Situation {
  readonly config: Config;
  readonly moves: Moves;
  readonly store: CardStore;
  readonly line: LineState;
  /** Server time of the last word heard. */
  readonly lineSince: number;
  /** What was asked for and is not done, and since when (server time). */
  readonly pending: readonly { readonly action: Action; readonly slowness: Slowness; readonly since: number }[];
  /** The card whose panel is on the screen: it says itself what became of what was asked there. */
  readonly shown: Id | undefined;
  /** Reports filed here: whoever filed one needs no chime for it. */
  readonly ownReports: ReadonlySet<Id>;
  /** Since when this position looks on (ISO, the server's time); null until its first board has come. */
  readonly lookingSince: string | null;
  /** When an incident's notes were last on the screen here. */
  readonly notesRead: ReadonlyMap<Id, string>;
  readonly now: number;
  /** Positions that drown in alarms, told to the coordinator. */
  readonly floods: readonly Load[];
}

const NOBODY = {
  incident: null,
  report: null,
  phone: null,
  calls: [],
  page: null,
  card: null,
  acknowledged: false,
  shelved: null,
  canWait: false,
  mine: true,
} as const;

export function collectAlarms(situation: Situation): Alarm[] {
  return [
    ...lineAlarms(situation),
    ...actionAlarms(situation),
    ...refusalAlarms(situation),
    ...cardAlarms(situation),
    ...taskAlarms(situation),
    ...messageAlarms(situation),
    ...noteAlarms(situation),
    ...reportAlarms(situation),
    ...limitAlarms(situation),
    ...floodAlarms(situation),
  ];
}

/** Whether an alarm raised for this role is one that this person must answer. */
export function isMine(card: AlarmCard, { config, moves }: Situation): boolean {
  if (card.for === "everybody") return !moves.readsOnly && !moves.isCrew;
  if (card.for === "desk" || card.for === "supervisor") return moves.worksAtDesk;
  return config.user.roles.includes(card.for);
}

function cardAlarms(situation: Situation): Alarm[] {
  const me = situation.config.user.id;
  const own = situation.config.user.agency?.code;
  const cards = [...situation.store.alarms.values()].filter((card) => !card.read_by?.includes(me));
  return cards.map((raised) => {
    // Nobody rings their own desk.
    const card = own !== undefined && raised.agency?.code === own ? { ...raised, agency: null, phone: null } : raised;
    const incident = card.incident === null ? undefined : situation.store.incidents.get(card.incident);
    return fromCard(card, alarmText(card), isMine(card, situation), incident?.priority === "P1");
  });
}

function lineAlarms({ line, lineSince }: Situation): Alarm[] {
  if (line !== "stale" && line !== "offline") return [];
  const text = gettext("Sambungan terputus: layar ini tidak mengikuti keadaan");
  return [{ ...NOBODY, key: "line", class: "A1", kind: "line", text, since: lineSince }];
}

function actionAlarms({ pending }: Situation): Alarm[] {
  return pending
    .filter(({ slowness }) => slowness === "alarm")
    .map(({ action, since }) => ({
      ...NOBODY,
      key: `action:${action.id}`,
      class: "A2",
      kind: "action",
      text: gettext("Belum pasti sampai: %(what)s", { what: action.label }),
      since,
    }));
}

/** What was not taken while the eye was elsewhere: the hand that asked believes it done until somebody says no. */
function refusalAlarms({ pending, store, shown }: Situation): Alarm[] {
  return pending.flatMap(({ action: { id, label, subject, state, refusal }, since }) => {
    if (!["conflict", "refused", "stuck"].includes(state)) return [];
    const card = subject.replace(/^.*:/, "");
    const incident = [...store.incidents.values()].find((each) => isAbout(each, card))?.id ?? null;
    const report = store.reports.has(card) ? card : null;
    if ((incident ?? report) === null || shown === incident || shown === report) return [];
    const text =
      state === "stuck" ? gettext("%(what)s TIDAK terkirim.", { what: label }) : `${label}: ${refusal?.message}`;
    return [{ ...NOBODY, key: `refused:${id}`, class: "A2", kind: "action", text, since, incident, report }];
  });
}

function taskAlarms(situation: Situation): Alarm[] {
  if (!situation.moves.worksAtDesk && !situation.moves.isCrew) return [];
  const alarms: Alarm[] = [];
  for (const incident of situation.store.incidents.values()) {
    if (!isOpen(incident)) continue;
    alarms.push(...deskTask(situation, incident), ...crewTask(situation, incident));
  }
  return alarms;
}

function deskTask({ config, moves }: Situation, incident: Incident): Alarm[] {
  const own = moves.worksAtDesk ? partOf(incident, config.user.agency?.code) : undefined;
  if (!own || !isUnaccepted(own) || own.role === "informed") return [];
  return [
    {
      ...NOBODY,
      key: `task:${own.id}`,
      class: incident.priority === "P1" ? "A1" : "A2",
      kind: "task",
      text: gettext("Tugas baru %(number)s %(type)s: terima atau tolak", about(config, incident)),
      since: Date.parse(own.since),
      incident: incident.id,
    },
  ];
}

function crewTask({ config, moves }: Situation, incident: Incident): Alarm[] {
  if (!moves.isCrew) return [];
  const jobs = incident.assignments.flatMap((assignment) => assignment.units);
  return jobs
    .filter((job) => job.status === "assigned" && moves.isOwnUnit(job.unit.id))
    .map((job) => ({
      ...NOBODY,
      key: `job:${job.id}`,
      class: "A1",
      kind: "task",
      text: `${unitWord(job.status)} · ${shortNumber(incident.number)} ${typeName(config, incident)}`,
      since: Date.parse(job.since),
      incident: incident.id,
    }));
}

/** Words that no screen of this position has shown: counted, without a sound, until they are read. */
function messageAlarms({ config, moves, store }: Situation): Alarm[] {
  if (moves.readsOnly) return [];
  return [...store.incidents.values()].flatMap((incident) => {
    const unread = unreadOf(incident, config.audience);
    const last = unread.at(-1);
    if (!last) return [];
    const number = shortNumber(incident.number);
    const text = gettext("%(n)s pesan belum dibaca %(number)s", { n: unread.length, number });
    return [notice("message", incident, last.id, last.heard_at, text)];
  });
}

/** Notes of others since one looks on: counted, without a sound, until the incident is on the screen. */
function noteAlarms({ config, moves, store, lookingSince, notesRead }: Situation): Alarm[] {
  if (moves.readsOnly || moves.isCrew || lookingSince === null) return [];
  return [...store.incidents.values()].flatMap((incident) => {
    const last = incident.notes?.at(-1);
    if (!last || last.author === config.user.name || last.at <= (notesRead.get(incident.id) ?? lookingSince)) return [];
    const text = gettext("Catatan baru %(number)s", { number: shortNumber(incident.number) });
    return [notice("note", incident, last.id, last.at, text)];
  });
}

function notice(kind: string, incident: Incident, id: Id, at: string, text: string): Alarm {
  return { ...NOBODY, key: `${kind}:${id}`, class: "A3", kind, text, since: Date.parse(at), incident: incident.id };
}

/** A report that nobody is on the telephone with has nobody yet; a call has the one who took it. */
function reportAlarms({ config, moves, store, ownReports }: Situation): Alarm[] {
  if (!moves.filesReports || !config.user.roles.includes("call_taker")) return [];
  return [...store.reports.values()]
    .filter((report) => report.status === "received" && report.channel !== "call" && !ownReports.has(report.id))
    .map((report) => ({
      ...NOBODY,
      key: `report:${report.id}`,
      class: "A2",
      kind: "report",
      text: gettext("Laporan baru %(number)s menunggu", { number: shortNumber(report.number) }),
      since: Date.parse(report.received_at),
      report: report.id,
    }));
}

/** The minute before a limit. The one for acknowledging lasts hardly longer than that: the task itself rings. */
function limitAlarms(situation: Situation): Alarm[] {
  const { config, moves, store, now } = situation;
  if (!moves.worksAtDesk && !config.user.roles.includes("dispatcher")) return [];
  // As texts: reading thousands of times out of their ISO form costs more than everything else here.
  const [from, until] = [new Date(now).toISOString(), new Date(now + SOON_MS).toISOString()];
  const alarms: Alarm[] = [];
  for (const incident of store.incidents.values()) {
    for (const { kind, due_at: due, missed } of incident.deadlines) {
      if (missed || due <= from || due >= until || !LAST_MINUTE.includes(kind)) continue;
      if (isOpen(incident) && concerns(situation, incident)) alarms.push(limitAlarm(config, incident, kind, due));
    }
  }
  return alarms;
}

const LAST_MINUTE = ["dispatch", "on_scene"];

function limitAlarm(config: Config, incident: Incident, kind: string, due: string): Alarm {
  return {
    ...NOBODY,
    key: `soon:${incident.id}:${kind}`,
    class: "A2",
    kind,
    text: gettext("%(number)s %(type)s: kurang dari satu menit sampai %(what)s", {
      ...about(config, incident),
      what: deadlineWord(kind),
    }),
    since: Date.parse(due) - SOON_MS,
    incident: incident.id,
  };
}

/** A desk answers for the incidents it leads. */
function concerns({ config, moves }: Situation, incident: Incident): boolean {
  return !moves.worksAtDesk || partOf(incident, config.user.agency?.code)?.role === "lead";
}

function about(config: Config, incident: Incident): { number: string; type: string } {
  return { number: shortNumber(incident.number), type: typeName(config, incident) };
}

function floodAlarms({ floods, now }: Situation): Alarm[] {
  return floods.map((load) => ({
    ...NOBODY,
    key: `flood:${load.role}:${load.audience}`,
    class: "A2",
    kind: "flood",
    text: gettext("Banjir alarm di %(position)s: %(n)s dalam 10 menit", {
      position: positionWord(load.role, load.audience),
      n: load.last_10_min,
    }),
    since: now,
  }));
}
