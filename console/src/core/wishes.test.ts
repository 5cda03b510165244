import { expect, test } from "vitest";
import { anAlarm, anAssignment, anIncident, aReport, frame } from "./fixtures";
import { CardStore } from "./store";
import type { Cards } from "./types";
import * as wish from "./wishes";

function board(cards: Cards): CardStore {
  const store = new CardStore();
  store.apply(frame(null, 1, cards));
  return store;
}

const job = { id: "job-1", unit: { id: "un-1", call_sign: "PMK-1" }, status: "assigned", since: "" };
const withJob = (status: string) =>
  board({ incidents: [anIncident({ assignments: [anAssignment({ units: [{ ...job, status }] })] })] });
const behalf = { name: "Pak Budi", means: "phone" };

test("opening without a change leaves the suggestion standing, and is shown by the incident's card", () => {
  const open = wish.open(aReport(), null);
  expect(open).toMatchObject({ path: "reports/re-1/open", body: {}, subject: "re-1" });
  expect(open.shown(board({}), { incident: { id: "in-1" } })).toBe(false);
  expect(open.shown(board({ incidents: [anIncident()] }), { incident: { id: "in-1" } })).toBe(true);
  expect(wish.open(aReport(), { type: "FIR-BUILDING", priority: "P2" }).body).toEqual({
    type: "FIR-BUILDING",
    priority: "P2",
  });
});

test("a decided report is shown decided by leaving the board, an undone one by coming back", () => {
  const waiting = board({ reports: [aReport()] });
  for (const decided of [wish.dismiss(aReport(), "prank", "Prank"), wish.attach(aReport(), anIncident())]) {
    expect(decided.shown(waiting, null)).toBe(false);
    expect(decided.shown(board({}), null)).toBe(true);
  }
  expect(wish.undo("re-1").shown(board({}), null)).toBe(false);
  expect(wish.undo("re-1").shown(waiting, null)).toBe(true);
  expect(wish.claim(aReport()).shown(waiting, null)).toBe(false);
  expect(wish.claim(aReport()).shown(board({ reports: [aReport({ status: "claimed" })] }), null)).toBe(true);
});

test("a part is moved when its status is another one, or its card is gone", () => {
  const take = wish.movePart(anAssignment(), "acknowledge", behalf);
  expect(take).toMatchObject({ path: "assignments/as-1/acknowledge", body: { on_behalf: behalf } });
  expect(take.shown(board({ incidents: [anIncident({ assignments: [anAssignment()] })] }), null)).toBe(false);
  expect(
    take.shown(board({ incidents: [anIncident({ assignments: [anAssignment({ status: "acknowledged" })] })] }), null),
  ).toBe(true);
  expect(take.shown(board({}), null)).toBe(true);
  expect(wish.decline(anAssignment(), "no_unit", null)).toMatchObject({
    path: "assignments/as-1/decline",
    body: { reason: "no_unit" },
  });
});

test("a unit is sent when its task stands on the card, and moved when the task says so", () => {
  const send = wish.sendUnit("as-1", job.unit, null);
  expect(send).toMatchObject({ path: "assignments/as-1/units", body: { unit: "un-1" } });
  expect(send.shown(board({}), { unit_assignment: { id: "job-1" } })).toBe(false);
  expect(send.shown(withJob("assigned"), { unit_assignment: { id: "job-1" } })).toBe(true);
  const go = wish.moveUnit(job, "en_route", null);
  expect(go).toMatchObject({ path: "unit-assignments/job-1/status", body: { status: "en_route" } });
  expect(go.shown(withJob("assigned"), null)).toBe(false);
  expect(go.shown(withJob("en_route"), null)).toBe(true);
});

test("notes, new types and ends are shown by the incident", () => {
  const incident = anIncident();
  const noted = anIncident({ notes: [{ id: "n", at: "", author: "", text: "" }] });
  expect(wish.note(incident, "hati-hati").shown(board({ incidents: [incident] }), { note: { id: "n" } })).toBe(false);
  expect(wish.note(incident, "hati-hati").shown(board({ incidents: [noted] }), { note: { id: "n" } })).toBe(true);
  const choice = { type: "FIR-LAND", priority: "P3" };
  expect(wish.reclassify(incident, choice).shown(board({ incidents: [incident] }), null)).toBe(false);
  expect(wish.reclassify(incident, choice).shown(board({ incidents: [anIncident(choice)] }), null)).toBe(true);
  const proposal = { ...choice, because: ["FIR-BUILDING.what=shed"], report: "r", at: "" };
  const proposed = board({ incidents: [anIncident({ proposal })] });
  expect(wish.declineProposal(incident).shown(proposed, null)).toBe(false);
  expect(wish.declineProposal(incident).shown(board({ incidents: [incident] }), null)).toBe(true);
  const closed = board({ incidents: [anIncident({ stage: "closed" })] });
  expect(wish.close(incident, "resolved", "").body).toEqual({ disposition: "resolved" });
  expect(wish.close(incident, "resolved", "aman").body).toEqual({ disposition: "resolved", note: "aman" });
  expect(wish.close(incident, "resolved", "").shown(closed, null)).toBe(true);
  expect(wish.reopen(incident).shown(closed, null)).toBe(false);
  expect(wish.reopen(incident).shown(board({ incidents: [incident] }), null)).toBe(true);
});

test("an alarm is acknowledged when its card says by whom, or is gone", () => {
  const seen = wish.acknowledgeAlarm("al-1", "", "u-1");
  expect(seen.shown(board({ alarms: [anAlarm()] }), null)).toBe(false);
  expect(seen.shown(board({ alarms: [anAlarm({ acknowledged: { by: "siti", at: "" } })] }), null)).toBe(true);
  expect(seen.shown(board({}), null)).toBe(true);
});
