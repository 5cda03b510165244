import { describe, expect, test } from "vitest";
import { anIncident, aReport, aUnit, frame } from "./fixtures";
import { CardStore } from "./store";
import { freshness, mayReload, partAt, turnOf, wallView, withoutRegion } from "./wall";

const PRIORITIES = ["P1", "P2", "P3", "P4", "P5"];

test("open incidents by priority, who waits, and which units are ready", () => {
  const store = new CardStore();
  const rsud = { code: "rsud", name: "RSUD" };
  store.apply(
    frame(null, 1, {
      incidents: [
        anIncident({ id: "a" }),
        anIncident({ id: "b", priority: "P3" }),
        anIncident({ id: "c", stage: "closed" }),
      ],
      reports: [
        aReport({ id: "late", received_at: "2026-03-01T05:01:00Z" }),
        aReport({ id: "first", received_at: "2026-03-01T05:00:00Z" }),
      ],
      units: [
        aUnit({ id: "1" }),
        aUnit({ id: "2", status: "en_route" }),
        aUnit({ id: "3", agency: rsud, status: "out_of_service" }),
      ],
    }),
  );
  const view = wallView(store, PRIORITIES);
  expect([...view.open]).toEqual([
    ["P1", 1],
    ["P2", 0],
    ["P3", 1],
    ["P4", 0],
    ["P5", 0],
  ]);
  expect([view.waiting, view.oldest]).toEqual([2, "2026-03-01T05:00:00Z"]);
  expect(view.ready).toEqual([
    { agency: "Damkar", ready: 1, all: 2 },
    { agency: "RSUD", ready: 0, all: 1 },
  ]);
  expect(view.top.map(({ id }) => id)).toEqual(["a", "b"]);
});

test.each([
  ["Dinas Sosial Kabupaten Tulungagung", "Dinas Sosial"],
  ["Polres Tulungagung", "Polres"],
  ["Tulungagung fire and rescue service", "Fire and rescue service"],
  ["Kodim 0807/Tulungagung", "Kodim 0807/Tulungagung"],
  ["RSUD dr. Iskak", "RSUD dr. Iskak"],
])("%s is %s on its region's own wall", (name, left) => {
  expect(withoutRegion(name, "Kabupaten Tulungagung")).toBe(left);
  expect(withoutRegion(name, "")).toBe(name);
});

test("the six most urgent stand on top", () => {
  const store = new CardStore();
  const incidents = Array.from({ length: 9 }, (_, n) => anIncident({ id: `i${n}`, priority: n === 8 ? "P1" : "P4" }));
  store.apply(frame(null, 1, { incidents }));
  const { top } = wallView(store, PRIORITIES);
  expect(top).toHaveLength(6);
  expect(top[0]?.id).toBe("i8");
});

test.each([
  [null, "loading"],
  [0, "live"],
  [7_999, "live"],
  [8_000, "stale"],
  [59_999, "stale"],
  [60_000, "frozen"],
] as const)("after %s ms of silence the wall is %s", (silence, expected) => {
  expect(freshness(silence === null ? null : 1_000_000 - silence, 1_000_000)).toBe(expected);
});

describe("a new build is fetched", () => {
  test("at a quiet minute", () => expect(mayReload("a", "b", "live", 0, 60_000)).toBe(true));
  test("not while things move", () => expect(mayReload("a", "b", "live", 10_000, 60_000)).toBe(false));
  test("not on a dead line", () => expect(mayReload("a", "b", "stale", 0, 60_000)).toBe(false));
  test("not without one", () => {
    expect(mayReload("a", "a", "live", 0, 60_000)).toBe(false);
    expect(mayReload("a", "", "live", 0, 60_000)).toBe(false);
  });
});

test.each([
  ["", 0],
  ["?rotate=30", 30_000],
  ["?rotate=5", 20_000],
  ["?rotate=soon", 0],
])("the wall turns only where its link says so, and never faster than people read: %s", (query, turn) => {
  expect(turnOf(query)).toBe(turn);
});

test("a critical incident holds the wall at what is open", () => {
  const at = (now: number, critical: number | null = null) => partAt(30_000, now, critical);
  expect([at(0), at(30_000), at(60_000), at(90_000)]).toEqual(["all", "map", "units", "all"]);
  expect([at(35_000, 34_000), at(95_000, 34_000), partAt(0, 35_000, null)]).toEqual(["all", "all", "all"]);
  expect(at(124_000, 34_000)).toBe("map");
});
