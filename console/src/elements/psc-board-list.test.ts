// @vitest-environment happy-dom
import { beforeEach, expect, it } from "vitest";
import { aUnit, anAssignment, anIncident } from "../core/fixtures";
import { PscBoardList } from "./psc-board-list";
import { PscUnitMonitor } from "./psc-unit-monitor";
import { press, TestDesk, textOf } from "./testing";

const ngunut = { code: "1.1", name: "Kaliwungu", district: "Ngunut" };
let desk: TestDesk;
let list: PscBoardList;

beforeEach(async () => {
  desk = new TestDesk();
  list = await desk.show("psc-board-list", PscBoardList);
  await desk.hear({
    incidents: [
      anIncident({ id: "a", number: "26-000001", area: ngunut, assignments: [anAssignment()] }),
      anIncident({ id: "b", number: "26-000002", priority: "P2" }),
    ],
  });
});

async function choose(name: string, value: string): Promise<void> {
  const select = list.querySelector<HTMLSelectElement>(`[data-filter=${name}]`);
  if (!select) throw new Error(`no ${name}`);
  select.value = value;
  select.dispatchEvent(new Event("change"));
  await desk.drawn();
}

const rows = () =>
  [...list.querySelectorAll(".row:not(.heading)")].map((row) => textOf(row.querySelector(".cell-number")));
const headings = () => [...list.querySelectorAll(".row.heading")].map(textOf);

it("is narrowed by district and agency, and by one hand to everything again", async () => {
  await choose("district", "Ngunut");
  expect(rows()).toEqual(["#000001"]);
  await choose("agency", "damkar");
  expect(rows()).toEqual(["#000001"]);
  list.querySelector<HTMLButtonElement>("[data-view=clear]")?.click();
  await desk.drawn();
  expect(rows()).toEqual(["#000001", "#000002"]);
});

it("is heaped by district; the arrow keys never stand on a heading", async () => {
  await choose("heap", "district");
  expect(headings()).toEqual(["Ngunut", "tidak diketahui"]);
  const box = list.querySelector(".list");
  if (!box) throw new Error("no list");
  const chosen: unknown[] = [];
  for (const key of ["ArrowDown", "ArrowDown", "ArrowUp", "Home", "End"]) {
    press(box, key);
    chosen.push(desk.desk.selection?.id);
  }
  expect(chosen).toEqual(["a", "b", "a", "a", "b"]);
});

it("keeps a view under a name and comes back to it", async () => {
  await choose("district", "Ngunut");
  list.querySelector<HTMLButtonElement>("[data-view=keep]")?.click();
  await desk.drawn();
  const name = list.querySelector<HTMLInputElement>("input[name=view]");
  if (name) name.value = "Timur";
  name?.form?.dispatchEvent(new Event("submit", { cancelable: true }));
  await desk.drawn();
  list = await desk.show("psc-board-list", PscBoardList);
  expect(rows()).toHaveLength(2);
  await choose("view", "Timur");
  expect(rows()).toEqual(["#000001"]);
  list.querySelector<HTMLButtonElement>("[data-view=forget]")?.click();
  await desk.drawn();
  expect([...list.querySelectorAll("[data-filter=view] option")].map(textOf)).toEqual(["Tampilan…"]);
});

it("says in every row who has not seen it", () => {
  const seen = list.querySelector(".row .cell-seen");
  expect(textOf(seen)).toBe("✓0 ◐0 ○1");
  expect(seen?.getAttribute("aria-label")).toBe("diterima 0, tampil di layar 0, belum tampil 1");
});

it("heaps the units by what they are, those at work first", async () => {
  const monitor = await desk.show("psc-unit-monitor", PscUnitMonitor);
  await desk.hear({
    units: [
      aUnit({ id: "1", call_sign: "AMB-1", kind: "ambulance" }),
      aUnit({ id: "2", call_sign: "AMB-2", kind: "ambulance", status: "en_route", incident: "a" }),
      aUnit({ id: "3", call_sign: "PMK-1", kind: "fire_engine" }),
    ],
  });
  const words = [...monitor.querySelectorAll(".row")].map(
    (row) => textOf(row.querySelector(".cell-sign")) || textOf(row),
  );
  expect(words).toEqual(["Ambulans · 1 dari 2 siap", "AMB-2", "AMB-1", "Mobil pemadam · 1 dari 1 siap", "PMK-1"]);
});
