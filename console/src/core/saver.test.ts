import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Answer, PAUSE_MS, RETRY_MS, Saver, workOf } from "./saver";

const SAVED: Answer = { message: "Tersimpan", revision: 3, was: "x", panels: {} };
const OTHER: Answer = { message: "Orang lain lebih dulu", revision: 4, was: "y", conflict: "<p>beda</p>" };
const words = { waiting: "belum", saving: "menyimpan", offline: "luring" };

let answers: (Answer | null)[];
let said: string[];
let asked: number;
let chosen: number;
let saver: Saver;

beforeEach(() => {
  vi.useFakeTimers();
  answers = [];
  said = [];
  asked = chosen = 0;
  saver = new Saver({
    ask: () => {
      asked += 1;
      return Promise.resolve(answers.shift() ?? null);
    },
    take: () => undefined,
    say: (text) => said.push(text),
    choose: () => {
      chosen += 1;
    },
    words,
  });
});

afterEach(() => vi.useRealTimers());

test("it saves when the typing pauses, and not before", async () => {
  answers = [SAVED];
  saver.changed();
  await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
  saver.changed();
  await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
  expect([asked, saver.unsaved]).toEqual([0, true]);
  await vi.advanceTimersByTimeAsync(1);
  expect([asked, saver.unsaved, said.at(-1)]).toEqual([1, false, "Tersimpan"]);
});

test("while the line is down it says so and tries again", async () => {
  answers = [null, SAVED];
  saver.changed();
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect([said.at(-1), saver.unsaved]).toEqual(["luring", true]);
  await vi.advanceTimersByTimeAsync(RETRY_MS);
  expect([asked, saver.unsaved]).toEqual([2, false]);
});

test("what is typed while it saves is saved again", async () => {
  answers = [SAVED, SAVED];
  saver.changed();
  const first = saver.press();
  saver.changed();
  await first;
  expect(saver.unsaved).toBe(true);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect([asked, saver.unsaved]).toEqual([2, false]);
});

test("after a conflict nothing is written until the person decides", async () => {
  answers = [OTHER, SAVED];
  saver.changed();
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  saver.changed();
  await vi.advanceTimersByTimeAsync(10 * RETRY_MS);
  expect([asked, said.at(-1)]).toEqual([1, "Orang lain lebih dulu"]);
  expect([await saver.flush(), chosen, asked]).toEqual([false, 1, 1]);
  expect(await saver.press()).toBe(true);
  expect([asked, saver.unsaved]).toEqual([2, false]);
});

test("what cannot be read stays typed, and leaving waits for it", async () => {
  answers = [{ message: "tidak terbaca", errors: { targets: "?" } }];
  saver.changed();
  expect(await saver.flush()).toBe(false);
  expect(saver.unsaved).toBe(true);
});

test("Alt with an arrow moves a question, the arrow alone does not", () => {
  expect([workOf("ArrowUp", true), workOf("ArrowDown", true), workOf("ArrowUp", false), workOf("a", true)]).toEqual([
    "up",
    "down",
    undefined,
    undefined,
  ]);
});
