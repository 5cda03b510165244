import { expect, test } from "vitest";
import { answerKeys, answerOf, type Branch, openQuestions, type Question } from "./interview";
import { anInterview } from "./fixtures";

function branch(value: string, label: string | null = null): Branch {
  return {
    value,
    label: label === null ? null : { id: label, en: `${label} (en)` },
    at_least: null,
    priority: null,
    type: null,
  };
}

function question(kind: Question["kind"], answers: readonly Branch[]): Question {
  return { id: "q", kind, ask: { id: "?", en: "?" }, answers, reason: "key", certain: true, raises_to: null };
}

const YES_NO = question("yes_no_unknown", [branch("yes"), branch("no"), branch("unknown")]);
const CHOICE = question("choice", [
  branch("fire", "Api"),
  branch("none", "Tidak ada"),
  branch("unknown", "Tidak tahu"),
]);

test("yes, no and not known have keys of their own, in either language", () => {
  expect(answerKeys(YES_NO, "id").map(({ key }) => key)).toEqual(["Y", "T", "?"]);
  expect(["y", "T", "n", "?", "/", "x"].map((key) => answerOf(YES_NO, key, "id"))).toEqual([
    "yes",
    "no",
    "no",
    "unknown",
    "unknown",
    null,
  ]);
});

test("a choice has letters, and its words in the reader's language", () => {
  expect(answerKeys(CHOICE, "en").map(({ key, word }) => `${key} ${word}`)).toEqual([
    "A Api (en)",
    "B Tidak ada (en)",
    "? Tidak tahu (en)",
  ]);
  expect(answerOf(CHOICE, "b", "id")).toBe("none");
  expect(answerOf(CHOICE, "C", "id")).toBeNull();
});

test("a text has no keys: letters are its answer", () => {
  expect(answerKeys(question("text", [branch("given"), branch("unknown")]), "id")).toEqual([]);
});

test("what the fields of the report ask is not asked again", () => {
  const interview = anInterview({
    questions: [
      { ...YES_NO, id: "where" },
      { ...YES_NO, id: "awake" },
    ],
  });
  expect(openQuestions(interview).map(({ id }) => id)).toEqual(["awake"]);
});
