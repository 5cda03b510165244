import { expect, test, vi } from "vitest";
import { Asking } from "./asking";
import { FakeTimers } from "./testing";

function asking() {
  const timers = new FakeTimers();
  const asked: { body: unknown; answer: (value: unknown) => Promise<void> }[] = [];
  const changed = vi.fn();
  const ask = (body: unknown) =>
    new Promise<unknown>((resolve) => {
      asked.push({
        body,
        answer: async (value) => {
          resolve(value);
          for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
        },
      });
    });
  return { timers, asked, changed, about: new Asking<string>(ask, 250, changed, timers.timers) };
}

test("asks when the hand rests, and the same only once", () => {
  const { timers, asked, about } = asking();
  for (const text of ["r", "ru", "rum"]) about.about(text);
  timers.pass(249);
  expect(asked).toEqual([]);
  timers.pass(1);
  about.about("rum");
  timers.pass(1000);
  expect(asked.map(({ body }) => body)).toEqual(["rum"]);
});

test("a late answer to an old question is no answer", async () => {
  const { timers, asked, about } = asking();
  about.about("a");
  timers.pass(250);
  about.about("ab");
  timers.pass(250);
  await asked[1]!.answer("new");
  await asked[0]!.answer("old");
  expect(about.answer).toBe("new");
});

test("what nobody answered keeps the last answer and is asked again when the line is back", async () => {
  const { timers, asked, about, changed } = asking();
  about.about("a");
  timers.pass(250);
  await asked[0]!.answer("first");
  about.about("ab");
  timers.pass(250);
  await asked[1]!.answer(null);
  expect([about.answer, about.away]).toEqual(["first", true]);
  about.again();
  await asked[2]!.answer("second");
  expect([about.answer, about.away]).toEqual(["second", false]);
  about.again();
  expect(asked).toHaveLength(3);
  expect(changed).toHaveBeenCalledTimes(3);
});

test("an empty field forgets the answer", async () => {
  const { timers, asked, about } = asking();
  about.about("a");
  timers.pass(250);
  await asked[0]!.answer("something");
  about.about(null);
  expect(about.answer).toBeNull();
});
