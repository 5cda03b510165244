import { beforeEach, describe, expect, test } from "vitest";
import { type Alarm, AlarmDesk, fromCard } from "./alarms";
import { anAlarm } from "./fixtures";

let now: number;
let desk: AlarmDesk;
beforeEach(() => {
  now = 1_000_000;
  desk = new AlarmDesk(() => now);
});

function alarm(key: string, fields: Partial<Alarm> = {}): Alarm {
  return { ...fromCard(anAlarm({ id: key }), "Damkar belum menerima", true), key, ...fields };
}

function soundsWithin(ms: number, step = 1000): number[] {
  const at: number[] = [];
  for (let passed = 0; passed < ms; passed += step) {
    if (desk.dueSound()) at.push(passed);
    now += step;
  }
  return at;
}

describe("A1", () => {
  test("sounds every four seconds until it is acknowledged, and stays listed", () => {
    const first = alarm("a", { class: "A1", card: null });
    desk.set([first]);
    expect(soundsWithin(12_000)).toEqual([0, 4000, 8000]);
    desk.silence(first);
    expect(soundsWithin(12_000)).toEqual([]);
    expect(desk.urgent()).toHaveLength(1);
    expect(desk.top).toBeUndefined();
  });

  test("acknowledged by a colleague it is silent here too", () => {
    desk.set([alarm("a", { class: "A1", acknowledged: true })]);
    expect(desk.dueSound()).toBeNull();
  });

  test("a cause that ended and returned rings again", () => {
    const first = alarm("a", { class: "A1", card: null });
    desk.set([first]);
    desk.silence(first);
    desk.set([]);
    desk.set([first]);
    expect(desk.dueSound()).toBe("two-tone");
  });
});

describe("A2", () => {
  test("chimes once and again after a minute", () => {
    desk.set([alarm("a")]);
    expect(soundsWithin(121_000)).toEqual([0, 60_000, 120_000]);
  });

  test("several at once are one chime", () => {
    desk.set([alarm("a"), alarm("b")]);
    expect(desk.dueSound()).toBe("chime");
    expect(desk.dueSound()).toBeNull();
  });
});

test("A3 is never heard", () => {
  desk.set([alarm("a", { class: "A3" })]);
  expect(desk.dueSound()).toBeNull();
  expect(desk.count("A3")).toBe(1);
});

test("an alarm for somebody else's role is listed and not heard", () => {
  desk.set([alarm("a", { class: "A1", mine: false })]);
  expect(desk.dueSound()).toBeNull();
  expect(desk.all()).toHaveLength(1);
  expect(desk.urgent()).toEqual([]);
});

test("the top alarm is the most urgent that nobody has acknowledged", () => {
  desk.set([
    alarm("seen", { class: "A1", acknowledged: true }),
    alarm("soon", { class: "A2" }),
    alarm("older", { class: "A1", since: 1 }),
    alarm("newer", { class: "A1", since: 2 }),
  ]);
  expect(desk.all().map((each) => each.key)).toEqual(["newer", "older", "soon", "seen"]);
  expect(desk.top?.key).toBe("newer");
});

test("muting lasts a minute and no longer", () => {
  desk.set([alarm("a", { class: "A1" })]);
  desk.mute();
  expect(soundsWithin(60_000)).toEqual([]);
  expect(desk.dueSound()).toBe("two-tone");
});

describe("a flood: more than ten in ten minutes", () => {
  beforeEach(() => {
    desk.set([
      ...Array.from({ length: 10 }, (_, n) => alarm(`late-${n}`, { class: "A1", kind: "acknowledge" })),
      alarm("note", { class: "A3", kind: "note" }),
    ]);
  });

  test("is grouped by cause and hides the notices", () => {
    expect(desk.flooded).toBe(true);
    expect(desk.groups().map((group) => [group.class, group.kind, group.alarms.length])).toEqual([
      ["A1", "acknowledge", 10],
    ]);
  });

  test("names what must be acted on now before what may wait, seen or not", () => {
    desk.set([
      ...Array.from({ length: 10 }, (_, n) => alarm(`new-${n}`, { class: "A2", kind: "report" })),
      alarm("late", { class: "A1", kind: "acknowledge", acknowledged: true }),
    ]);
    expect(desk.groups().map((group) => group.class)).toEqual(["A1", "A2"]);
  });

  test("never stands before a crew in danger, however much came after it", () => {
    const panic = alarm("panic", { class: "A1", kind: "panic", since: 0 });
    desk.set([...Array.from({ length: 100 }, (_, n) => alarm(`new-${n}`, { class: "A1", kind: "unhandled" })), panic]);
    expect(desk.top?.kind).toBe("panic");
    expect(desk.groups()[0]?.kind).toBe("panic");
  });

  test("sounds every ten seconds only", () => expect(soundsWithin(30_000)).toEqual([0, 10_000, 20_000]));

  test("is over when ten minutes brought no more", () => {
    desk.set([]);
    now += 600_001;
    desk.set([]);
    expect(desk.flooded).toBe(false);
  });
});

test("a card that a colleague acknowledged is acknowledged here", () => {
  expect(fromCard(anAlarm({ acknowledged: { by: "siti", at: "x" } }), "Damkar belum menerima", false)).toMatchObject({
    text: "Damkar belum menerima",
    acknowledged: true,
    mine: false,
  });
});

test("a card that is raised again rings again, though it was acknowledged before", () => {
  const first = fromCard(anAlarm({ class: "A1" }), "x", true);
  desk.set([first]);
  desk.silence(first);
  expect(desk.dueSound()).toBeNull();
  desk.set([fromCard(anAlarm({ class: "A1", raised_at: "2026-03-01T05:02:00Z" }), "x", true)]);
  expect(desk.dueSound()).toBe("two-tone");
});

describe("shelved", () => {
  const shelved = { by: "siti", until: "2026-03-01T05:15:00Z", reason: "waiting", words: null };

  test("is silent, in no number, and listed apart", () => {
    desk.set([alarm("a", { shelved }), alarm("b")]);
    expect(desk.all().map(({ key }) => key)).toEqual(["b"]);
    expect(desk.shelved().map(({ key }) => key)).toEqual(["a"]);
    expect(desk.count("A2")).toBe(1);
    desk.silence(alarm("b"));
    expect(desk.shelved()).toHaveLength(1);
    expect(soundsWithin(61_000)).toEqual([]);
  });

  test("is heard again when it comes back", () => {
    desk.set([alarm("a", { shelved })]);
    desk.set([alarm("a")]);
    expect(desk.dueSound()).toBe("chime");
  });

  test.each([
    ["A1", false, false],
    ["A2", true, false],
    ["A3", true, false],
    ["A2", false, true],
    ["A3", false, true],
  ] as const)("%s of a critical incident (%s): may wait %s", (level, critical, canWait) => {
    expect(fromCard(anAlarm({ class: level }), "x", true, critical).canWait).toBe(canWait);
  });
});

test("other people's alarms make no flood here", () => {
  desk.set(Array.from({ length: 30 }, (_, n) => alarm(`other-${n}`, { mine: false })));
  expect(desk.flooded).toBe(false);
});
