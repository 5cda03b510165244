// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { anAssignment, anIncident } from "../core/fixtures";
import type { Incident } from "../core/types";
import { PscIncidentList } from "./psc-incident-list";
import { press, TestDesk, textOf } from "./testing";

let centre: TestDesk;
let element: PscIncidentList;

beforeEach(async () => {
  centre = new TestDesk();
  element = await centre.show("psc-incident-list", PscIncidentList);
});

const list = () => element.querySelector<HTMLElement>("[role=listbox]")!;
const rows = () => [...element.querySelectorAll<HTMLElement>("[role=option]")];

function many(count: number, fields: Partial<Incident> = {}): Incident[] {
  return Array.from({ length: count }, (_, n) => {
    const opened = new Date(Date.UTC(2026, 2, 1, 0, 0, n)).toISOString();
    return anIncident({ id: `i-${n}`, number: `26-${String(n).padStart(6, "0")}`, opened_at: opened, ...fields });
  });
}

test("until the board has come it says that it is loading, then that there is nothing", async () => {
  expect(textOf(element.querySelector(".empty"))).toContain("Memuat papan");
  await centre.hear({});
  expect(textOf(element.querySelector(".empty"))).toBe("Tidak ada kejadian di papan ini.");
});

test("of two thousand rows only those near the window are in the page, and the whole is told", async () => {
  await centre.hear({ incidents: many(2000) });
  expect(rows().length).toBeLessThan(40);
  expect(rows()[0]?.getAttribute("aria-setsize")).toBe("2000");
  expect(rows()[0]?.getAttribute("aria-posinset")).toBe("1");
  const pads = [...element.querySelectorAll<HTMLElement>(".list-pad")].map((pad) => Number(pad.dataset.rows));
  expect(pads[0]! + rows().length + pads[1]!).toBe(2000);
});

test("the focus stays on the list while the arrows choose a row", async () => {
  await centre.hear({ incidents: many(5) });
  list().focus();
  press(list(), "ArrowDown");
  press(list(), "ArrowDown");
  await centre.drawn();
  expect(centre.desk.selection).toEqual({ kind: "incident", id: "i-1" });
  expect(document.activeElement).toBe(list());
  expect(list().getAttribute("aria-activedescendant")).toBe(element.querySelector(".chosen")?.id);
  press(list(), "End");
  expect(centre.desk.selection?.id).toBe("i-4");
});

test("under a hand no row moves: new ones are counted, gone ones leave a gap, P1 is announced", async () => {
  await centre.hear({ incidents: many(3, { priority: "P3" }) });
  list().focus();
  await centre.hear({ incidents: [anIncident({ id: "new", priority: "P1", number: "26-000999" })] }, ["i-1"]);
  expect(rows().map((row) => row.id.replace("psc-incident-list-", ""))).toEqual(["i-0", "i-1", "i-2"]);
  expect(textOf(rows()[1])).toContain("tidak ada lagi");
  expect(textOf(element.querySelector(".list-fresh"))).toContain("P1 #000999");
  const release = [...element.querySelectorAll<HTMLElement>(".list-fresh button")].find((button) =>
    textOf(button).includes("1 baru"),
  );
  release?.click();
  await centre.drawn();
  expect(rows().map((row) => row.id.replace("psc-incident-list-", ""))).toEqual(["new", "i-0", "i-2"]);
});

test("a filter without a match says so and offers the way back", async () => {
  await centre.hear({ incidents: many(3) });
  const search = element.querySelector<HTMLInputElement>("#search")!;
  search.value = "puskesmas";
  search.dispatchEvent(new Event("input", { bubbles: true }));
  await centre.drawn();
  expect(rows()).toEqual([]);
  element.querySelector<HTMLElement>(".empty button")?.click();
  await centre.drawn();
  expect(rows()).toHaveLength(3);
});

test("a desk's row says what it owes", async () => {
  centre = new TestDesk({ roles: ["desk"], agency: { code: "damkar", name: "Damkar" } });
  element = await centre.show("psc-incident-list", PscIncidentList);
  await centre.hear({ incidents: [anIncident({ assignments: [anAssignment()] })] });
  expect(textOf(rows()[0])).toContain("BELUM DITERIMA");
});

test("a case handled by an emergency change of its procedure says so on its row", async () => {
  const [first, second] = many(2);
  const procedure = { id: "v", version: 2 };
  await centre.hear({
    incidents: [
      { ...first!, procedure: { ...procedure, emergency: true } },
      { ...second!, procedure },
    ],
  });
  expect(rows().map((row) => textOf(row).includes("SOP DARURAT"))).toEqual([true, false]);
});
