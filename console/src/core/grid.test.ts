import { expect, test } from "vitest";
import { articleOf, doubleLeads, habits, letterOf, moved, withArticle, withLetter } from "./grid";

test.each([
  ["L3", "L", 3],
  [" d12 ", "D", 12],
  ["i", "I", null],
  ["L3>satpol_pp", "L", 3],
  ["", null, null],
  ["X3", null, null],
  ["bos", null, null],
])("%s is read as %s by article %s", (value, letter, article) => {
  expect(letterOf(value)).toBe(letter);
  expect(articleOf(value)).toBe(article);
});

test("a letter keeps the substitute and takes the article of its role", () => {
  expect(withLetter("L3>satpol_pp", "D", 4)).toBe("D4>satpol_pp");
  expect(withLetter("", "I", null)).toBe("I");
  expect(withArticle("D4", 7)).toBe("D7");
  expect(withArticle("", 7)).toBe("");
});

test.each([
  ["ArrowDown", { row: 2, column: 1 }],
  ["Enter", { row: 2, column: 1 }],
  ["ArrowUp", { row: 0, column: 1 }],
  ["ArrowLeft", { row: 1, column: 0 }],
  ["ArrowRight", { row: 1, column: 2 }],
  ["Home", { row: 1, column: 0 }],
  ["End", { row: 1, column: 4 }],
  ["PageDown", { row: 3, column: 1 }],
  ["x", null],
])("%s leads to its neighbour", (key, to) => {
  expect(moved({ row: 1, column: 1 }, key, 4, 5)).toEqual(to);
});

test("an edge leads nowhere", () => {
  expect(moved({ row: 0, column: 0 }, "ArrowUp", 4, 5)).toBeNull();
  expect(moved({ row: 3, column: 4 }, "Enter", 4, 5)).toBeNull();
});

test("two leads in a row are seen, and what each role rests on most", () => {
  expect(
    doubleLeads([
      ["L1", "D2"],
      ["L1", "l2"],
      ["", ""],
    ]),
  ).toEqual([1]);
  expect(habits(["L1", "L1", "L2", "D4", ""])).toEqual(
    new Map([
      ["L", 1],
      ["D", 4],
    ]),
  );
});
