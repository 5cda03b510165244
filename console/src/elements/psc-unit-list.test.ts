// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { aUnit } from "../core/fixtures";
import { PscUnitList } from "./psc-unit-list";
import { TestDesk, textOf } from "./testing";

test("until the board has come it claims no number of units", async () => {
  const centre = new TestDesk();
  const element = await centre.show("psc-unit-list", PscUnitList);
  expect(textOf(element.querySelector(".empty"))).toContain("Memuat papan");
  expect(textOf(element.querySelector("h2"))).toBe("Unit");
  await centre.hear({});
  expect(textOf(element.querySelector(".empty"))).toBe("Tidak ada unit di papan ini.");
  await centre.hear({ units: [aUnit({ id: "1" }), aUnit({ id: "2", status: "en_route" })] });
  expect(textOf(element.querySelector("h2"))).toBe("Unit 1 dari 2 siap");
});
