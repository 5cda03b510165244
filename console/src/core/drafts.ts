// What a call-taker typed survives a reload, a crash and the loss of the server. Each draft is a row of its own in
// the browser's storage, under the account's name: the next person at this desk neither sees nor sends it.

import type { Id } from "./types";

export type Fields = Readonly<Record<string, string>>;

export interface Draft {
  readonly id: Id;
  readonly fields: Fields;
  /** ISO times of this workstation, for the list of drafts only; they never leave it. */
  readonly startedAt: string;
  readonly savedAt: string;
}

/** A draft that was sent and has not been accepted yet: body and key stay the same until the server answers. */
export interface Submission {
  readonly draft: Id;
  readonly key: string;
  readonly body: unknown;
  readonly submittedAt: string;
  /** What the hand decided together with it; done once the server has the report. */
  readonly after?: After;
}

/** The end of a call that is no incident, or the incident it tells of; or what it was overruled to. */
export interface After {
  readonly dismiss?: { readonly disposition: string; readonly name: string };
  readonly attach?: { readonly id: Id; readonly number: string | number };
  readonly choice?: { readonly type: string; readonly priority: string };
}

export interface Storage {
  readonly length: number;
  key(index: number): string | null;
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

export class Drafts {
  /** False once the browser refused to keep something: the screen says so. */
  keeps = true;

  constructor(
    private readonly storage: Storage,
    private readonly user: Id,
    private readonly now: () => Date = () => new Date(),
  ) {}

  get(id: Id): Draft | null {
    return this.read(this.name("draft", id)) as Draft | null;
  }

  /** Every field on every input; an emptied draft is no draft. */
  save(id: Id, fields: Fields): void {
    const at = this.now().toISOString();
    if (Object.values(fields).every((value) => value.trim() === "")) {
      this.remove(id);
      return;
    }
    const startedAt = this.get(id)?.startedAt ?? at;
    this.write(this.name("draft", id), { id, fields, startedAt, savedAt: at } satisfies Draft);
  }

  remove(id: Id): void {
    this.storage.removeItem(this.name("draft", id));
  }

  /** Newest first, without those on their way to the server. */
  all(): readonly Draft[] {
    const sent = new Set(this.submissions().map((submission) => submission.draft));
    return (this.rows("draft") as Draft[])
      .filter((draft) => !sent.has(draft.id))
      .sort((a, b) => b.savedAt.localeCompare(a.savedAt));
  }

  submit(draft: Id, key: string, body: unknown, after?: After): Submission {
    const submittedAt = this.now().toISOString();
    const submission = { draft, key, body, submittedAt, ...(after ? { after } : {}) };
    this.write(this.name("outbox", draft), submission);
    return submission;
  }

  /** Oldest first: in the order in which the calls came. */
  submissions(): readonly Submission[] {
    return (this.rows("outbox") as Submission[]).sort((a, b) => a.submittedAt.localeCompare(b.submittedAt));
  }

  accepted(draft: Id): void {
    this.storage.removeItem(this.name("outbox", draft));
    this.remove(draft);
  }

  /** The server refused it: it is a draft again, with everything that was typed. */
  returned(draft: Id): void {
    this.storage.removeItem(this.name("outbox", draft));
  }

  /** True when a change in another window of this account concerns drafts. */
  concerns(name: string | null): boolean {
    return name?.startsWith(this.name("draft", "")) === true || name?.startsWith(this.name("outbox", "")) === true;
  }

  private name(kind: "draft" | "outbox", id: Id): string {
    return `psc.${kind}.${this.user}.${id}`;
  }

  private rows(kind: "draft" | "outbox"): unknown[] {
    const prefix = this.name(kind, "");
    const names = Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index) ?? "");
    return names
      .filter((name) => name.startsWith(prefix))
      .map((name) => this.read(name))
      .filter((row) => row !== null);
  }

  private read(name: string): unknown {
    const text = this.storage.getItem(name);
    if (text === null) return null;
    try {
      return JSON.parse(text);
    } catch {
      return null; // somebody else's row under our name; leaving it is safer than guessing
    }
  }

  private write(name: string, row: unknown): void {
    try {
      this.storage.setItem(name, JSON.stringify(row));
      this.keeps = true;
    } catch {
      this.keeps = false; // full or forbidden: the text is still in the form
    }
  }
}
