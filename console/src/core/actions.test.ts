import { beforeEach, describe, expect, test } from "vitest";
import { type Action, Actions, type Wish } from "./actions";
import { anAssignment, anIncident, frame } from "./fixtures";
import { CardStore } from "./store";
import { FakeServer, FakeTimers, type Request } from "./testing";

class World extends FakeTimers {
  readonly server = new FakeServer();
  readonly store = new CardStore();
  expired = 0;
  private keys = 0;
  readonly actions = new Actions(
    this.server,
    this.store,
    { changed: () => undefined, expired: () => (this.expired += 1) },
    { timers: this.timers, now: () => this.time, random: () => 1, newKey: () => `key-${(this.keys += 1)}` },
  );

  get requests(): readonly Request[] {
    return this.server.requests;
  }
  get request(): Request {
    return this.server.last;
  }
}

let world: World;
beforeEach(() => {
  world = new World();
  world.store.apply(frame(null, 1, { incidents: [anIncident({ assignments: [anAssignment()] })] }));
});

function acknowledge(more: Partial<Wish> = {}): Action {
  return world.actions.send({
    path: "assignments/as-1/acknowledge",
    body: {},
    subject: "as-1",
    label: "Terima",
    shown: (store) => store.incidents.get("in-1")?.assignments[0]?.status === "acknowledged",
    ...more,
  });
}

function cardArrives(): void {
  const assignments = [anAssignment({ status: "acknowledged" })];
  world.store.apply(frame(1, 2, { incidents: [anIncident({ rev: 2, assignments })] }));
  world.actions.settle();
}

describe("an accepted action", () => {
  test("is done only when the card shows it", async () => {
    const action = acknowledge();
    await world.request.answer(200);
    expect(action.state).toBe("accepted");
    expect(world.actions.isBusy("as-1")).toBe(true);
    cardArrives();
    expect(action.state).toBe("done");
    expect(world.actions.all()).toEqual([]);
  });

  test("is done at once when the board already shows it", async () => {
    cardArrives();
    const action = acknowledge();
    await world.request.answer(200);
    expect(action.state).toBe("done");
  });

  test("is slow after two seconds and an alarm after ten", async () => {
    const action = acknowledge();
    await world.request.answer(200);
    world.time = 1999;
    expect(world.actions.slowness(action)).toBe("fresh");
    world.time = 2000;
    expect(world.actions.slowness(action)).toBe("slow");
    world.time = 10_000;
    expect(world.actions.slowness(action)).toBe("alarm");
  });
});

describe("when nobody answers", () => {
  test("the same key is sent again", async () => {
    const action = acknowledge();
    await world.request.fail();
    expect(action.state).toBe("waiting");
    world.pass(1000);
    expect(world.requests.map((each) => each.key)).toEqual(["key-1", "key-1"]);
    await world.request.answer(200);
    expect(action.state).toBe("accepted");
  });

  test("503 is obeyed: not before Retry-After", async () => {
    acknowledge();
    await world.request.answer(503, {}, 2);
    world.pass(1999);
    expect(world.requests).toHaveLength(1);
    world.pass(1100);
    expect(world.requests).toHaveLength(2);
  });

  test("an order older than a minute is not sent unasked, a person may send it again", async () => {
    const action = acknowledge();
    world.time = 61_000;
    await world.request.fail();
    expect(action.state).toBe("stuck");
    world.pass(60_000);
    expect(world.requests).toHaveLength(1);
    world.actions.again(action);
    expect(world.request.key).toBe("key-1");
  });

  test("a patient one is tried however long it takes", async () => {
    const action = acknowledge({ patient: true });
    for (let turn = 0; turn < 12; turn += 1) {
      await world.request.fail();
      world.pass(15_000);
    }
    expect(world.requests).toHaveLength(13);
    expect(action.state).toBe("sending");
  });

  test("the line coming back does not wait for the timer", async () => {
    acknowledge();
    await world.request.fail();
    world.actions.resume();
    expect(world.requests).toHaveLength(2);
    world.pass(60_000);
    expect(world.requests).toHaveLength(2);
  });
});

describe("when the server says no", () => {
  test("a conflict keeps the moves that are allowed, in words", async () => {
    const action = acknowledge();
    await world.request.answer(409, { error: { code: "wrong_state", message: "Sudah ditarik", allowed: [] } });
    expect(action.state).toBe("conflict");
    expect(action.refusal).toEqual({ code: "wrong_state", message: "Sudah ditarik", fields: {}, allowed: [] });
    expect(world.actions.isBusy("as-1")).toBe(false);
  });

  test("the next wish for the same thing takes the old refusal away", async () => {
    acknowledge();
    await world.request.answer(400, { error: { code: "invalid", message: "Salah", fields: { reason: ["Wajib"] } } });
    expect(world.actions.of("as-1")[0]?.refusal?.fields).toEqual({ reason: ["Wajib"] });
    acknowledge();
    expect(world.actions.of("as-1").map((each) => each.state)).toEqual(["sending"]);
  });

  test("an ended session puts it to sleep until somebody signed in again", async () => {
    const action = acknowledge();
    await world.request.answer(401);
    expect(action.state).toBe("asleep");
    expect(world.expired).toBe(1);
    world.actions.resume();
    expect(world.request.key).toBe("key-1");
  });

  test("one that was asked before somebody signed in again does not fall asleep behind them", async () => {
    const action = acknowledge();
    world.actions.resume();
    await world.request.answer(401);
    expect(action.state).toBe("sending");
    expect(world.expired).toBe(0);
    await world.request.answer(401);
    expect(action.state).toBe("asleep");
  });
});
