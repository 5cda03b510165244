// The interview on the screen: which key gives which answer, and where the conversation stands. Pure.

import { gettext } from "./strings";
import type { Evidence, Id, Named, Suggestion } from "./types";

export interface Branch {
  readonly value: string;
  readonly label: Named | null;
  readonly at_least: number | null;
  readonly priority: string | null;
  readonly type: string | null;
}

export interface Question {
  readonly id: string;
  readonly kind: "yes_no_unknown" | "choice" | "number" | "text";
  readonly ask: Named;
  readonly answers: readonly Branch[];
  readonly reason: "opening" | "key" | "apart";
  readonly certain: boolean;
  readonly raises_to: string | null;
}

export interface Answered {
  readonly id: string;
  readonly ask: Named;
  readonly value: string;
  readonly branch: string;
  readonly label: Named | null;
}

export interface Interview {
  readonly type: string;
  readonly priority: string;
  readonly why: readonly Evidence[];
  readonly procedure: { readonly id: Id; readonly version: number; readonly emergency?: boolean } | null;
  readonly suggestion: Suggestion | null;
  readonly questions: readonly Question[];
  readonly answered: readonly Answered[];
  readonly advice: Named | null;
  /** Of an incident: the report under which further answers are filed. */
  readonly report?: Id | null;
}

export interface AnswerKey {
  /** As it stands on the button. */
  readonly key: string;
  readonly value: string;
  readonly word: string;
  readonly raises: string | null;
}

const UNKNOWN = "unknown";

/** Y/T/? for yes, no and not known; letters from A for choices and bands; a text has no keys. */
export function answerKeys(question: Question, language: string): readonly AnswerKey[] {
  if (question.kind === "text") return [];
  let letter = 0;
  return question.answers.map((branch) => ({
    key: keyOf(question, branch, () => String.fromCharCode(65 + letter++)),
    value: branch.value,
    word: wordOf(branch, language),
    raises: branch.priority,
  }));
}

function keyOf(question: Question, { value }: Branch, nextLetter: () => string): string {
  if (value === UNKNOWN) return "?";
  if (question.kind !== "yes_no_unknown") return nextLetter();
  return value === "yes" ? "Y" : "T";
}

function wordOf({ value, label }: Pick<Branch, "label" | "value">, language: string): string {
  if (label) return language === "en" ? label.en : label.id;
  if (value === "yes") return gettext("ya");
  if (value === "no") return gettext("tidak");
  return value === UNKNOWN ? gettext("tidak tahu") : value;
}

/** What a key answers. `?` also without Shift (`/`), and N for no: the hand may know either language. */
export function answerOf(question: Question, pressed: string, language: string): string | null {
  const key = pressed === "/" ? "?" : pressed.toUpperCase();
  const keys = answerKeys(question, language);
  const found = keys.find((each) => each.key === key);
  if (found) return found.value;
  return key === "N" && question.kind === "yes_no_unknown" ? "no" : null;
}

export function saidIn(text: Named, language: string): string {
  return language === "en" ? text.en : text.id;
}

/** `Ada orang di dalam? ya`: a question with what was answered. */
export function sayAnswer({ ask, label, value }: Answered, language: string): string {
  return `${saidIn(ask, language)} ${wordOf({ label, value }, language)}`;
}

/** What the fields of a report ask by themselves: place, number, what happened. */
export const FORM_ASKS: readonly string[] = ["where", "number", "what"];

/** The questions that are asked one by one. */
export function openQuestions(interview: Interview): readonly Question[] {
  return interview.questions.filter(({ id }) => !FORM_ASKS.includes(id));
}
