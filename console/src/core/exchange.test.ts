import { expect, test } from "vitest";
import { Readings, standingCalls, totalsOf } from "./exchange";
import { unreadOf } from "./unread";
import { aHelpCall, aMessage, anIncident, somePatients } from "./fixtures";

test("unread is what somebody else said and no screen of ours has shown", () => {
  const receipt = { audience: "agency:1", name: "damkar", at: "2026-03-01T05:00:00Z" };
  const incident = anIncident({
    messages: [
      aMessage({ id: "m-1" }),
      aMessage({ id: "m-2", read_by: [receipt] }),
      aMessage({ id: "m-3", from: { audience: "agency:1", name: "Damkar", author: "Danton" } }),
    ],
  });
  expect(unreadOf(incident, "agency:1").map(({ id }) => id)).toEqual(["m-1"]);
  expect(unreadOf(incident, "agency:2").map(({ id }) => id)).toEqual(["m-1", "m-2", "m-3"]);
  expect(unreadOf(anIncident(), "agency:1")).toEqual([]);
});

test("a receipt is given once, and again when the card does not show it", () => {
  const readings = new Readings();
  const message = aMessage({ id: "m-1" });
  expect(readings.owed([message], 0)).toEqual(["m-1"]);
  expect(readings.owed([message], 9_999)).toEqual([]);
  expect(readings.owed([message], 10_000)).toEqual(["m-1"]);
});

test("patients are counted by colour, the most urgent first", () => {
  const lines = [somePatients({ triage: "hijau", count: 4 }), somePatients(), somePatients({ count: 2 })];
  expect(totalsOf(lines)).toEqual([
    { triage: "merah", count: 3 },
    { triage: "hijau", count: 4 },
  ]);
});

test("a crew in danger stands before who lacks water; what was answered stands no more", () => {
  const incident = anIncident({
    help: [
      aHelpCall({ id: "h-1" }),
      aHelpCall({ id: "h-2", panic: true }),
      aHelpCall({ id: "h-3", answered_at: "2026-03-01T05:01:00Z" }),
    ],
  });
  expect(standingCalls(incident).map(({ id }) => id)).toEqual(["h-2", "h-1"]);
});
