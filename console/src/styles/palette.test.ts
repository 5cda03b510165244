// The colours as they stand in tokens.css: readable (WCAG 2.2) and told apart by eyes that see fewer colours.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { apart, contrast, type Sight } from "./colour";

const SOURCE = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function tokensOf(theme: "dark" | "light"): Record<string, string> {
  const head = theme === "light" ? /:root \{([^}]*)\}/ : /:not\(\[data-theme="light"\]\) \{([^}]*)\}/;
  const block = head.exec(SOURCE)?.[1] ?? "";
  const tokens: Record<string, string> = {};
  for (const [, name = "", colour = ""] of block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)) tokens[name] = colour;
  return tokens;
}

const GROUNDS = ["bg0", "bg1", "bg2"];
/** Text that must be read: 4.5 to 1. */
const TEXT: [string, string][] = [
  ...["text", "muted", "link", "p4", "p5", "soon", "over", "ok", "stale", "offline"].flatMap((ink) =>
    GROUNDS.map((ground): [string, string] => [ink, ground]),
  ),
  ...["text", "muted", "link", "soon", "over", "p4", "p5"].map((ink): [string, string] => [ink, "sel"]),
  ["p1-text", "p1"],
  ["p2-text", "p2"],
  ["p3-text", "p3"],
  // Bands and the main button turn the pair round.
  ["bg1", "stale"],
  ["bg1", "offline"],
  ["bg1", "link"],
];
/** What must be seen but not read: borders of controls, the focus ring, the outline of a chip: 3 to 1. */
const SHAPES: [string, string][] = ["edge", "focus", "chip"].flatMap((ink) =>
  ["bg0", "bg1"].map((ground): [string, string] => [ink, ground]),
);
const PRIORITIES = ["p1", "p2", "p3", "p4", "p5"];
/** The closest pair that was measured when the palette was chosen is 11.8; anything nearer would be a new mistake. */
const APART = 11;

describe.each(["dark", "light"] as const)("the %s theme", (theme) => {
  const tokens = tokensOf(theme);
  const colour = (name: string): string => tokens[name] ?? "#000000";

  test("declares every token", () => {
    expect(Object.keys(tokens)).toEqual(Object.keys(tokensOf("dark")));
    expect(Object.keys(tokens)).toHaveLength(24);
  });

  test.each(TEXT)("%s on %s can be read", (ink, ground) =>
    expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(4.5),
  );

  test.each(SHAPES)("%s on %s can be seen", (ink, ground) =>
    expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(3),
  );

  test("text is not as glaring as pure white on black", () => {
    if (theme === "dark") expect(contrast(colour("text"), colour("bg1"))).toBeLessThan(15);
  });

  test.each(["normal", "protan", "deutan", "tritan"] as const)("priorities stay apart for %s sight", (sight: Sight) => {
    for (const one of PRIORITIES) {
      for (const other of PRIORITIES.slice(PRIORITIES.indexOf(one) + 1)) {
        expect(apart(colour(one), colour(other), sight), `${one} and ${other}`).toBeGreaterThan(APART);
      }
    }
  });
});

test("the measures themselves: published values", () => {
  expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 5);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  expect(apart("#000000", "#ffffff", "normal")).toBeCloseTo(100, 1);
  expect(apart("#ff0000", "#00ff00", "normal")).toBeCloseTo(86.6, 1);
  expect(apart("#123456", "#123456", "protan")).toBe(0);
});
