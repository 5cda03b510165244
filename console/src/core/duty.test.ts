// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { TestDesk } from "../elements/testing";

const begun = (centre: TestDesk) => centre.server.requests.filter(({ path }) => path === "duty/begin");

test("who is at work is at work again when the line comes back, without a reload", () => {
  const centre = new TestDesk();
  localStorage.setItem("psc.position", "Posisi 3");
  centre.desk.onDuty = true;
  for (const state of ["live", "stale", "offline", "live"] as const) centre.desk.lineChanged(state);
  expect(begun(centre).map(({ body }) => body)).toEqual([{ position: "Posisi 3" }]);
});

test("who never began is not at work because a line came back", () => {
  const centre = new TestDesk();
  for (const state of ["live", "stale", "live"] as const) centre.desk.lineChanged(state);
  expect(begun(centre)).toEqual([]);
});
