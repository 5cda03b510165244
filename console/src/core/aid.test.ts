import { describe, expect, it } from "vitest";
import { isLate, isOver, stepsOf } from "./aid";
import type { Aid } from "./types";

function anAid(more: Partial<Aid> = {}): Aid {
  return {
    id: "a1",
    agreement: "PKS Nomor 7/2026",
    clause: "Pasal 4",
    party: "Damkar Blitar",
    agency: null,
    kind: "units",
    what: "mobil pemadam",
    measure: "unit",
    status: "asked",
    asked: 2,
    offered: null,
    given: null,
    eta_s: null,
    cost: null,
    asked_at: "2026-01-01T00:00:00Z",
    arrived_at: null,
    answer_due: null,
    arrival_due: "2026-01-01T00:40:00Z",
    ...more,
  };
}

const CENTRE = { centre: true, agency: null };
const HELPER = { centre: false, agency: "bpbd" };

describe("help under an agreement", () => {
  it("lets the centre take the helper's steps by telephone and its own without", () => {
    expect(stepsOf(anAid(), CENTRE)).toEqual([
      { move: "offer", onBehalf: true },
      { move: "decline", onBehalf: true },
      { move: "withdraw", onBehalf: false },
    ]);
    expect(stepsOf(anAid({ status: "offered" }), CENTRE)[0]).toEqual({ move: "accept", onBehalf: false });
  });

  it("gives a helper's desk its own steps and nobody else any", () => {
    const ours = anAid({ agency: "bpbd" });
    expect(stepsOf(ours, HELPER).map(({ move }) => move)).toEqual(["offer", "decline"]);
    expect(stepsOf(ours, { centre: false, agency: "damkar" })).toEqual([]);
    expect(stepsOf(anAid({ agency: "bpbd", status: "arrived" }), HELPER)).toEqual([]);
  });

  it("knows what is over and what is late", () => {
    const due = Date.parse("2026-01-01T00:40:00Z");
    expect(isLate(anAid(), due)).toBe(false);
    expect(isLate(anAid(), due + 1)).toBe(true);
    expect(isLate(anAid({ status: "declined" }), due + 1)).toBe(false);
    expect(isLate(anAid({ status: "arrived", arrived_at: "2026-01-01T00:41:00Z" }), 0)).toBe(true);
    expect(isOver(anAid({ status: "returned" }))).toBe(true);
    expect(isOver(anAid())).toBe(false);
  });
});
