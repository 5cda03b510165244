import { expect, test } from "vitest";
import { jobOf, Memory, moved, nextStates } from "./crew";
import { aConfig, anAssignment, anIncident } from "./fixtures";
import { MemoryStorage } from "./testing";

const table = aConfig().moves.unit_assignment;
const job = { id: "jo-1", unit: { id: "un-1", call_sign: "AMB-1" }, status: "assigned", since: "" };

test("the job is the unit's own and open one", () => {
  const incident = anIncident({ assignments: [anAssignment({ units: [job] })] });
  expect(jobOf([anIncident({ id: "in-0" }), incident], "un-1")?.incident.id).toBe("in-1");
  expect(jobOf([incident], "un-2")).toBeUndefined();
  expect(jobOf([incident], undefined)).toBeUndefined();
  const over = anIncident({ assignments: [anAssignment({ units: [{ ...job, status: "cleared" }] })] });
  expect(jobOf([over], "un-1")).toBeUndefined();
});

test.each([
  ["assigned", true, ["en_route"]],
  ["en_route", true, ["on_scene"]],
  ["on_scene", true, ["transporting", "cleared"]],
  ["on_scene", false, ["cleared", "transporting"]],
  ["at_hospital", true, ["cleared"]],
  ["cleared", true, []],
] as const)("from %s the usual next state stands first", (state, carries, states) => {
  expect(nextStates(table, state, carries)).toEqual(states);
});

test("a state goes out with its true time, and where to only if it is known", () => {
  expect(moved(job, "en_route", "2026-03-01T05:00:00Z").body).toEqual({
    status: "en_route",
    at: "2026-03-01T05:00:00Z",
  });
  expect(moved(job, "transporting", "T", "RSUD").body).toEqual({
    status: "transporting",
    at: "T",
    destination: "RSUD",
  });
});

test("the last job is there again without a network; what cannot be read is nothing", () => {
  const storage = new MemoryStorage();
  const memory = new Memory(storage, "user-1");
  expect(memory.frame()).toBeNull();
  memory.keep({ incidents: [anIncident()] });
  expect(memory.frame()).toMatchObject({ after: null, cards: { incidents: [{ id: "in-1" }] } });
  storage.setItem("psc.job.user-1", "{");
  expect(memory.frame()).toBeNull();
  storage.full = true;
  memory.keep({});
});

test("a telephone goes on to the next hand without the last job; drafts and settings stay", () => {
  const storage = new MemoryStorage();
  storage.setItem("psc.draft.user-1.a", "{}");
  new Memory(storage, "user-1").keep({ incidents: [anIncident()] });
  const next = new Memory(storage, "user-2");
  next.keep({ incidents: [] });
  next.forgetOthers();
  expect([...storage.rows.keys()]).toEqual(["psc.draft.user-1.a", "psc.job.user-2"]);
  next.forget();
  expect([...storage.rows.keys()]).toEqual(["psc.draft.user-1.a"]);
});
