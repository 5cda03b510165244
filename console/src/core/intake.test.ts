import { beforeEach, describe, expect, test } from "vitest";
import { Actions } from "./actions";
import { Clock } from "./clock";
import { Drafts } from "./drafts";
import { aReport, NOON } from "./fixtures";
import { bodyOf, EMPTY, Intake } from "./intake";
import { CardStore } from "./store";
import { FakeServer, FakeTimers, MemoryStorage } from "./testing";

let storage: MemoryStorage;
let session: MemoryStorage;
let server: FakeServer;
let world: FakeTimers;
let accepted: { id: string; attended: boolean }[];
let intake: Intake;
let clock: Clock;
/** Numbers for paper; none are taken while the line is there. */
let block: string[] = [];

/** A fresh page over what the browser kept. */
function openPage(): Intake {
  server = new FakeServer();
  world = new FakeTimers();
  const store = new CardStore();
  const actions = new Actions(
    server,
    store,
    {
      changed: (action) => page.heard(action),
      expired: () => undefined,
    },
    { timers: world.timers, now: () => world.time, random: () => 1, newKey: () => "unused" },
  );
  clock = new Clock(() => Date.parse(NOON));
  const page: Intake = new Intake(
    new Drafts(storage, "siti"),
    actions,
    clock,
    {
      accepted: (report, attended) => accepted.push({ id: report.id, attended }),
      changed: () => undefined,
      paper: () => block.shift() ?? null,
    },
    session,
  );
  page.start();
  return page;
}

beforeEach(() => {
  storage = new MemoryStorage();
  session = new MemoryStorage();
  accepted = [];
  block = [];
  intake = openPage();
});

describe("the request", () => {
  test("leaves out what is empty and reads a pasted place", () => {
    expect(bodyOf({ ...EMPTY, text: " api " }, null)).toEqual({ channel: "call", text: "api" });
    const full = {
      ...EMPTY,
      channel: "app",
      text: "api",
      place: "pasar",
      point: "-8.06, 111.9",
      phone: "0812",
      name: "Bu Siti",
    };
    expect(bodyOf(full, NOON)).toEqual({
      channel: "app",
      text: "api",
      caller: { phone: "0812", name: "Bu Siti" },
      location: { lat: -8.06, lon: 111.9, text: "pasar" },
      received_at: NOON,
    });
  });

  test("carries the server's time, and none before the server told it", () => {
    intake.set("text", "api");
    intake.submit();
    expect(server.last.body).not.toHaveProperty("received_at");
    clock.hear(NOON);
    intake.set("text", "api");
    intake.submit();
    expect(server.last.body).toHaveProperty("received_at", "2026-03-01T05:00:00.000Z");
  });
});

describe("the draft", () => {
  test("is in the form again after a crash", () => {
    intake.set("text", "rumah terbak");
    intake.set("phone", "0812");
    expect(openPage().form).toMatchObject({ text: "rumah terbak", phone: "0812" });
  });

  test("waits among the others while the next call is taken", () => {
    intake.set("text", "pertama");
    intake.begin();
    expect(intake.form).toEqual(EMPTY);
    expect(intake.others().map((draft) => draft.fields.text)).toEqual(["pertama"]);
    intake.resume(intake.others()[0]!.id);
    expect(intake.form.text).toBe("pertama");
    intake.discard(intake.current);
    expect(intake.others()).toEqual([]);
    expect(intake.form).toEqual(EMPTY);
  });

  test("that says nothing is not sent", () => {
    expect(intake.submit()).toBe(false);
    expect(intake.problems.text).toBeTruthy();
    intake.set("text", "api");
    intake.set("point", "dekat pasar");
    expect(intake.submit()).toBe(false);
    expect(intake.problems.point).toBeTruthy();
    expect(server.requests).toEqual([]);
  });
});

describe("more words than a report takes", () => {
  const pasted = "a".repeat(10_007);

  test("are kept whole, and it is said at once by how many they are too long", () => {
    intake.set("text", pasted);
    expect(intake.problems.text).toContain("7");
    expect(openPage().form.text).toBe(pasted);
  });

  test("are not sent before they are shortened", () => {
    intake.set("text", pasted);
    expect(intake.submit()).toBe(false);
    expect(server.requests).toEqual([]);
    intake.set("text", pasted.slice(7));
    expect(intake.problems.text).toBeUndefined();
    expect(intake.submit()).toBe(true);
  });
});

describe("sending", () => {
  test("an accepted report leaves nothing behind and is gone on with", async () => {
    intake.set("text", "api");
    expect(intake.submit()).toBe(true);
    expect(intake.form).toEqual(EMPTY);
    await server.last.answer(201, aReport({ id: "r-1" }));
    expect(accepted).toEqual([{ id: "r-1", attended: true }]);
    expect(storage.rows.size).toBe(0);
  });

  test("while the server is away it is kept and then sent once, with the same key and body", async () => {
    intake.set("text", "api");
    intake.submit();
    await server.last.answer(503, {}, 2);
    expect(intake.waiting()).toHaveLength(1);
    expect(intake.waiting()[0]?.action?.state).toBe("waiting");
    world.pass(3000);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]).toMatchObject({ key: server.requests[0]!.key, body: server.requests[0]!.body });
    await server.last.answer(201, aReport({ id: "r-1" }));
    world.pass(60_000);
    expect(server.requests).toHaveLength(2);
    expect(accepted).toHaveLength(1);
  });

  test("a crash while the server is away changes neither key nor body", async () => {
    intake.set("text", "api");
    intake.submit();
    const before = server.last;
    await before.fail();
    const again = openPage();
    expect(again.form).toEqual(EMPTY);
    expect(server.requests).toHaveLength(1);
    expect(server.last).toMatchObject({ key: before.key, body: before.body });
    await server.last.answer(201, aReport());
    expect(accepted).toEqual([{ id: "re-1", attended: false }]);
    expect(again.waiting()).toEqual([]);
  });

  test("the next call may be typed meanwhile and is not interrupted", async () => {
    intake.set("text", "pertama");
    intake.submit();
    intake.set("text", "kedua");
    await server.last.answer(201, aReport());
    expect(accepted).toEqual([{ id: "re-1", attended: false }]);
    expect(intake.form.text).toBe("kedua");
  });

  test("of several that were filed the last is gone on with, unless the eye has turned elsewhere", async () => {
    for (const looksOn of [true, false]) {
      accepted = [];
      intake.set("text", "pertama");
      intake.submit();
      const first = server.last;
      intake.set("text", "kedua");
      intake.submit();
      if (!looksOn) intake.leave();
      await first.answer(201, aReport({ id: "r-1" }));
      await server.last.answer(201, aReport({ id: "r-2" }));
      expect(accepted).toEqual([
        { id: "r-1", attended: false },
        { id: "r-2", attended: looksOn },
      ]);
    }
  });

  test("a refused one is in the form again with the reasons at its fields", async () => {
    intake.set("text", "api");
    intake.set("phone", "12");
    intake.submit();
    const error = { code: "invalid", message: "Isian belum benar", fields: { "caller.phone": ["Terlalu pendek."] } };
    await server.last.answer(400, { error });
    expect(intake.form).toMatchObject({ text: "api", phone: "12" });
    expect(intake.problems.phone).toBe("Terlalu pendek.");
    expect(intake.message).toBe("Isian belum benar");
    expect(intake.waiting()).toEqual([]);
  });

  test("a refused one does not push the next call out of the form", async () => {
    intake.set("text", "pertama");
    intake.submit();
    intake.set("text", "kedua");
    await server.last.answer(400, { error: { code: "invalid", message: "Salah" } });
    expect(intake.form.text).toBe("kedua");
    expect(intake.others().map((draft) => draft.fields.text)).toEqual(["pertama"]);
    expect(intake.message).toContain("Salah");
  });
});

test("two windows of one account show the same draft", () => {
  intake.set("text", "api");
  const other = openPage();
  intake.set("text", "api besar");
  other.changedElsewhere(`psc.draft.siti.${intake.current}`);
  expect(other.form.text).toBe("api besar");
});

test("a call that stands in two windows is sent by one of them", async () => {
  intake.set("text", "api");
  const [here, sent] = [server, intake.current];
  const other = openPage();
  expect(other.form.text).toBe("api");
  intake.submit();
  other.changedElsewhere(`psc.outbox.siti.${sent}`);
  expect(other.form.text).toBe("");
  expect(other.submit()).toBe(false);
  await here.last.answer(201, aReport());
  other.set("text", "banjir");
  other.changedElsewhere(`psc.draft.siti.${sent}`);
  expect(other.form.text).toBe("banjir");
});

describe("a form on paper", () => {
  test("written while the server is away goes under a number of the block, also when it is sent again", async () => {
    block = ["K26-000001", "K26-000002"];
    intake.set("text", "api");
    intake.submit();
    expect(server.last.body).toMatchObject({ paper: "K26-000001" });
    intake = openPage();
    expect(server.last.body).toMatchObject({ paper: "K26-000001" });
    await server.last.answer(201, aReport({ paper: "K26-000001" }));
    expect(intake.message).toBe("");
  });

  test("typed afterwards keeps its own number; one that nobody knows is said, and the report stands", async () => {
    block = ["K26-000001"];
    intake.set("text", "api");
    intake.set("paper", "K26-000077");
    intake.submit();
    expect(server.last.body).toMatchObject({ paper: "K26-000077" });
    expect(block).toEqual(["K26-000001"]);
    await server.last.answer(201, aReport({ paper: null }));
    expect(intake.message).toContain("K26-000077");
    expect(accepted).toHaveLength(1);
  });
});
