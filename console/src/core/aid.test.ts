import { describe, expect, it } from "vitest";
import { isLate } from "./aid";
import { aConfig } from "./fixtures";
import { Moves } from "./moves";
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

const centre = new Moves(aConfig());
const desk = (code: string) =>
  new Moves(aConfig({ user: { ...aConfig().user, roles: ["desk"], agency: { code, name: code } } }));

describe("help under an agreement", () => {
  it("lets the centre take the helper's steps by telephone and its own without", () => {
    expect(centre.aid(anAid())).toEqual([
      { move: "offer", onBehalf: true },
      { move: "decline", onBehalf: true },
      { move: "withdraw", onBehalf: false },
    ]);
    expect(centre.aid(anAid({ status: "offered" }))).toContainEqual({ move: "accept", onBehalf: false });
    expect(centre.aid(anAid({ status: "returned" }))).toEqual([]);
  });

  it("gives a helper's desk its own steps and nobody else any", () => {
    const ours = anAid({ agency: "bpbd" });
    expect(
      desk("bpbd")
        .aid(ours)
        .map(({ move }) => move),
    ).toEqual(["offer", "decline"]);
    expect(desk("damkar").aid(ours)).toEqual([]);
    expect(desk("bpbd").aid(anAid({ agency: "bpbd", status: "arrived" }))).toEqual([]);
  });

  it("knows what is late", () => {
    const due = Date.parse("2026-01-01T00:40:00Z");
    expect(isLate(anAid(), due)).toBe(false);
    expect(isLate(anAid(), due + 1)).toBe(true);
    expect(isLate(anAid({ status: "declined" }), due + 1)).toBe(false);
    expect(isLate(anAid({ status: "arrived", arrived_at: "2026-01-01T00:41:00Z" }), 0)).toBe(true);
  });
});
