import { expect, test } from "vitest";
import { Clock, countdown, duration, elapsed, Ticker, timeOfDay } from "./clock";

const T0 = Date.parse("2026-03-01T07:00:00Z");

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

test("the clock follows the server's beats, not the workstation", () => {
  let local = T0 - 90_000;
  const clock = new Clock(() => local);
  expect(clock.synced).toBe(false);
  clock.hear(iso(T0));
  expect(clock.now()).toBe(T0);
  local += 3000;
  expect(clock.now()).toBe(T0 + 3000);
});

test("a late frame never makes the clock jump back", () => {
  let local = 0;
  const clock = new Clock(() => local);
  clock.hear(iso(T0));
  const shown = clock.now();
  clock.hear(iso(T0 - 2500));
  expect(clock.now()).toBeGreaterThanOrEqual(shown);
  local += 1000;
  expect(clock.now()).toBe(T0 + 1000);
});

test("after a minute of beats a server clock set back by an hour is believed", () => {
  let local = 0;
  const clock = new Clock(() => local);
  clock.hear(iso(T0));
  clock.now();
  for (let beat = 1; beat <= 20; beat += 1) {
    local = beat * 3000;
    clock.hear(iso(T0 - 3_600_000 + local));
  }
  expect(clock.now()).toBe(T0 - 3_600_000 + local);
});

test("a malformed beat is ignored", () => {
  const clock = new Clock(() => 5);
  clock.hear("soon");
  expect(clock.synced).toBe(false);
  expect(clock.now()).toBe(5);
});

test.each([
  [252_000, "04:12", "calm"],
  [60_000, "01:00", "calm"],
  [59_999, "01:00", "soon"],
  [41_000, "00:41", "soon"],
  [1, "00:01", "soon"],
  [0, "+00:00", "over"],
  [-125_400, "+02:05", "over"],
  [3_852_000, "1:04:12", "calm"],
])("%i ms before the limit the row says %s", (left, text, urgency) => {
  expect(countdown(iso(T0 + left), T0)).toEqual({ text, urgency });
});

test("time in a state counts whole seconds and is never negative", () => {
  expect(elapsed(iso(T0 - 61_900), T0)).toBe("01:01");
  expect(elapsed(iso(T0 + 900), T0)).toBe("00:00");
  expect(duration(0)).toBe("00:00");
});

test("the time of day is the centre's", () => {
  expect(timeOfDay(T0, "Asia/Jakarta")).toBe("14:00:00");
  expect(timeOfDay(iso(T0), "Asia/Makassar", false)).toBe("15:00");
});

test("the ticker beats on the second of the server's clock and only once for all", () => {
  let local = T0 + 400;
  const waits: number[] = [];
  let pending: (() => void) | undefined;
  const timers = {
    set: (run: () => void, ms: number) => {
      waits.push(ms);
      pending = run;
      return waits.length;
    },
    clear: () => undefined,
  };
  const ticker = new Ticker(new Clock(() => local), timers);
  const seen: number[] = [];
  ticker.listen((now) => seen.push(now));
  const leave = ticker.listen((now) => seen.push(now));
  expect(waits).toEqual([600]);
  local += 610;
  pending?.();
  expect(seen).toEqual([local, local]);
  expect(waits).toEqual([600, 990]);
  leave();
  local += 990;
  pending?.();
  expect(seen).toHaveLength(3);
});
