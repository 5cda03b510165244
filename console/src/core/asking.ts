// A question that follows the typing: asked when the hand rests, answered by the latest answer only, asked again when
// the server was away. Nothing waits for it.

import { browserTimers, type Timers } from "./clock";

export class Asking<T> {
  answer: T | null = null;
  /** The last time nobody answered. */
  away = false;
  private wanted = "";
  private handle: unknown = null;

  constructor(
    private readonly ask: (body: unknown) => Promise<unknown>,
    private readonly restMs: number,
    private readonly changed: () => void,
    private readonly timers: Timers = browserTimers,
  ) {}

  /** What is known now; null asks nothing and forgets the answer. The same again asks nothing new. */
  about(body: unknown): void {
    const wanted = body === null ? "" : JSON.stringify(body);
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    this.timers.clear(this.handle);
    if (body === null) this.answer = null;
    else this.handle = this.timers.set(() => void this.send(body, wanted), this.restMs);
  }

  /** The line is back: what nobody answered is asked again. */
  again(): void {
    if (this.away && this.wanted !== "") void this.send(JSON.parse(this.wanted), this.wanted);
  }

  private async send(body: unknown, wanted: string): Promise<void> {
    const answer = (await this.ask(body)) as T | null;
    if (wanted !== this.wanted) return;
    this.away = answer === null;
    if (answer !== null) this.answer = answer;
    this.changed();
  }
}
