// What a hand on this screen asked for. Nothing is believed done before the card that shows it has arrived.
//
//   sending   -> accepted -> done          the answer came, then the card
//             -> waiting  -> sending ...   nobody answered: the same key again, the server counts it once
//             -> asleep                    the session ended: goes on after signing in again
//             -> stuck                     waited too long to act on its own; a person sends it again or drops it
//             -> conflict | refused        the server said no, and why

import { browserTimers, type Timers } from "./clock";
import { isAway, refusalOf, type Answer, type Http, type Refusal } from "./http";
import type { CardStore } from "./store";
import type { Config, Id } from "./types";

export type ActionState = "sending" | "waiting" | "asleep" | "accepted" | "done" | "stuck" | "conflict" | "refused";

/** Both values of a field that somebody else changed meanwhile, and the way to insist. */
export interface Versus {
  yours(config: Config): string;
  theirs(config: Config, store: CardStore): string;
  /** The same once more, knowing what is there now. */
  again(store: CardStore): Wish | null;
}

export interface Wish {
  readonly path: string;
  readonly body: unknown;
  /** Which card or part the pending mark belongs to. */
  readonly subject: Id;
  /** What the hand meant, in words: "Terima #000412". */
  readonly label: string;
  /** True once the board shows what was asked for. */
  readonly shown: (store: CardStore, answer: unknown) => boolean;
  /** A report must arrive however long it takes; an order is not carried out an hour later unasked. */
  readonly patient?: boolean;
  readonly versus?: Versus;
  readonly key?: string;
}

export interface Action extends Wish {
  readonly id: Id;
  readonly key: string;
  state: ActionState;
  /** When the hand asked, and when the last try began, on the steady clock. */
  readonly askedAt: number;
  tries: number;
  nextTryAt: number | null;
  answer: unknown;
  refusal: Refusal | null;
}

export const SLOW_MS = 2_000;
export const ALARM_MS = 10_000;
const PATIENCE_MS = 60_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

export type Slowness = "fresh" | "slow" | "alarm";

export interface Hooks {
  changed(action: Action): void;
  expired(): void;
}

interface Surroundings {
  readonly timers: Timers;
  now(): number;
  random(): number;
  newKey(): string;
}

/** `crypto.randomUUID` exists only where the page came over TLS or from this machine. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const BROWSER: Surroundings = {
  timers: browserTimers,
  now: () => performance.now(),
  random: () => Math.random(),
  newKey,
};

export class Actions {
  private readonly open = new Map<Id, Action>();
  private resumed = 0;

  constructor(
    private readonly http: Http,
    private readonly store: CardStore,
    private readonly hooks: Hooks,
    private readonly around: Surroundings = BROWSER,
  ) {}

  /** Everything not yet done, the oldest first. */
  all(): readonly Action[] {
    return [...this.open.values()];
  }

  of(subject: Id): readonly Action[] {
    return this.all().filter((action) => action.subject === subject);
  }

  isBusy(subject: Id): boolean {
    return this.of(subject).some((action) => !["conflict", "refused", "stuck"].includes(action.state));
  }

  send(wish: Wish): Action {
    const key = wish.key ?? this.around.newKey();
    const action: Action = {
      ...wish,
      key,
      id: key,
      state: "sending",
      askedAt: this.around.now(),
      tries: 0,
      nextTryAt: null,
      answer: null,
      refusal: null,
    };
    for (const old of this.of(wish.subject)) if (!this.isMoving(old)) this.open.delete(old.id);
    this.open.set(action.id, action);
    this.try(action);
    return action;
  }

  /** A person decides to go on with what got stuck: the same key, so it cannot happen twice. */
  again(action: Action): void {
    this.open.set(action.id, action);
    this.try(action);
  }

  drop(action: Action): void {
    this.open.delete(action.id);
    this.hooks.changed(action);
  }

  /** Signed in again, or the line is back: what waited goes on at once. */
  resume(): void {
    this.resumed += 1;
    for (const action of this.all()) {
      if (action.state === "asleep" || action.state === "waiting") this.try(action);
    }
  }

  /** After every frame: which accepted actions does the board show by now? */
  settle(): void {
    for (const action of this.all()) this.settleOne(action);
  }

  /** How long ago the hand asked (milliseconds). */
  waited(action: Action): number {
    return this.around.now() - action.askedAt;
  }

  slowness(action: Action): Slowness {
    if (!this.isMoving(action)) return "fresh";
    const waited = this.waited(action);
    if (waited >= ALARM_MS) return "alarm";
    return waited >= SLOW_MS ? "slow" : "fresh";
  }

  private isMoving(action: Action): boolean {
    return ["sending", "waiting", "asleep", "accepted"].includes(action.state);
  }

  private try(action: Action): void {
    action.tries += 1;
    action.nextTryAt = null;
    this.become(action, "sending");
    const { resumed } = this;
    this.http.post(action.path, action.body, action.key).then(
      (answer) => this.take(action, answer, resumed),
      () => this.wait(action, null),
    );
  }

  private take(action: Action, answer: Answer, resumed: number): void {
    if (answer.status < 300) {
      action.answer = answer.body;
      this.become(action, "accepted");
      this.settleOne(action);
    } else if (answer.status === 401 && resumed !== this.resumed) {
      // It was asked under the session before: somebody has signed in since, and nobody would wake it again.
      this.try(action);
    } else if (answer.status === 401) {
      this.become(action, "asleep");
      this.hooks.expired();
    } else if (isAway(answer.status)) {
      this.wait(action, answer.retryAfter);
    } else {
      action.refusal = refusalOf(answer);
      this.become(action, answer.status === 409 ? "conflict" : "refused");
    }
  }

  private wait(action: Action, retryAfter: number | null): void {
    if (!action.patient && this.around.now() - action.askedAt >= PATIENCE_MS) {
      this.become(action, "stuck");
      return;
    }
    const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** action.tries);
    const pause = (retryAfter ?? 0) * 1000 + this.around.random() * most;
    action.nextTryAt = this.around.now() + pause;
    this.become(action, "waiting");
    const thisTry = action.tries;
    this.around.timers.set(() => {
      if (action.state === "waiting" && action.tries === thisTry && this.open.has(action.id)) this.try(action);
    }, pause);
  }

  private settleOne(action: Action): void {
    if (action.state !== "accepted" || !action.shown(this.store, action.answer)) return;
    this.open.delete(action.id);
    this.become(action, "done");
  }

  private become(action: Action, state: ActionState): void {
    action.state = state;
    this.hooks.changed(action);
  }
}
