import { beforeEach, describe, expect, test } from "vitest";
import { type Action, Actions, type Wish } from "./actions";
import { anAssignment, anIncident, frame } from "./fixtures";
import type { Answer, Http } from "./http";
import { CardStore } from "./store";

interface Request {
  path: string;
  body: unknown;
  key: string | undefined;
  answer(status: number, body?: unknown, retryAfter?: number): Promise<void>;
  fail(): Promise<void>;
}

class World {
  time = 0;
  requests: Request[] = [];
  store = new CardStore();
  changes: string[] = [];
  expired = 0;
  private due: { at: number; run: () => void }[] = [];
  private keys = 0;
  private readonly http: Http = {
    get: () => Promise.reject(new Error("not asked for")),
    post: (path, body, key) =>
      new Promise<Answer>((resolve, reject) => {
        const settle = async () => {
          for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
        };
        this.requests.push({
          path,
          body,
          key,
          answer: (status, answered = {}, retryAfter) => {
            resolve({ status, body: answered, retryAfter: retryAfter ?? null });
            return settle();
          },
          fail: () => {
            reject(new TypeError("Failed to fetch"));
            return settle();
          },
        });
      }),
  };
  readonly actions = new Actions(
    this.http,
    this.store,
    {
      changed: (action) => this.changes.push(action.state),
      expired: () => (this.expired += 1),
    },
    {
      timers: { set: (run, ms) => this.due.push({ at: this.time + ms, run }), clear: () => undefined },
      now: () => this.time,
      random: () => 1,
      newKey: () => `key-${(this.keys += 1)}`,
    },
  );

  get request(): Request {
    return this.requests.at(-1)!;
  }

  pass(ms: number): void {
    this.time += ms;
    const now = this.due.filter((each) => each.at <= this.time);
    this.due = this.due.filter((each) => each.at > this.time);
    for (const each of now) each.run();
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
});
