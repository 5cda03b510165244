// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { Call } from "../core/call";
import { aPlace } from "../core/fixtures";
import { bodyOf } from "../core/intake";
import { PscPlaceField } from "./psc-place-field";
import { press, TestDesk, textOf } from "./testing";

let centre: TestDesk;
let field: PscPlaceField;

beforeEach(async () => {
  centre = new TestDesk();
  field = await centre.show("psc-place-field", PscPlaceField, { call: new Call(centre.desk) });
});

async function type(text: string): Promise<HTMLInputElement> {
  const input = field.querySelector("input")!;
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 150));
  await centre.drawn();
  return input;
}

test("Enter takes the place that is marked; the caller's words stay", async () => {
  let gone = 0;
  field.addEventListener("psc-next", () => (gone += 1));
  const input = await type("pasar kaliwngu");
  const search = centre.server.requests.find(({ path }) => path.startsWith("places"))!;
  expect(search.path).toBe("places?q=pasar%20kaliwngu");
  await search.answer(200, { results: [aPlace(), aPlace({ id: "pl-2", name: "Kalidawir", kind: "district" })] });
  await centre.drawn();
  expect(field.querySelectorAll("[role=option]")).toHaveLength(2);
  press(input, "Enter");
  await centre.drawn();
  expect(textOf(field.querySelector("#place-chosen"))).toContain("Kaliwungu, Kec. Ngunut ±1,2 km");
  expect(bodyOf(centre.desk.intake.form, null)).toMatchObject({
    location: { lat: -8.102, lon: 112.026, text: "pasar kaliwngu (Kaliwungu, Kec. Ngunut)" },
  });
  expect(gone).toBe(1);
});

test("a pasted link is a point and no name", async () => {
  await type("https://www.google.com/maps?q=-8.0672,111.9004");
  expect(centre.desk.intake.form).toMatchObject({ place: "", point: "https://www.google.com/maps?q=-8.0672,111.9004" });
  expect(textOf(field.querySelector("#place-chosen"))).toContain("-8.06720, 111.90040");
});

test("a point outside the region is taken, and said to be outside", async () => {
  await type("-6.2, 106.8");
  const asked = await vi.waitUntil(() => centre.server.requests.find(({ path }) => path === "nearby"));
  await asked.answer(200, { area: null, duplicates: [], history: { calls: 0, genuine: 0 } });
  await centre.drawn();
  expect(textOf(field.querySelector("#place-chosen"))).toContain("di luar wilayah");
});

test("two numbers that are no place on earth are said to be none", async () => {
  await type("95.0, 200.0");
  expect(textOf(field.querySelector("#problem-point"))).toContain("Bukan koordinat");
  await type("-8.0672, 111.9004");
  expect(field.querySelector("#problem-point")).toBeNull();
});

test("a short link says what to do instead", async () => {
  await type("https://maps.app.goo.gl/AbCd");
  expect(textOf(field.querySelector("#problem-point"))).toContain("buka dulu di peta");
});
