// The one line to the server. It holds no cards: it hands on what it hears and says in which state the line is.
//
//   loading  nothing has arrived yet            live     heard from within 8 s
//   stale    connected once, silent for 8 s     offline  no network, or three connects in a row failed
//   expired  the session ended (4401)           refused  this page may not connect (4403)

import { browserTimers, type Timers } from "./clock";
import type { Beat, Frame, Id, Position, UnitPosition } from "./types";

export type LineState = "loading" | "live" | "stale" | "offline" | "expired" | "refused";

export const SILENCE_MS = 8_000;
const LOOK_MS = 1_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const FAILS_UNTIL_OFFLINE = 3;
const OPEN = 1;

export const NOT_SIGNED_IN = 4401;
export const WRONG_ORIGIN = 4403;
export const BAD_MESSAGE = 4400;

export interface Socket {
  readonly readyState: number;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent<string>) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(text: string): void;
  close(): void;
}

export interface Listener {
  position(): Position | null;
  /** The server did not understand our position: forget it and ask for everything. */
  forget(): void;
  frame(frame: Frame): void;
  beat(beat: Beat): void;
  positions(positions: readonly UnitPosition[]): void;
  state(state: LineState): void;
}

export interface Surroundings {
  connect(): Socket;
  readonly timers: Timers;
  /** Milliseconds that never jump. */
  now(): number;
  random(): number;
  /** What the browser believes of its network. */
  online(): boolean;
}

export function surroundings(url: string): Surroundings {
  return {
    connect: () => new WebSocket(url),
    timers: browserTimers,
    now: () => performance.now(),
    random: () => Math.random(),
    online: () => navigator.onLine,
  };
}

export class Stream {
  state: LineState = "loading";
  /** When the line was last known to live, on the steady clock. */
  lastHeard: number;
  private socket: Socket | null = null;
  private connectedAt = 0;
  private heardOnThisSocket = false;
  private fails = 0;
  private retry: unknown = null;
  private watch: unknown = null;

  constructor(
    private readonly listener: Listener,
    private readonly around: Surroundings,
  ) {
    this.lastHeard = around.now();
  }

  start(): void {
    this.connect();
    this.look();
  }

  stop(): void {
    this.around.timers.clear(this.retry);
    this.around.timers.clear(this.watch);
    this.leave();
  }

  /** Signed in again, or the network is back: try at once instead of waiting for the next turn. */
  resume(): void {
    this.fails = 0;
    this.leave();
    if (this.state === "expired" || this.state === "refused") this.become("stale");
    this.connect();
  }

  /** Something else has just had an answer from the server: a line that waits for its turn need not wait any longer. */
  awake(): void {
    if (this.retry !== null && this.socket === null) this.resume();
  }

  /** The browser says that the network is gone. The socket may not notice for minutes. */
  networkLost(): void {
    this.leave();
    this.become("offline");
    this.later();
  }

  /** Receipt: these assignments are on the screen. False when the line is down; the caller asks again. */
  seen(assignments: readonly Id[]): boolean {
    if (this.socket?.readyState !== OPEN || !this.heardOnThisSocket) return false;
    this.socket.send(JSON.stringify({ seen: assignments }));
    return true;
  }

  private connect(): void {
    this.around.timers.clear(this.retry);
    this.retry = null;
    this.heardOnThisSocket = false;
    this.connectedAt = this.around.now();
    const socket = this.around.connect();
    this.socket = socket;
    socket.onopen = () => {
      if (socket === this.socket) socket.send(JSON.stringify({ after: this.listener.position() }));
    };
    socket.onmessage = (event) => {
      if (socket === this.socket) this.hear(event.data);
    };
    socket.onclose = (event) => {
      if (socket === this.socket) this.lost(event.code);
    };
  }

  private hear(text: string): void {
    const message = JSON.parse(text) as Partial<Frame> & { beat?: Beat; positions?: readonly UnitPosition[] };
    this.lastHeard = this.around.now();
    this.heardOnThisSocket = true;
    this.fails = 0;
    if (message.beat) this.listener.beat(message.beat);
    else if (message.positions) this.listener.positions(message.positions);
    else if (message.cards) this.listener.frame(message as Frame);
    // The first frame may follow a beat: only cards make a board, until then it is still loading.
    if (this.state !== "loading" || message.cards) this.become("live");
  }

  private lost(code: number): void {
    this.socket = null;
    if (code === NOT_SIGNED_IN || code === WRONG_ORIGIN) {
      this.become(code === NOT_SIGNED_IN ? "expired" : "refused");
      return;
    }
    if (code === BAD_MESSAGE) this.listener.forget();
    this.failed();
  }

  private failed(): void {
    this.fails += this.heardOnThisSocket ? 0 : 1;
    if (this.fails >= FAILS_UNTIL_OFFLINE || !this.around.online()) this.become("offline");
    this.later();
  }

  /** Full jitter: hundreds of consoles must not return in the same instant. */
  private later(): void {
    this.around.timers.clear(this.retry);
    const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.fails);
    this.retry = this.around.timers.set(() => this.connect(), this.around.random() * most);
  }

  /** The watchdog: a dead link may keep its socket open for ever, only silence tells. */
  private look(): void {
    this.watch = this.around.timers.set(() => {
      this.look();
      const now = this.around.now();
      if (this.state === "live" && now - this.lastHeard >= SILENCE_MS) this.become("stale");
      if (this.socket && now - Math.max(this.lastHeard, this.connectedAt) >= SILENCE_MS) {
        this.leave();
        this.failed();
      }
    }, LOOK_MS);
  }

  private leave(): void {
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private become(state: LineState): void {
    if (state === this.state) return;
    this.state = state;
    this.listener.state(state);
  }
}
