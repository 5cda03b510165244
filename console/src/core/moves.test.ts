import { expect, test } from "vitest";
import { aConfig, anAssignment, anIncident, aReport } from "./fixtures";
import { Moves } from "./moves";
import type { Config } from "./types";

function as(roles: string[], more: Partial<Config["user"]> = {}): Moves {
  return new Moves(aConfig({ user: { ...aConfig().user, roles, ...more } }));
}

const damkar = { code: "damkar", name: "Damkar" };
const polres = { code: "polres", name: "Polres" };
const job = { id: "j", unit: { id: "u-9", call_sign: "AMB-1" }, status: "en_route", since: "" };

test("a call-taker handles reports, an agency never sees a button for one", () => {
  expect(as(["call_taker"]).report(aReport())).toEqual(["claim", "open", "attach", "dismiss"]);
  expect(as(["call_taker"]).report(aReport({ status: "opened" }))).toEqual(["undo"]);
  expect(as(["desk"], { agency: damkar }).report(aReport())).toEqual([]);
});

test("a desk moves its own part and nobody else's", () => {
  const desk = as(["desk"], { agency: damkar });
  expect(desk.assignment(anAssignment())).toEqual({ moves: ["acknowledge", "decline", "send"], onBehalf: false });
  expect(desk.assignment(anAssignment({ agency: polres })).moves).toEqual([]);
  expect(desk.incident(anIncident())).toEqual(["note"]);
});

test("the centre acts for every agency, and says on whose behalf", () => {
  const centre = as(["dispatcher"]);
  expect(centre.assignment(anAssignment()).onBehalf).toBe(true);
  expect(centre.assignment(anAssignment()).moves).toContain("acknowledge");
  expect(centre.incident(anIncident({ stage: "closed" }))).toEqual(["note", "reopen"]);
});

test("the hospital's two roles do not leak: its desk has no power of the centre it houses", () => {
  const rsud = as(["desk", "hospital"], { agency: { code: "rsud_iskak_psc", name: "RSUD" } });
  expect(rsud.filesReports).toBe(false);
  expect(rsud.assignment(anAssignment()).moves).toEqual([]);
});

test("a crew moves its own unit only", () => {
  const crew = as(["crew"], { unit: { id: "u-9", call_sign: "AMB-1" } });
  expect(crew.unit(job, anAssignment())).toEqual({ moves: ["on_scene", "cancelled"], onBehalf: false });
  expect(crew.unit({ ...job, unit: { id: "u-8", call_sign: "AMB-2" } }, anAssignment()).moves).toEqual([]);
  expect(crew.assignment(anAssignment()).moves).toEqual([]);
});

test.each([["auditor"], ["admin"]])("%s only reads", (role) => {
  const reader = as([role]);
  expect(reader.readsOnly).toBe(true);
  expect(reader.report(aReport())).toEqual([]);
  expect(reader.incident(anIncident())).toEqual([]);
  expect(reader.assignment(anAssignment()).moves).toEqual([]);
});
