import { expect, test } from "vitest";
import { escalations } from "./escalations";
import { aConfig, anAlarm, anAssignment, anIncident, aReport, frame } from "./fixtures";
import { CardStore } from "./store";
import type { Deadline } from "./types";

function limit(id: string, fields: Partial<Deadline> = {}): Deadline {
  const ladder = { step: 1, steps: 3, called: "desk", next: "supervisor", act: null };
  return { id, kind: "acknowledge", due_at: "2026-03-01T05:01:00Z", missed: true, ...ladder, ...fields };
}

function rows(...limits: readonly Deadline[]) {
  const store = new CardStore();
  const incident = anIncident({ assignments: [anAssignment({ status: "delivered" })], deadlines: limits });
  const waiting = limit("report", { kind: "unhandled", next_at: "2026-03-01T05:02:30Z" });
  store.apply(frame(null, 1, { incidents: [incident], reports: [aReport({ deadlines: [waiting] })] }));
  return escalations(store, aConfig());
}

test("the soonest next step stands on top, what has no step left below", () => {
  const found = rows(
    limit("ended", { next_at: null, due_at: "2026-03-01T05:00:30Z" }),
    limit("late", { next_at: "2026-03-01T05:09:00Z" }),
    limit("soon", { next_at: "2026-03-01T05:02:00Z" }),
    limit("ended-longer", { next_at: null, due_at: "2026-03-01T05:00:10Z" }),
  );
  expect(found.map((row) => row.limit)).toEqual(["soon", "report", "late", "ended-longer", "ended"]);
});

test("a limit that is not missed is no escalation", () => {
  expect(rows(limit("running", { missed: false })).map((row) => row.limit)).toEqual(["report"]);
});

test("it names the incident, the agency that was asked and what came of it", () => {
  const [, row] = rows(limit("a", { assignment: "as-1", next_at: "2026-03-01T05:05:00Z" }));
  expect(row).toMatchObject({ number: "#000412", title: "Kebakaran bangunan", priority: "P1", step: 1, steps: 3 });
  expect(row?.part?.agency.phone).toBe("0355-111");
  expect(row?.part?.status).toBe("delivered");
});

test("a call for help that was missed is one too, with an incident or without", () => {
  const from = { audience: "unit:1", name: "AMB-1", author: "Awak" };
  const help = { id: "h", at: "", heard_at: "", from, panic: true, text: "", lat: null, lon: null, answered_at: null };
  const card = { help, kind: "panic", number: null, incident: null, limit: limit("panic", { kind: "panic" }) };
  const store = new CardStore();
  store.apply(frame(null, 1, { alarms: [anAlarm(card), anAlarm({ id: "al-2", limit: null })] }));
  expect(escalations(store, aConfig())).toMatchObject([{ limit: "panic", number: "AMB-1", incident: null }]);
});
