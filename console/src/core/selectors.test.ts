import { expect, test } from "vitest";
import { anAssignment, anIncident, aReport, aUnit } from "./fixtures";
import * as of from "./selectors";

test("open incidents come by priority, then by age; done ones last", () => {
  const incidents = [
    anIncident({ id: "done", priority: "P1", stage: "closed", opened_at: "2026-03-01T01:00:00Z" }),
    anIncident({ id: "new-p1", priority: "P1", opened_at: "2026-03-01T05:00:00Z" }),
    anIncident({ id: "p3", priority: "P3", opened_at: "2026-03-01T02:00:00Z" }),
    anIncident({ id: "old-p1", priority: "P1", stage: "on_scene", opened_at: "2026-03-01T04:00:00Z" }),
  ];
  expect(incidents.sort(of.compareIncidents).map((each) => each.id)).toEqual(["old-p1", "new-p1", "p3", "done"]);
});

test("sorting again from the old order gives what sorting afresh gives", () => {
  const cards = new Map(["c", "a", "b"].map((id, n) => [id, anIncident({ id, priority: `P${3 - n}` })]));
  const order = of.resort(cards, [], of.compareIncidents).map((each) => each.id);
  expect(order).toEqual(["b", "a", "c"]);
  cards.set("c", anIncident({ id: "c", priority: "P1", opened_at: "2026-03-01T01:00:00Z" }));
  cards.set("d", anIncident({ id: "d", priority: "P5" }));
  cards.delete("a");
  expect(of.resort(cards, order, of.compareIncidents).map((each) => each.id)).toEqual(["c", "b", "d"]);
});

test("unhandled reports come first, the longest waiting on top", () => {
  const reports = [
    aReport({ id: "handled", status: "opened", received_at: "2026-03-01T01:00:00Z" }),
    aReport({ id: "young", received_at: "2026-03-01T05:00:10Z" }),
    aReport({ id: "handled-later", status: "dismissed", received_at: "2026-03-01T02:00:00Z" }),
    aReport({ id: "old", status: "claimed", received_at: "2026-03-01T05:00:00Z" }),
  ];
  expect(reports.sort(of.compareReports).map((each) => each.id)).toEqual(["old", "young", "handled-later", "handled"]);
});

test("an agency's clock is its own part's, not another agency's", () => {
  const own = anAssignment({ id: "mine" });
  const deadlines = [
    { kind: "acknowledge", due_at: "2026-03-01T05:01:00Z", missed: false, assignment: "theirs" },
    { kind: "on_scene", due_at: "2026-03-01T05:15:00Z", missed: false, assignment: null },
    { kind: "acknowledge", due_at: "2026-03-01T05:02:00Z", missed: false, assignment: "mine" },
  ];
  const incident = anIncident({ assignments: [own], deadlines });
  expect(of.nextDeadline(incident, own)?.due_at).toBe("2026-03-01T05:02:00Z");
  expect(of.nextDeadline(incident)?.due_at).toBe("2026-03-01T05:01:00Z");
  expect(of.nextDeadline(anIncident())).toBeUndefined();
});

test("a part taken up again counts before one that was declined", () => {
  const declined = anAssignment({ id: "first", status: "declined" });
  const again = anAssignment({ id: "second" });
  expect(of.partOf(anIncident({ assignments: [declined, again] }), "damkar")?.id).toBe("second");
  expect(of.partOf(anIncident({ assignments: [declined] }), "damkar")?.id).toBe("first");
  expect(of.partOf(anIncident(), undefined)).toBeUndefined();
});

test.each([
  ["412", true],
  ["#000412", true],
  ["pasar kebakaran", true],
  ["building", true],
  ["PMK-1", true],
  ["puskesmas", false],
])("searching for %s finds it: %s", (text, found) => {
  const units = [{ id: "j", unit: { id: "u", call_sign: "PMK-1" }, status: "en_route", since: "" }];
  const incident = anIncident({ assignments: [anAssignment({ units })] });
  expect(of.passes(incident, { ...of.EVERYTHING, text })).toBe(found);
});

test("filters for group and priority", () => {
  const incident = anIncident({ stage: "responding", priority: "P2" });
  expect(of.passes(incident, { ...of.EVERYTHING, group: "active" })).toBe(true);
  expect(of.passes(incident, { ...of.EVERYTHING, group: "waiting" })).toBe(false);
  expect(of.passes(incident, { ...of.EVERYTHING, priority: "P1" })).toBe(false);
});

test("units are counted as people do: 2 before 10", () => {
  const units = [aUnit({ call_sign: "PMK-10" }), aUnit({ call_sign: "PMK-2" })];
  expect(units.sort(of.compareUnits).map((unit) => unit.call_sign)).toEqual(["PMK-2", "PMK-10"]);
});
