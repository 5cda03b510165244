import { expect, test } from "vitest";
import type { Action } from "./actions";
import { collectAlarms, type Situation } from "./causes";
import { aConfig, anAlarm, anAssignment, anIncident, aReport, frame, NOON } from "./fixtures";
import { Moves } from "./moves";
import { CardStore } from "./store";
import type { Cards, Config, Load } from "./types";

const NOW = Date.parse(NOON);

function situation(cards: Cards, user: Partial<Config["user"]> = {}, more: Partial<Situation> = {}): Situation {
  const config = aConfig({ user: { ...aConfig().user, ...user } });
  const store = new CardStore();
  store.apply(frame(null, 1, cards));
  const nothing = { line: "live", lineSince: NOW, pending: [], ownReports: new Set<string>(), now: NOW } as const;
  const notes = { shown: undefined, lookingSince: NOON, notesRead: new Map<string, string>() };
  const floods: readonly Load[] = [];
  return { config, store, moves: new Moves(config), ...nothing, ...notes, floods, ...more };
}

const damkar = { roles: ["desk"], agency: { code: "damkar", name: "Damkar" } };
const seen = (from: Situation) => collectAlarms(from).map(({ key, class: level, mine }) => [key, level, mine]);

test("a dead line is this position's own alarm", () => {
  expect(seen(situation({}, {}, { line: "stale" }))).toEqual([["line", "A1", true]]);
  expect(seen(situation({}, {}, { line: "loading" }))).toEqual([]);
});

test("an action without an answer for ten seconds is one", () => {
  const pending = [{ action: { id: "k", label: "Terima" } as Action, slowness: "alarm" as const, since: NOW }];
  expect(seen(situation({}, {}, { pending }))).toEqual([["action:k", "A2", true]]);
});

test.each([
  ["conflict", "in-1"],
  ["refused", "note:in-1"],
  ["stuck", "as-1"],
])("what was %s of %s is told to who looks elsewhere by now, with the way there", (state, subject) => {
  const incidents = [anIncident({ assignments: [anAssignment({ id: "as-1" })] })];
  const refusal = { code: "changed", message: "Sudah diubah" };
  const action = { id: "k", label: "Terima", subject, state, refusal } as Action;
  const pending = [{ action, slowness: "fresh" as const, since: NOW - 9_000 }];
  const [alarm, ...others] = collectAlarms(situation({ incidents }, {}, { pending, shown: "in-2" }));
  expect(alarm).toMatchObject({ key: "refused:k", class: "A2", mine: true, incident: "in-1", since: NOW - 9_000 });
  expect(alarm?.text).toContain(state === "stuck" ? "TIDAK terkirim" : "Sudah diubah");
  expect(others).toEqual([]);
  expect(seen(situation({ incidents }, {}, { pending, shown: "in-1" }))).toEqual([]);
});

test("cards are everybody's to see and only their role's to hear", () => {
  const alarms = [anAlarm({ id: "d" }), anAlarm({ id: "c", for: "coordinator", class: "A1" })];
  expect(seen(situation({ alarms }))).toEqual([
    [`card:d:${NOON}`, "A2", true],
    [`card:c:${NOON}`, "A1", false],
  ]);
});

test("nobody is told to ring their own desk", () => {
  const alarms = [anAlarm({ kind: "acknowledge", agency: damkar.agency, phone: "(0355) 000-130" })];
  const [own] = collectAlarms(situation({ alarms }, damkar));
  expect([own?.phone, own?.text.includes("Damkar")]).toEqual([null, false]);
  const [centres] = collectAlarms(situation({ alarms }));
  expect([centres?.phone, centres?.text.includes("Damkar")]).toEqual(["(0355) 000-130", true]);
});

test("what everybody is to know is this person's until this person has read it", () => {
  const told = { id: "n", class: "A3", kind: "procedure", for: "everybody", page: "/sop/X/versions/2/news" } as const;
  const notice = (...readers: string[]) => ({ alarms: [anAlarm({ ...told, read_by: readers })] });
  expect(seen(situation(notice("somebody")))).toEqual([[`card:n:${NOON}`, "A3", true]]);
  expect(seen(situation(notice("somebody", aConfig().user.id)))).toEqual([]);
  expect(collectAlarms(situation(notice()))[0]).toMatchObject({ page: told.page, canWait: false });
});

test("a desk hears of its unaccepted task, louder for P1, and not of other agencies' or mere information", () => {
  const task = (priority: string, fields = {}) =>
    anIncident({ id: priority, priority, assignments: [anAssignment({ id: `as-${priority}`, ...fields })] });
  expect(seen(situation({ incidents: [task("P1"), task("P3")] }, damkar))).toEqual([
    ["task:as-P1", "A1", true],
    ["task:as-P3", "A2", true],
  ]);
  expect(seen(situation({ incidents: [task("P1", { status: "acknowledged" })] }, damkar))).toEqual([]);
  expect(seen(situation({ incidents: [task("P1", { role: "informed" })] }, damkar))).toEqual([]);
  expect(seen(situation({ incidents: [task("P1", { agency: { code: "bpbd", name: "BPBD" } })] }, damkar))).toEqual([]);
});

test("a crew hears of its own new job", () => {
  const jobs = [
    { id: "j1", unit: { id: "u-9", call_sign: "AMB-1" }, status: "assigned", since: NOON },
    { id: "j2", unit: { id: "u-8", call_sign: "AMB-2" }, status: "assigned", since: NOON },
  ];
  const incidents = [anIncident({ assignments: [anAssignment({ units: jobs })] })];
  const crew = { roles: ["crew"], unit: { id: "u-9", call_sign: "AMB-1" } };
  expect(seen(situation({ incidents }, crew))).toEqual([["job:j1", "A1", true]]);
});

test("a report from a channel without a voice chimes, a call or one's own does not", () => {
  const reports = [
    aReport({ id: "app", channel: "app" }),
    aReport({ id: "call" }),
    aReport({ id: "own", channel: "web" }),
    aReport({ id: "taken", channel: "sms", status: "claimed" }),
  ];
  expect(seen(situation({ reports }, {}, { ownReports: new Set(["own"]) }))).toEqual([["report:app", "A2", true]]);
});

test("the last minute before a limit is told to who can still meet it", () => {
  const soon = new Date(NOW + 30_000).toISOString();
  const later = new Date(NOW + 61_000).toISOString();
  const incidents = [
    anIncident({
      assignments: [anAssignment({ status: "acknowledged", role: "support" })],
      deadlines: [
        { kind: "dispatch", due_at: soon, missed: false },
        { kind: "on_scene", due_at: later, missed: false },
        { kind: "acknowledge", due_at: soon, missed: false },
      ],
    }),
  ];
  expect(seen(situation({ incidents }))).toEqual([["soon:in-1:dispatch", "A2", true]]);
  expect(seen(situation({ incidents }, { roles: ["auditor"] }))).toEqual([]);
  // A supporting desk is not the one who is late.
  expect(seen(situation({ incidents }, damkar))).toEqual([]);
});

test("what is closed rings no more", () => {
  const incidents = [anIncident({ stage: "closed", assignments: [anAssignment()] })];
  expect(seen(situation({ incidents }, damkar))).toEqual([]);
});

test("a position that drowns in alarms is told to whoever watches the loads", () => {
  const load = { last_10_min: 14, average_10_min: 2, alarms: 40, mix: { A1: 30, A2: 10, A3: 0 }, calm: false };
  const floods = [{ ...load, role: "dispatcher", audience: "centre", flood: true }];
  const [alarm] = collectAlarms({ ...situation({}), floods });
  expect(alarm).toMatchObject({ key: "flood:dispatcher:centre", class: "A2", mine: true });
  expect(alarm?.text).toContain("14");
});

test("a note that somebody else wrote since one looks on is counted until the incident was on the screen", () => {
  const note = (at: string, author = "Operator Dua") => ({ id: `n-${at}`, at, author, text: "Jalan tertutup." });
  const later = "2999-01-01T00:00:00.000Z";
  const with_ = (...notes: ReturnType<typeof note>[]) => ({ incidents: [anIncident({ id: "i", notes })] });
  expect(seen(situation(with_(note(later))))).toEqual([[`note:n-${later}`, "A3", true]]);
  expect(seen(situation(with_(note("2020-01-01T00:00:00.000Z"))))).toEqual([]);
  expect(seen(situation(with_(note(later, aConfig().user.name))))).toEqual([]);
  expect(seen(situation(with_(note(later)), {}, { notesRead: new Map([["i", later]]) }))).toEqual([]);
  expect(seen(situation(with_(note(later)), {}, { lookingSince: null }))).toEqual([]);
});
