import { expect, test } from "vitest";
import { anIncident, aReport, aUnit, frame } from "./fixtures";
import { CardStore } from "./store";

test("cards are put by id and the position is held", () => {
  const store = new CardStore();
  const changes = store.apply(frame(null, 7, { incidents: [anIncident({ id: "a" })], units: [aUnit({ id: "u" })] }));
  expect(changes).toEqual({ replaced: true, added: ["a", "u"], changed: [], gone: [] });
  expect(store.position).toBe(7);
});

test("only a newer card replaces the one held", () => {
  const store = new CardStore();
  store.apply(frame(null, 5, { incidents: [anIncident({ id: "a", rev: 5, priority: "P2" })] }));
  store.apply(frame(5, 6, { incidents: [anIncident({ id: "a", rev: 4, priority: "P5" })] }));
  expect(store.incidents.get("a")?.priority).toBe("P2");
  const changes = store.apply(frame(6, 8, { incidents: [anIncident({ id: "a", rev: 8, priority: "P1" })] }));
  expect(store.incidents.get("a")?.priority).toBe("P1");
  expect(changes.changed).toEqual(["a"]);
});

test("what is gone leaves whatever kind it was; an unknown id is no event", () => {
  const store = new CardStore();
  store.apply(frame(null, 1, { incidents: [anIncident({ id: "a" })], reports: [aReport({ id: "r" })] }));
  const changes = store.apply(frame(1, 2, {}, ["a", "never"]));
  expect(changes.gone).toEqual(["a"]);
  expect([...store.incidents.keys()]).toEqual([]);
  expect([...store.reports.keys()]).toEqual(["r"]);
});

test("a frame after nothing is all there is, whatever was held", () => {
  const store = new CardStore();
  store.apply(frame(null, 9, { incidents: [anIncident({ id: "a", rev: 9 }), anIncident({ id: "b", rev: 2 })] }));
  const changes = store.apply(
    frame(null, 4, { incidents: [anIncident({ id: "b", rev: 2 }), anIncident({ id: "c" })] }),
  );
  expect(changes).toEqual({ replaced: true, added: ["c"], changed: [], gone: ["a"] });
  expect([...store.incidents.keys()]).toEqual(["b", "c"]);
  expect(store.position).toBe(4);
});

test("old cards plus frames equal fresh cards, in any split", () => {
  const updates = [
    frame(1, 2, { incidents: [anIncident({ id: "a", rev: 2 })] }),
    frame(2, 3, { incidents: [anIncident({ id: "b", rev: 3 })] }),
    frame(3, 4, { incidents: [anIncident({ id: "a", rev: 4, stage: "alerted" })] }, ["b"]),
  ];
  const fresh = new CardStore();
  fresh.apply(frame(null, 4, { incidents: [anIncident({ id: "a", rev: 4, stage: "alerted" })] }));
  const old = new CardStore();
  old.apply(frame(null, 1, {}));
  for (const update of updates) old.apply(update);
  // The same frames once more, as after a cut line: nothing moves.
  old.apply(frame(2, 4, { incidents: [anIncident({ id: "a", rev: 4, stage: "alerted" })] }, ["b"]));
  expect([...old.incidents]).toEqual([...fresh.incidents]);
  expect(old.position).toBe(fresh.position);
});

test("positions of units are overwritten and never touch a card", () => {
  const store = new CardStore();
  store.place([["u", -8.06, 111.9, "2026-03-01T07:00:00Z"]]);
  store.place([["u", -8.07, 111.9, "2026-03-01T07:00:01Z"]]);
  expect(store.whereabouts.get("u")?.[1]).toBe(-8.07);
  expect(store.version).toBe(0);
});
