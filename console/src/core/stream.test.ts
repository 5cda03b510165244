import { beforeEach, describe, expect, test } from "vitest";
import type { Frame, UnitPosition } from "./types";
import { frame } from "./fixtures";
import { FakeTimers } from "./testing";
import { type LineState, type Socket, Stream } from "./stream";

class FakeSocket implements Socket {
  readyState = 0;
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent<string>) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  sent: unknown[] = [];
  closedByUs = false;

  open(): void {
    this.readyState = 1;
    this.onopen?.({} as Event);
  }
  say(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) } as MessageEvent<string>);
  }
  drop(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code } as CloseEvent);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.closedByUs = true;
    this.readyState = 3;
  }
}

/** A world in which time passes only when told to. */
class World extends FakeTimers {
  random = 1;
  online = true;
  sockets: FakeSocket[] = [];
  position: number | null = null;
  heard: { frames: Frame[]; beats: string[]; positions: (readonly UnitPosition[])[]; states: LineState[] } = {
    frames: [],
    beats: [],
    positions: [],
    states: [],
  };
  readonly stream = new Stream(
    {
      position: () => this.position,
      forget: () => (this.position = null),
      frame: (arrived) => {
        this.heard.frames.push(arrived);
        this.position = arrived.position;
      },
      beat: (beat) => this.heard.beats.push(beat.at),
      positions: (positions) => this.heard.positions.push(positions),
      state: (state) => this.heard.states.push(state),
    },
    {
      connect: () => {
        const socket = new FakeSocket();
        this.sockets.push(socket);
        return socket;
      },
      timers: this.timers,
      now: () => this.time,
      random: () => this.random,
      online: () => this.online,
    },
  );

  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  goLive(): void {
    this.stream.start();
    this.socket.open();
    this.socket.say(frame(null, 10, {}));
  }
}

let world: World;
beforeEach(() => {
  world = new World();
});

describe("connecting", () => {
  test("the first message carries the position held, null at first", () => {
    world.stream.start();
    world.socket.open();
    expect(world.socket.sent).toEqual([{ after: null }]);
  });

  test("cards make it live; a beat alone does not end the loading", () => {
    world.stream.start();
    world.socket.open();
    world.socket.say({ beat: { position: 3, at: "x", clock: "ok" } });
    expect(world.stream.state).toBe("loading");
    world.socket.say(frame(null, 10, {}));
    expect(world.stream.state).toBe("live");
  });

  test("frames, beats and positions are handed on in their order", () => {
    world.goLive();
    world.socket.say({ positions: [["u", 1, 2, "t"]] });
    world.socket.say({ beat: { position: 10, at: "noon", clock: "ok" } });
    world.socket.say(frame(10, 11, {}));
    expect(world.heard.positions).toEqual([[["u", 1, 2, "t"]]]);
    expect(world.heard.beats).toEqual(["noon"]);
    expect(world.heard.frames.map((each) => each.position)).toEqual([10, 11]);
  });
});

describe("a server drop", () => {
  test("reconnects with the position held", () => {
    world.goLive();
    world.socket.drop();
    world.pass(500);
    world.socket.open();
    expect(world.sockets).toHaveLength(2);
    expect(world.socket.sent).toEqual([{ after: 10 }]);
  });

  test("waits longer each time, between half a second and fifteen, never all at once", () => {
    world.goLive();
    world.socket.drop();
    const waits: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      const before = world.time;
      const count = world.sockets.length;
      while (world.sockets.length === count) world.pass(50);
      waits.push(world.time - before);
      world.random = turn === 7 ? 0.1 : 1;
      world.socket.drop();
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
    world.pass(1500);
    expect(world.sockets).toHaveLength(10);
  });

  test("three failed connects in a row are offline, one answer is live again", () => {
    world.goLive();
    world.socket.drop();
    for (let turn = 0; turn < 3; turn += 1) {
      world.pass(4000);
      world.socket.drop();
    }
    expect(world.stream.state).toBe("offline");
    world.pass(4000);
    world.socket.open();
    world.socket.say(frame(10, 12, {}));
    expect(world.stream.state).toBe("live");
  });

  test("a position that the server refuses is forgotten", () => {
    world.goLive();
    world.socket.drop(4400);
    world.pass(500);
    world.socket.open();
    expect(world.socket.sent).toEqual([{ after: null }]);
  });
});

describe("a silent dead link", () => {
  test("is stale after eight seconds, and a new socket is tried though the old one never closed", () => {
    world.goLive();
    world.pass(7900);
    expect(world.stream.state).toBe("live");
    world.pass(1100);
    expect(world.stream.state).toBe("stale");
    expect(world.sockets[0]!.closedByUs).toBe(true);
    world.pass(1000);
    expect(world.sockets).toHaveLength(2);
  });

  test("what the old socket says later is ignored", () => {
    world.goLive();
    world.pass(9000);
    world.sockets[0]!.say(frame(10, 99, {}));
    expect(world.heard.frames).toHaveLength(1);
  });

  test("any word within eight seconds keeps it live", () => {
    world.goLive();
    for (let beat = 0; beat < 10; beat += 1) {
      world.pass(3000);
      world.socket.say({ beat: { position: 10, at: "x", clock: "ok" } });
    }
    expect(world.heard.states).toEqual(["live"]);
  });

  test("a connect that never opens is given up after eight seconds", () => {
    world.stream.start();
    world.pass(9000);
    expect(world.sockets[0]!.closedByUs).toBe(true);
    world.pass(1000);
    expect(world.sockets).toHaveLength(2);
  });
});

describe("the network", () => {
  test("gone is offline at once, back is a connect at once", () => {
    world.goLive();
    world.online = false;
    world.stream.networkLost();
    expect(world.stream.state).toBe("offline");
    world.online = true;
    world.stream.resume();
    world.socket.open();
    expect(world.socket.sent).toEqual([{ after: 10 }]);
  });
});

test("an answer heard elsewhere ends the waiting, and disturbs no line that lives", () => {
  world.goLive();
  world.stream.awake();
  expect(world.sockets).toHaveLength(1);
  world.socket.drop();
  world.stream.awake();
  expect(world.sockets).toHaveLength(2);
  world.stream.awake();
  expect(world.sockets).toHaveLength(2);
});

describe("being refused", () => {
  test("an ended session asks nobody again until somebody signed in", () => {
    world.goLive();
    world.socket.drop(4401);
    expect(world.stream.state).toBe("expired");
    world.pass(60_000);
    expect(world.sockets).toHaveLength(1);
    world.stream.resume();
    world.socket.open();
    world.socket.say(frame(10, 11, {}));
    expect(world.stream.state).toBe("live");
  });

  test("a wrong origin is said and not tried again", () => {
    world.goLive();
    world.socket.drop(4403);
    expect(world.stream.state).toBe("refused");
    world.pass(60_000);
    expect(world.sockets).toHaveLength(1);
  });
});

describe("receipts", () => {
  test("are sent on a line that has spoken, otherwise the caller keeps them", () => {
    world.stream.start();
    expect(world.stream.seen(["as-1"])).toBe(false);
    world.socket.open();
    expect(world.stream.seen(["as-1"])).toBe(false);
    world.socket.say(frame(null, 10, {}));
    expect(world.stream.seen(["as-1"])).toBe(true);
    expect(world.socket.sent.at(-1)).toEqual({ seen: ["as-1"] });
  });
});
