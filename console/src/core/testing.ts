// Stand-ins for what a browser gives, for tests only: a storage in memory and a server that answers when told to.

import type { Storage } from "./drafts";
import type { Answer, Http } from "./http";

export class MemoryStorage implements Storage {
  readonly rows = new Map<string, string>();
  full = false;

  get length(): number {
    return this.rows.size;
  }
  key(index: number): string | null {
    return [...this.rows.keys()][index] ?? null;
  }
  getItem(name: string): string | null {
    return this.rows.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.rows.set(name, value);
  }
  removeItem(name: string): void {
    this.rows.delete(name);
  }
}

export interface Request {
  readonly path: string;
  readonly body: unknown;
  readonly key: string | undefined;
  answer(status: number, body?: unknown, retryAfter?: number): Promise<void>;
  fail(): Promise<void>;
}

/** Lets everything run that waits for an answer. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

export class FakeServer implements Http {
  readonly requests: Request[] = [];

  get last(): Request {
    const request = this.requests.at(-1);
    if (!request) throw new Error("nothing was asked");
    return request;
  }

  get(path: string): Promise<Answer> {
    return this.ask(path, null, undefined);
  }

  post(path: string, body: unknown, key?: string): Promise<Answer> {
    return this.ask(path, body, key);
  }

  private ask(path: string, body: unknown, key: string | undefined): Promise<Answer> {
    return new Promise((resolve, reject) => {
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
    });
  }
}

/** Timers that run only when time is passed. */
export class FakeTimers {
  time = 0;
  private due = new Map<number, { at: number; run: () => void }>();
  private next = 1;

  readonly timers = {
    set: (run: () => void, ms: number): unknown => {
      this.due.set(this.next, { at: this.time + ms, run });
      return this.next++;
    },
    clear: (handle: unknown): void => void this.due.delete(handle as number),
  };

  pass(ms: number): void {
    const until = this.time + ms;
    for (;;) {
      const first = [...this.due].sort((a, b) => a[1].at - b[1].at)[0];
      if (!first || first[1].at > until) break;
      this.due.delete(first[0]);
      this.time = first[1].at;
      first[1].run();
    }
    this.time = until;
  }
}
