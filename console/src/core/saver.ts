// When a part of a draft is saved, what is still unsaved, and what waits for a person. No page, no line: both are given.

/** What the server says to a part that was sent (`agencies/editor/editing.py`). */
export interface Answer {
  readonly message: string;
  readonly revision?: number;
  readonly was?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly conflict?: string;
  readonly panels?: Readonly<Record<string, string>>;
}

/** What the saver asks of the page. */
export interface Port {
  /** Send what stands in the form; null when the line is down. */
  readonly ask: () => Promise<Answer | null>;
  readonly take: (answer: Answer) => void;
  readonly say: (text: string) => void;
  /** Somebody else was first, and the person has not chosen yet: show them where. */
  readonly choose: () => void;
  readonly words: { readonly waiting: string; readonly saving: string; readonly offline: string };
}

/** A pause in typing after which it is saved, and between tries while the line is down (milliseconds). */
export const PAUSE_MS = 1_200;
export const RETRY_MS = 4_000;

export class Saver {
  private dirty = false;
  /** Rises with every keystroke: what was typed while a save was under way is saved again. */
  private typed = 0;
  private saving: Promise<boolean> | null = null;
  private timer: number | undefined;
  /** The words of a conflict that nobody has decided: until then nothing is saved by itself, or the next keystroke
   * would write over what the other person wrote. */
  private undecided = "";

  constructor(private readonly port: Port) {}

  /** Whether something typed is not with the server yet. */
  get unsaved(): boolean {
    return this.dirty;
  }

  changed(): void {
    this.dirty = true;
    this.typed += 1;
    if (this.undecided) return;
    this.port.say(this.port.words.waiting);
    this.later(PAUSE_MS);
  }

  /** A person presses the button: that decides a conflict, too. */
  async press(): Promise<boolean> {
    this.undecided = "";
    return this.save();
  }

  /** For what leaves the page: save first, then go on; never past a conflict. */
  async flush(): Promise<boolean> {
    if (!this.dirty) return true;
    if (!this.undecided) return this.save();
    this.port.say(this.undecided);
    this.port.choose();
    return false;
  }

  private later(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), milliseconds) as unknown as number;
  }

  /** Whether nothing is left unsaved; one save at a time. */
  private async save(): Promise<boolean> {
    clearTimeout(this.timer);
    while (this.saving) await this.saving;
    if (this.undecided) return false;
    this.saving = this.send();
    try {
      return await this.saving;
    } finally {
      this.saving = null;
    }
  }

  private async send(): Promise<boolean> {
    const { typed, port } = this;
    port.say(port.words.saving);
    const answer = await port.ask();
    if (!answer) {
      port.say(port.words.offline);
      this.later(RETRY_MS);
      return false;
    }
    port.say(answer.message);
    port.take(answer);
    if (answer.conflict !== undefined) this.undecided = answer.message;
    const saved = answer.panels !== undefined;
    if (saved && typed === this.typed) this.dirty = false;
    else if (saved) this.later(PAUSE_MS);
    return saved;
  }
}

/** What Alt with an arrow asks for; nothing for any other key. */
export function workOf(key: string, alt: boolean): "up" | "down" | undefined {
  return alt ? ({ ArrowUp: "up", ArrowDown: "down" } as const)[key] : undefined;
}
