import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import { IndexedShelf, Outbox, type Wanted } from "./outbox";
import { FakeServer } from "./testing";

let server: FakeServer;
let factory: IDBFactory;
let taken: string[];
let expired: number;

function anOutbox(): Outbox {
  let keys = 0;
  const hooks = {
    changed: () => undefined,
    taken: (item: { label: string }) => void taken.push(item.label),
    expired: () => void (expired += 1),
  };
  return new Outbox(server, new IndexedShelf(factory, "outbox"), hooks, () => `key-${(keys += 1)}-${Math.random()}`);
}

function move(status: string): Wanted {
  const at = "2026-03-01T05:00:00Z";
  return { path: "unit-assignments/jo-1/status", body: { status, at }, label: status, subject: "jo-1", status, at };
}

/** IndexedDB answers by timers. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

beforeEach(() => {
  server = new FakeServer();
  factory = new IDBFactory();
  taken = [];
  expired = 0;
});

test("while nobody answers everything waits, in the order of the hand, and the job is where the hand brought it", async () => {
  const outbox = anOutbox();
  void outbox.add(move("en_route"));
  await settle();
  await server.last.fail();
  void outbox.add(move("on_scene"));
  await settle();
  await server.last.fail();
  await settle();
  expect(outbox.waiting().map(({ label }) => label)).toEqual(["en_route", "on_scene"]);
  expect(outbox.stateOf("jo-1")).toBe("on_scene");
  // Behind one that did not get through nothing is tried.
  expect(server.requests.map(({ body }) => (body as { status: string }).status)).toEqual(["en_route", "en_route"]);
});

test("a page that was closed meanwhile sends the same bodies under the same keys, once", async () => {
  const first = anOutbox();
  void first.add(move("en_route"));
  await settle();
  await server.last.fail();
  await settle();
  const { key, body } = server.last;

  const second = anOutbox();
  void second.start();
  await settle();
  expect(server.last).toMatchObject({ key, body });
  await server.last.answer(200);
  await settle();
  expect(taken).toEqual(["en_route"]);
  expect(second.all()).toEqual([]);
  const third = anOutbox();
  await third.start();
  expect(third.all()).toEqual([]);
});

test("a refusal is kept until somebody has read it, and holds up nothing behind it", async () => {
  const outbox = anOutbox();
  void outbox.add(move("en_route"));
  await settle();
  await server.last.answer(409, { error: { code: "wrong_state", message: "Dibatalkan", allowed: [] } });
  await settle();
  expect(outbox.refused()[0]?.refusal?.message).toBe("Dibatalkan");
  expect(outbox.stateOf("jo-1")).toBeUndefined();
  void outbox.add(move("on_scene"));
  await settle();
  await server.last.answer(200);
  await settle();
  expect(taken).toEqual(["on_scene"]);
  const again = anOutbox();
  await again.start();
  expect(again.refused().map(({ label }) => label)).toEqual(["en_route"]);
  await again.drop(again.refused()[0]?.key ?? "");
  expect(again.all()).toEqual([]);
});

test.each([401, 429, 500, 502, 503, 504])("an answer of %i says nothing about the action: it waits", async (status) => {
  const outbox = anOutbox();
  void outbox.add(move("en_route"));
  await settle();
  await server.last.answer(status);
  await settle();
  expect(outbox.waiting()).toHaveLength(1);
  expect(expired).toBe(status === 401 ? 1 : 0);
  void outbox.drain();
  await settle();
  expect(server.requests).toHaveLength(2);
  expect(server.requests[0]?.key).toBe(server.requests[1]?.key);
});

test("a picture lets every word go first", async () => {
  const outbox = anOutbox();
  void outbox.add({ ...move("en_route"), body: new Blob(["jpeg"], { type: "image/jpeg" }), label: "foto" });
  await settle();
  await server.last.fail();
  await settle();
  void outbox.add(move("on_scene"));
  await settle();
  expect((server.last.body as { status: string }).status).toBe("on_scene");
  await server.last.answer(200);
  await settle();
  expect(server.last.body).toBeInstanceOf(Blob);
});

test("two wishes to send at once send each item once", async () => {
  const outbox = anOutbox();
  void outbox.add(move("en_route"));
  void outbox.drain();
  await settle();
  void outbox.drain();
  expect(server.requests).toHaveLength(1);
});

test("a telephone that keeps nothing says so, and sends all the same", async () => {
  const broken = { all: fail, put: fail, remove: fail };
  const hooks = { changed: () => undefined, taken: () => taken.push("taken"), expired: () => undefined };
  const outbox = new Outbox(server, broken, hooks, () => "key");
  await outbox.start();
  void outbox.add(move("en_route"));
  await settle();
  expect(outbox.keeps).toBe(false);
  await server.last.answer(200);
  await settle();
  expect(taken).toEqual(["taken"]);
});

function fail(): Promise<never> {
  return Promise.reject(new Error("no room"));
}
