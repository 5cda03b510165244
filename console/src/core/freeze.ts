// A row never moves under a hand. While the pointer or the focus is in a list, and for three seconds after, its order
// stands still: new rows are counted, rows that are gone leave an empty place. A hand that has not moved for ten
// seconds is not there: a pointer that was left lying on the board must not keep it from telling the truth.

import type { Id } from "./types";

export const RELEASE_MS = 3_000;
export const IDLE_MS = 10_000;

export class Freeze {
  private hands = new Set<string>();
  private movedAt = Number.NEGATIVE_INFINITY;
  private releasedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly now: () => number = () => performance.now()) {}

  touch(hand: "pointer" | "focus"): void {
    this.hands.add(hand);
    this.movedAt = this.now();
  }

  leave(hand: "pointer" | "focus"): void {
    if (this.hands.delete(hand) && this.hands.size === 0) this.releasedAt = this.now();
  }

  get held(): boolean {
    const atWork = this.hands.size > 0 && this.now() - this.movedAt < IDLE_MS;
    return atWork || this.now() - this.releasedAt < RELEASE_MS;
  }
}

export interface View {
  readonly ids: readonly Id[];
  /** New rows that wait until the hand lets go. */
  readonly fresh: number;
}

export class FrozenOrder {
  private ids: readonly Id[] = [];

  /** What to show of `wanted` (in the right order): that itself, or the old order while the list is held. */
  view(wanted: readonly Id[], held: boolean): View {
    if (!held || this.ids.length === 0) {
      this.ids = wanted;
      return { ids: wanted, fresh: 0 };
    }
    const shown = new Set(this.ids);
    return { ids: this.ids, fresh: wanted.reduce((count, id) => count + (shown.has(id) ? 0 : 1), 0) };
  }

  /** The hand asks for the new rows. */
  release(): void {
    this.ids = [];
  }
}
