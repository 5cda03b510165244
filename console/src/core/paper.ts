// Numbers for what is written while the server is away: handed out beforehand, kept in this browser, each used once.

import type { Storage } from "./drafts";
import type { Id } from "./types";

export class Paper {
  private readonly name: string;

  constructor(
    private readonly storage: Storage,
    user: Id,
  ) {
    this.name = `psc.paper.${user}`;
  }

  /** Those that are left, the next one first. */
  get left(): readonly string[] {
    try {
      return JSON.parse(this.storage.getItem(this.name) ?? "[]") as string[];
    } catch {
      return [];
    }
  }

  /** What the server says is this account's; those on their way with a report are not to be used again. */
  fill(numbers: readonly string[], used: readonly string[]): void {
    this.keep(numbers.filter((number) => !used.includes(number)));
  }

  take(): string | null {
    const [next, ...rest] = this.left;
    if (next === undefined) return null;
    this.keep(rest);
    return next;
  }

  private keep(numbers: readonly string[]): void {
    try {
      this.storage.setItem(this.name, JSON.stringify(numbers));
    } catch {
      // A browser that keeps nothing has no block: the form is written without a number.
    }
  }
}
