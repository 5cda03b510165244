import { describe, expect, test } from "vitest";
import { aReport } from "./fixtures";
import { type CallFacts, chosenBy, needsSecondLook, scriptEnd, scriptReasons, STEPS, type Triage } from "./triage";

const CALM: CallFacts = { seconds: 20, heard: [], genuine: 0 };

test("the digits of the strip, and five pressed again", () => {
  expect(["1", "2", "3", "4", "5"].map((digit) => chosenBy(digit, null))).toEqual([
    "emergency",
    "information",
    "silent",
    "prank",
    "misdial",
  ]);
  expect(chosenBy("5", "misdial")).toBe("test");
  expect(chosenBy("5", "test")).toBe("misdial");
  expect(chosenBy("6", null)).toBeNull();
});

describe("the script comes first", () => {
  test.each<[Partial<CallFacts>, readonly string[]]>([
    [{}, []],
    [{ seconds: 15 }, []],
    [{ seconds: 14.9 }, ["short"]],
    [{ seconds: null }, ["short"]],
    [{ heard: ["breath"] }, ["heard"]],
    [{ genuine: 1 }, ["genuine"]],
    [{ genuine: null }, ["unknown"]],
    [{ seconds: 3, heard: ["knock"], genuine: 2 }, ["short", "heard", "genuine"]],
  ])("%j", (facts, reasons) => {
    for (const guarded of ["silent", "prank"] as const) {
      expect(scriptReasons(guarded, { ...CALM, ...facts })).toEqual(reasons);
    }
  });

  test("never before what a habit may take", () => {
    const worst: CallFacts = { seconds: 0, heard: ["breath"], genuine: 3 };
    for (const free of ["emergency", "information", "misdial", "test"] satisfies Triage[]) {
      expect(scriptReasons(free, worst)).toEqual([]);
    }
  });
});

describe("the script ends", () => {
  const all = STEPS.map(({ code }) => code);
  test("in nothing only after every step", () => {
    expect(scriptEnd([], [])).toBeNull();
    expect(scriptEnd(all.slice(1), [])).toBeNull();
    expect(scriptEnd(all, [])).toBe("close");
  });

  test("in a report as soon as anything was heard, whatever was done", () => {
    expect(scriptEnd([], ["breath"])).toBe("open");
    expect(scriptEnd(all, ["breath"])).toBe("open");
  });
});

test("a report that waits is asked about twice when something speaks for the caller", () => {
  const genuine = aReport({ screening: { score: 0, reasons: [{ code: "genuine_before", text: "" }] } });
  expect(needsSecondLook(genuine, "prank")).toBe(true);
  expect(needsSecondLook(genuine, "information")).toBe(false);
  expect(needsSecondLook(aReport(), "silent")).toBe(false);
});
