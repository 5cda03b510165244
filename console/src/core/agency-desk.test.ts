import { expect, test } from "vitest";
import { compareTasks, dueOf, ownUnits, pilesOf } from "./agency-desk";
import { anAssignment, anIncident, aUnit } from "./fixtures";
import type { Assignment, Incident } from "./types";

function task(part: Partial<Assignment>, fields: Partial<Incident> = {}): Incident {
  return anIncident({ stage: "alerted", assignments: [anAssignment(part)], ...fields });
}

test.each([
  [task({ status: "alerted" }), ["new"]],
  [task({ status: "delivered" }), ["new"]],
  [task({ status: "alerted", role: "informed" }), ["running"]],
  [task({ status: "acknowledged" }), ["running"]],
  [task({ status: "done" }), ["done"]],
  [task({ status: "acknowledged" }, { stage: "closed" }), ["done"]],
  [task({ agency: { code: "polres", name: "Polres" } }), ["done"]],
])("a task lies where its agency has to look for it", (incident, piles) => {
  expect(pilesOf(incident, "damkar")).toEqual(piles);
});

test("late is what this agency or the whole incident missed, not what another agency did", () => {
  const missed = (assignment: string | null) => [{ kind: "acknowledge", due_at: "", missed: true, assignment }];
  expect(pilesOf(task({}, { deadlines: missed("as-1") }), "damkar")).toEqual(["new", "late"]);
  expect(pilesOf(task({}, { deadlines: missed(null) }), "damkar")).toEqual(["new", "late"]);
  expect(pilesOf(task({}, { deadlines: missed("as-2") }), "damkar")).toEqual(["new"]);
  expect(dueOf(task({}, { deadlines: missed("as-2") }), "damkar")).toBeUndefined();
});

test("what is not accepted stands above what runs, whatever its priority", () => {
  const fresh = task({ status: "alerted" }, { id: "in-2", priority: "P4" });
  const running = task({ status: "acknowledged" }, { id: "in-1", priority: "P1" });
  expect([running, fresh].sort(compareTasks("damkar")).map(({ id }) => id)).toEqual(["in-2", "in-1"]);
});

test("own units: at work here, then free, then the others", () => {
  const job = { id: "jo-1", unit: { id: "un-3", call_sign: "PMK-3" }, status: "en_route", since: "" };
  const incident = task({ units: [job] });
  const units = [
    aUnit({ id: "un-1", call_sign: "PMK-1", status: "on_scene", incident: "in-9" }),
    aUnit({ id: "un-2", call_sign: "PMK-2" }),
    aUnit({ id: "un-3", call_sign: "PMK-3", status: "en_route" }),
  ];
  expect(ownUnits(units, incident).map(({ unit }) => unit.call_sign)).toEqual(["PMK-3", "PMK-2", "PMK-1"]);
  expect(ownUnits(units, incident)[0]?.job).toBe(job);
});
