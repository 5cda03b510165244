import { describe, expect, it } from "vitest";
import { belongs, HEADING, narrowing, orderOf, PLAIN, SavedViews, seenBy, type View, withHeadings } from "./board";
import { anAssignment, anIncident } from "./fixtures";
import { MemoryStorage } from "./testing";
import type { Incident } from "./types";

const ngunut = { code: "1.1", name: "Kaliwungu", district: "Ngunut" };
const view = (change: Partial<View>): View => ({ ...PLAIN, ...change });

function rows(...incidents: readonly Incident[]): (change: Partial<View>) => string[] {
  return (change) => [...incidents].sort(orderOf(view(change))).map((incident) => incident.id);
}

describe("what belongs to a view", () => {
  const incident = anIncident({ area: ngunut, assignments: [anAssignment()] });

  it.each([
    [{}, true],
    [{ district: "Ngunut" }, true],
    [{ district: "Kauman" }, false],
    [{ agency: "damkar" }, true],
    [{ agency: "polres" }, false],
    [{ priority: "P2" }, false],
    [{ group: "done" as const }, false],
    [{ text: "pasar damkar" }, true],
    [{ text: "ngunut #000412" }, true],
    [{ text: "ngunut rsud" }, false],
  ])("%j: %s", (change, expected) => expect(belongs(incident, view(change))).toBe(expected));

  it("is not an agency's that has declined", () => {
    const declined = anIncident({ assignments: [anAssignment({ status: "declined" })] });
    expect(belongs(declined, view({ agency: "damkar" }))).toBe(false);
  });

  it("is counted by what narrows it, not by its order", () => {
    expect(narrowing(view({ order: "newest", heap: "type" }))).toBe(0);
    expect(narrowing(view({ district: "Ngunut", text: "x" }))).toBe(2);
  });
});

describe("the order", () => {
  const limit = (due_at: string) => [{ kind: "dispatch", due_at, missed: false }];
  const a = anIncident({ id: "a", priority: "P2", opened_at: "2026-03-01T05:00:00Z", type: "Z", area: ngunut });
  const b = anIncident({ id: "b", priority: "P1", opened_at: "2026-03-01T05:01:00Z", type: "A" });
  const c = anIncident({ id: "c", priority: "P3", opened_at: "2026-03-01T05:02:00Z", type: "Z", area: ngunut });
  const of = rows(
    a,
    { ...b, deadlines: limit("2026-03-01T06:00:00Z") },
    { ...c, deadlines: limit("2026-03-01T05:30:00Z") },
  );

  it.each([
    [{}, ["b", "a", "c"]],
    [{ order: "newest" as const }, ["c", "b", "a"]],
    [{ order: "limit" as const }, ["c", "b", "a"]],
    [{ heap: "district" as const }, ["a", "c", "b"]],
    [{ heap: "type" as const, order: "newest" as const }, ["b", "c", "a"]],
  ])("%j", (change, expected) => expect(of(change)).toEqual(expected));

  it("puts a heading before each heap", () => {
    expect(withHeadings([a, c, b], "district")).toEqual([`${HEADING}Ngunut`, "a", "c", HEADING, "b"]);
    expect(withHeadings([a, b], "none")).toEqual(["a", "b"]);
  });
});

it("says who has seen it and who has not", () => {
  const statuses = ["alerted", "delivered", "acknowledged", "responding", "declined", "withdrawn", "done"];
  const assignments = statuses.map((status) => anAssignment({ id: status, status }));
  expect(seenBy(anIncident({ assignments }))).toEqual({ taken: 3, shown: 1, unseen: 1 });
});

describe("a saved view", () => {
  it("belongs to one person and survives what was added to views since", () => {
    const storage = new MemoryStorage();
    const mine = new SavedViews(storage, "u-1");
    mine.keep("Ngunut P1", view({ district: "Ngunut", priority: "P1" }));
    storage.setItem("psc.views.u-2", '{"Lama": {"text": "api"}}');
    expect(mine.all().get("Ngunut P1")).toMatchObject({ district: "Ngunut", priority: "P1" });
    expect(new SavedViews(storage, "u-2").all().get("Lama")).toEqual(view({ text: "api" }));
    mine.forget("Ngunut P1");
    expect(mine.all().size).toBe(0);
  });

  it("that cannot be read is none", () => {
    const storage = new MemoryStorage();
    storage.setItem("psc.views.u-1", "{");
    expect(new SavedViews(storage, "u-1").all().size).toBe(0);
  });
});
