// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { anIncident, aUnit } from "../core/fixtures";
import type { AreaCollection } from "../map/base";
import type { Circle, Mark } from "../map/marks";
import type { MapPort, Pick } from "../map/port";
import { MAP_ELEMENTS } from "./map-elements";
import { PscMap } from "./psc-map";
import { press, TestDesk, textOf } from "./testing";

/** A map that draws nothing and remembers what it was told. */
class FakePort implements MapPort {
  points: readonly Mark[] = [];
  circles: readonly Circle[] = [];
  chosen: string | null = null;
  pick: (pick: Pick) => void = () => undefined;
  tiles: (come: boolean) => void = () => undefined;
  fitted: unknown;
  destroyed = false;
  setBase = vi.fn();
  zoom = vi.fn();
  refresh = vi.fn();
  onMove = vi.fn();
  setPoints = (points: readonly Mark[]) => void (this.points = points);
  setCircles = (circles: readonly Circle[]) => void (this.circles = circles);
  select = (id: string | null) => void (this.chosen = id);
  fit = (places: unknown) => void (this.fitted = places);
  centre = () => ({ lat: -8.1, lon: 111.8 });
  box = () => ({ south: -9, north: -8, west: 111, east: 112 });
  onPick = (run: (pick: Pick) => void) => void (this.pick = run);
  onTiles = (run: (come: boolean) => void) => void (this.tiles = run);
  destroy = () => void (this.destroyed = true);
}

const AREAS: AreaCollection = {
  features: [
    {
      id: "1",
      properties: { name: "Kauman", kind: "district", parent: null, middle: [111.85, -8.05], radius_m: 4000 },
      geometry: { type: "Point", coordinates: [111.85, -8.05] },
    },
    {
      id: "2",
      properties: { name: "Kauman", kind: "village", parent: "1", middle: [111.86, -8.06], radius_m: 900 },
      geometry: { type: "Point", coordinates: [111.86, -8.06] },
    },
  ],
};

async function answerGround(server: TestDesk["server"], status = 200): Promise<void> {
  for (const request of server.requests.splice(0)) {
    await request.answer(status, request.path === "areas.geojson" ? AREAS : { results: [] });
  }
}

let desk: TestDesk;
let port: FakePort;
let map: PscMap;

for (const [name, part] of Object.entries(MAP_ELEMENTS)) customElements.define(name, part);

beforeEach(async () => {
  desk = new TestDesk();
  port = new FakePort();
  PscMap.open = () => Promise.resolve(() => port);
  await desk.hear({ incidents: [anIncident()], units: [aUnit({ incident: "in-1" })] });
  map = await desk.show("psc-map", PscMap);
  await answerGround(desk.server);
  await desk.drawn();
});

function button(text: string): HTMLButtonElement {
  const found = [...map.querySelectorAll("button")].find((each) => textOf(each).startsWith(text));
  if (!found) throw new Error(`no button ${text}`);
  return found;
}

describe("the map", () => {
  it("draws the areas and what stands in them", () => {
    expect(port.setBase).toHaveBeenCalledOnce();
    expect(port.points.map((mark) => mark.id)).toEqual(["in-1"]);
  });

  it("opens what is clicked, and shows what is chosen elsewhere", async () => {
    port.pick({ id: "in-1", lat: -8, lon: 111 });
    expect(desk.desk.selection).toEqual({ kind: "incident", id: "in-1" });
    await vi.waitFor(() => expect(port.chosen).toBe("in-1"));
  });

  it("tells what is to be seen as a list, and what has no place", async () => {
    await desk.hear({ incidents: [anIncident({ id: "in-2", rev: 2, number: "26-000413", lat: null, lon: null })] });
    button("Daftar").click();
    await desk.drawn();
    const lists = [...map.querySelectorAll(".map-twin ul")].map(textOf);
    expect(lists[0]).toContain("#000412");
    expect(lists[1]).toContain("#000413");
    button("▲ P1 KRITIS #000412").click();
    expect(desk.desk.selection?.id).toBe("in-1");
  });

  it("keeps a layer hidden that was switched off", async () => {
    const box = map.querySelector<HTMLInputElement>(".layer-list input");
    if (box) box.checked = false;
    box?.dispatchEvent(new Event("change", { bubbles: true }));
    expect(port.points).toEqual([]);
    const again = await desk.show("psc-map", PscMap);
    await desk.drawn();
    expect(again.querySelector<HTMLInputElement>(".layer-list input")?.checked).toBe(false);
  });

  it("goes to an area by its name", async () => {
    const field = map.querySelector<HTMLInputElement>("input[type=search]");
    if (field) field.value = "kaum";
    field?.dispatchEvent(new Event("input"));
    await desk.drawn();
    const found = [...map.querySelectorAll(".map-found button")].map(textOf);
    expect(found).toEqual(["Kec. Kauman", "Kauman, Kec. Kauman"]);
    button("Kec. Kauman").click();
    expect(port.fitted).toMatchObject([{ lat: -8.05, lon: 111.85 }]);
  });

  it("tells a place that is picked by hand or by keyboard", async () => {
    map.picking = true;
    await desk.drawn();
    const told: unknown[] = [];
    map.addEventListener("psc-place", (event) => told.push((event as CustomEvent).detail));
    port.pick({ id: "in-1", lat: -8, lon: 111 });
    const place = map.querySelector(".map");
    if (place) press(place, "Enter");
    expect(told).toEqual([
      { lat: -8, lon: 111 },
      { lat: -8.1, lon: 111.8 },
    ]);
    expect(desk.desk.selection).toBeNull();
  });

  it("shows an uncertain place as a circle", async () => {
    map.spot = { lat: -8, lon: 111, radius_m: 350 };
    await desk.drawn();
    expect(port.circles).toMatchObject([{ radius_m: 350 }]);
    expect(port.fitted).toMatchObject([{ lat: -8, lon: 111 }]);
  });

  it("says that pictures do not come, and takes it back", async () => {
    port.tiles(false);
    await desk.drawn();
    expect(textOf(map.querySelector(".map-notes"))).toContain("Gambar peta tidak datang");
    port.tiles(true);
    await desk.drawn();
    expect(textOf(map.querySelector(".map-notes"))).not.toContain("Gambar peta");
  });
});

it("says when it could not be loaded, and tries again on the line", async () => {
  const away = new TestDesk();
  const late = new FakePort();
  PscMap.open = () => Promise.resolve(() => late);
  map = await away.show("psc-map", PscMap);
  await answerGround(away.server, 503);
  await away.drawn();
  expect(textOf(map.querySelector(".map-notes"))).toContain("belum dapat dimuat");
  away.desk.line = "live";
  away.desk.changed();
  await away.drawn();
  await answerGround(away.server);
  await vi.waitFor(() => expect(late.setBase).toHaveBeenCalledOnce());
});
