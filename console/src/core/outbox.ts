// What a hand did while there was no network: kept on the telephone under one key each, with its true time, and sent
// in order when somebody answers again. Nothing is dropped, and nothing is called sent before the server has said so.
//
//   waiting -> gone             the server took it (a second try under the same key is the same action)
//   waiting -> waiting          nobody answered; everything behind it waits too
//   waiting -> refused          the server said no, and why: it stays until a person has read it

import { isAway, refusalOf, type Http, type Refusal } from "./http";
import type { Id } from "./types";

export interface Item {
  readonly key: string;
  /** Rises with every item: the order of the hand, whatever the clock of the telephone did. */
  readonly order: number;
  readonly path: string;
  /** JSON, or a picture as it is. */
  readonly body: unknown;
  readonly label: string;
  /** Which job or incident it is about, and which state it brings the job to. */
  readonly subject: Id;
  readonly status?: string;
  /** When the hand did it (ISO 8601). */
  readonly at: string;
  readonly refusal?: Refusal;
}

export type Wanted = Omit<Item, "key" | "order" | "refusal">;

/** Where items outlive the page. */
export interface Shelf {
  all(): Promise<readonly Item[]>;
  put(item: Item): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface OutboxHooks {
  changed(): void;
  /** The server took it. */
  taken(item: Item): void;
  expired(): void;
}

const FIRST_ORDER = 1;

export class Outbox {
  /** False when this telephone keeps nothing: what waits is lost with the page, and that must be said. */
  keeps = true;
  private held: readonly Item[] = [];
  private draining: Promise<void> | null = null;
  private underWay: string | null = null;

  constructor(
    private readonly http: Pick<Http, "post">,
    private readonly shelf: Shelf,
    private readonly hooks: OutboxHooks,
    private readonly newKey: () => string,
  ) {}

  /** After a reload: what was kept is there again, and goes on its way. */
  async start(): Promise<void> {
    try {
      this.hold(await this.shelf.all());
    } catch {
      this.keeps = false;
    }
    this.hooks.changed();
    await this.drain();
  }

  /** In the order of the hand. */
  all(): readonly Item[] {
    return this.held;
  }

  waiting(): readonly Item[] {
    return this.held.filter((item) => item.refusal === undefined);
  }

  refused(): readonly Item[] {
    return this.held.filter((item) => item.refusal !== undefined);
  }

  /** The state that the hand has brought this job to, as far as it is not sent yet. */
  stateOf(job: Id): string | undefined {
    return this.waiting()
      .filter((item) => item.subject === job && item.status !== undefined)
      .at(-1)?.status;
  }

  async add(wanted: Wanted): Promise<void> {
    const order = (this.held.at(-1)?.order ?? FIRST_ORDER - 1) + 1;
    const item: Item = { ...wanted, key: this.newKey(), order };
    this.hold([...this.held, item]);
    await this.keep(item);
    this.hooks.changed();
    await this.drain();
  }

  /** Whether it is on its way just now: then it is too late to throw it away. */
  isUnderWay(key: string): boolean {
    return this.underWay === key;
  }

  /** A person has read why the server refused it, or does not want it sent. */
  async drop(key: string): Promise<void> {
    await this.forget(key);
    this.hooks.changed();
  }

  /** Sends what waits, one after another; a second call while it runs joins the first. */
  drain(): Promise<void> {
    this.draining ??= this.sendAll().finally(() => {
      this.draining = null;
    });
    return this.draining;
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      // A picture is large, and nothing depends on it: it lets every word go first.
      const waiting = this.waiting();
      const next = waiting.find((item) => !(item.body instanceof Blob)) ?? waiting[0];
      if (!next || !(await this.send(next))) return;
      this.hooks.changed();
    }
  }

  /** True when the next one may follow. */
  private async send(item: Item): Promise<boolean> {
    let answer;
    this.underWay = item.key;
    try {
      answer = await this.http.post(item.path, item.body, item.key);
    } catch {
      return false;
    } finally {
      this.underWay = null;
    }
    if (answer.status < 300) {
      await this.forget(item.key);
      this.hooks.taken(item);
      return true;
    }
    if (answer.status === 401) {
      this.hooks.expired();
      return false;
    }
    if (isAway(answer.status) || answer.status >= 500 || answer.status === 429) return false;
    const refused = { ...item, refusal: refusalOf(answer) };
    this.hold(this.held.map((each) => (each.key === item.key ? refused : each)));
    await this.keep(refused);
    return true;
  }

  private hold(items: readonly Item[]): void {
    this.held = [...items].sort((a, b) => a.order - b.order);
  }

  private async keep(item: Item): Promise<void> {
    try {
      await this.shelf.put(item);
    } catch {
      this.keeps = false;
    }
  }

  private async forget(key: string): Promise<void> {
    this.hold(this.held.filter((item) => item.key !== key));
    try {
      await this.shelf.remove(key);
    } catch {
      this.keeps = false;
    }
  }
}

const STORE = "items";

/** IndexedDB: it keeps pictures as they are, and outlives the page, the browser and an empty battery. */
export class IndexedShelf implements Shelf {
  private opened: Promise<IDBDatabase> | null = null;

  constructor(
    private readonly factory: IDBFactory,
    private readonly name: string,
  ) {}

  all(): Promise<readonly Item[]> {
    return this.run<Item[]>("readonly", (store) => store.getAll() as IDBRequest<Item[]>);
  }

  async put(item: Item): Promise<void> {
    await this.run("readwrite", (store) => store.put(item));
  }

  async remove(key: string): Promise<void> {
    await this.run("readwrite", (store) => store.delete(key));
  }

  private async run<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    this.opened ??= open(this.factory, this.name);
    const database = await this.opened;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = ask(transaction.objectStore(STORE));
      // Kept is what the transaction has completed, not what the request was told.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error ?? new Error("IndexedDB failed"));
      transaction.onabort = transaction.onerror;
    });
  }
}

function open(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB did not open"));
  });
}
