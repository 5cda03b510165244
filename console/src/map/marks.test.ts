import { describe, expect, it } from "vitest";
import { aConfig, aUnit, anIncident, frame } from "../core/fixtures";
import { CardStore } from "../core/store";
import { type AreaFeature, areasNamed, baseOf } from "./base";
import { ageOf, incidentMarks, roughPlaces, stationMarks, unitMarks } from "./marks";

const NOW = Date.parse("2026-03-01T05:10:00Z");
const ago = (seconds: number): string => new Date(NOW - seconds * 1000).toISOString();
const config = aConfig();

describe("incidents on the map", () => {
  it("have the shape of their priority, and the most urgent is drawn last", () => {
    const marks = incidentMarks(config, [
      anIncident({ id: "a", priority: "P1" }),
      anIncident({ id: "b", priority: "P4" }),
      anIncident({ id: "c", priority: "P2" }),
    ]);
    expect(marks.map((mark) => [mark.id, mark.shape])).toEqual([
      ["b", "disc"],
      ["c", "diamond"],
      ["a", "triangle"],
    ]);
    expect(marks[2]?.label).toBe("▲ P1 KRITIS #000412 Kebakaran bangunan, Pasar Baru No 196");
  });

  it("leave it when they are over, and are not there without a place", () => {
    const gone = [anIncident({ stage: "closed" }), anIncident({ id: "x", lat: null, lon: null })];
    expect(incidentMarks(config, gone)).toEqual([]);
  });
});

describe("a unit's position", () => {
  it.each([
    [0, "fresh"],
    [59, "fresh"],
    [60, "old"],
    [299, "old"],
    [300, "lost"],
  ])("%i seconds old is %s", (seconds, age) => {
    expect(ageOf(ago(seconds), NOW)).toBe(age);
  });

  it("says in words how old it is, and points where it last went", () => {
    const store = new CardStore();
    store.apply(frame(null, 1, { units: [aUnit({ status: "en_route", incident: "in-1" })] }));
    store.place([["un-1", -8.06, 111.9, ago(130)]]);
    expect(unitMarks(store, NOW)[0]).toMatchObject({
      tag: "PMK-1",
      age: "old",
      heading: undefined,
      label: "PMK-1 MENUJU, posisi 2 mnt lalu",
    });
    store.place([["un-1", -8.05, 111.9, ago(2)]]);
    expect(unitMarks(store, NOW)[0]).toMatchObject({ age: "fresh", heading: 0, label: "PMK-1 MENUJU" });
  });

  it("that only trembles has no direction", () => {
    const store = new CardStore();
    store.apply(frame(null, 1, { units: [aUnit()] }));
    store.place([["un-1", -8.06, 111.9, ago(3)]]);
    store.place([["un-1", -8.06004, 111.90003, ago(2)]]);
    expect(store.headings.size).toBe(0);
  });
});

const square = [
  [111.8, -8.1],
  [111.9, -8.1],
  [111.9, -8],
  [111.8, -8.1],
];

function anArea(id: string, name: string, kind: string, geometry?: AreaFeature["geometry"]): AreaFeature {
  const middle = [111.85, -8.05] as const;
  return {
    id,
    properties: { name, kind, parent: null, middle, radius_m: 1200 },
    geometry: geometry ?? { type: "Point", coordinates: middle },
  };
}

describe("the base", () => {
  const base = baseOf({
    features: [
      anArea("1", "Kauman", "district", { type: "Polygon", coordinates: [square] }),
      anArea("1.1", "Kauman", "village"),
      anArea("1.2", "Karanganom", "village", { type: "MultiPolygon", coordinates: [[square], [square]] }),
    ],
  });

  it("keeps every ring with the box around it", () => {
    expect(base.areas.map((area) => area.outlines.length)).toEqual([1, 0, 2]);
    const outline = base.areas[0]?.outlines[0];
    expect(outline?.ring.length).toBe(8);
    expect((outline?.west ?? 0) < (outline?.east ?? 0) && (outline?.north ?? 0) < (outline?.south ?? 0)).toBe(true);
  });

  it("finds areas by the beginning of their name, the district first", () => {
    expect(areasNamed(base, "kau").map((area) => area.code)).toEqual(["1", "1.1"]);
    expect(areasNamed(base, "anom").map((area) => area.code)).toEqual(["1.2"]);
    expect(areasNamed(base, "k")).toEqual([]);
  });

  it("shows an incident of which only the village is known as a circle", () => {
    const incident = anIncident({ lat: null, lon: null, area: { code: "1.1", name: "Kauman", district: "Kauman" } });
    expect(roughPlaces([incident], base)).toEqual([
      { id: "in-1", lat: -8.05, lon: 111.85, radius_m: 1200, tone: "p1" },
    ]);
    expect(roughPlaces([anIncident(), anIncident({ lat: null, area: null })], base)).toEqual([]);
  });

  it("draws how far an incident may be from the middle of the village that was chosen", () => {
    const incident = anIncident({ lat: -8.06, lon: 111.9, radius_m: 900, place: "Kauman" });
    expect(roughPlaces([incident], base)).toMatchObject([{ lat: -8.06, lon: 111.9, radius_m: 900 }]);
    expect(incidentMarks(aConfig(), [incident])[0]?.label).toContain("sekitar Kauman (±900 m)");
  });
});

it("tells hospitals from stations", () => {
  const at = { lat: 0, lon: 0 };
  const marks = stationMarks([
    { code: "rs", name: "RSUD", kind: "hospital", ...at },
    { code: "p", name: "Pos", kind: "fire", ...at },
  ]);
  expect(marks.map((mark) => [mark.layer, mark.shape, mark.tag])).toEqual([
    ["hospitals", "cross", "RSUD"],
    ["stations", "house", undefined],
  ]);
});
