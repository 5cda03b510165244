// One line, understood before it is done: `VERB target[+target] [args] [: free text]`. Pure but for what a plan runs.

import type { Action } from "./actions";
import type { Desk } from "./desk";
import { gettext } from "./strings";

export interface Line {
  readonly whole: string;
  readonly verb: string;
  /** The words after the verb and before the colon. */
  readonly args: readonly string[];
  /** What follows the colon, as it was typed. */
  readonly text: string;
}

export interface Choice {
  readonly words: string;
  /** The line that says it without doubt. */
  readonly line: string;
}

/** What became of it: actions whose fate the board shows, a sentence, or nothing to wait for. */
export type Outcome = readonly Action[] | Promise<string> | null;

export type Plan =
  | { readonly kind: "empty" }
  | { readonly kind: "unclear"; readonly words: string }
  | { readonly kind: "choose"; readonly words: string; readonly choices: readonly Choice[] }
  | { readonly kind: "ready"; readonly words: string; readonly twice: boolean; run(): Outcome };

export interface Command {
  readonly verb: string;
  readonly aliases: readonly string[];
  /** What follows the verb, as it stands on the sheet. */
  readonly grammar: string;
  readonly does: () => string;
  /** The key that does the same. */
  readonly key?: string;
  /** Not understood and not listed where it cannot work. */
  readonly when?: (desk: Desk) => boolean;
  readonly plan: (line: Line, desk: Desk) => Plan;
}

/** A line that says too little or too much; the words say what is missing. */
export class Unclear extends Error {}

/** More than one thing fits. */
export class Ambiguous extends Error {
  constructor(
    words: string,
    readonly choices: readonly Choice[],
  ) {
    super(words);
  }
}

export function readLine(whole: string): Line {
  const [, before = "", text = ""] = /^([^:]*):?(.*)$/s.exec(whole) ?? [];
  const [verb = "", ...args] = before
    .replaceAll("+", " ")
    .split(/\s+/)
    .filter((word) => word !== "");
  return { whole, verb: verb.toUpperCase(), args, text: text.trim() };
}

/** The same line with one word said without doubt. */
export function withWord(line: Line, word: string, instead: string): string {
  const at = line.whole.toUpperCase().indexOf(word.toUpperCase());
  return at < 0 ? line.whole : line.whole.slice(0, at) + instead + line.whole.slice(at + word.length);
}

export function ready(words: string, run: () => Outcome, twice = false): Plan {
  return { kind: "ready", words, twice, run };
}

/** The one that fits; none and several are told apart by their errors. */
export function onlyOne<T>(
  found: readonly T[],
  line: Line,
  word: string,
  say: { none: string; many: string; name: (one: T) => string; exact: (one: T) => string },
): T {
  const [first, second] = found;
  if (first === undefined) throw new Unclear(say.none);
  if (second === undefined) return first;
  const choices = found
    .slice(0, 9)
    .map((one) => ({ words: say.name(one), line: withWord(line, word, say.exact(one)) }));
  throw new Ambiguous(say.many, choices);
}

function namesOf({ verb, aliases }: Command): readonly string[] {
  return [verb, ...aliases];
}

/** A whole name, or as much of it as no other command begins with. */
export function commandFor(line: Line, commands: readonly Command[]): Command {
  const exact = commands.find((command) => namesOf(command).includes(line.verb));
  if (exact) return exact;
  const begun = commands.filter((command) => namesOf(command).some((name) => name.startsWith(line.verb)));
  return onlyOne(begun, line, line.verb, {
    none: gettext("Perintah tidak dikenal: %(verb)s. Ketik ? untuk daftar.", { verb: line.verb }),
    many: gettext("Perintah yang mana?"),
    name: (command) => `${command.verb} ${command.grammar} - ${command.does()}`,
    exact: (command) => command.verb,
  });
}

/** What a line means now, in words, before anybody presses Enter. Nothing is done here. */
export function understand(whole: string, desk: Desk, commands: readonly Command[]): Plan {
  const line = readLine(whole);
  if (line.verb === "") return { kind: "empty" };
  try {
    return commandFor(line, listed(commands, desk)).plan(line, desk);
  } catch (error) {
    if (error instanceof Ambiguous) return { kind: "choose", words: error.message, choices: error.choices };
    if (error instanceof Unclear) return { kind: "unclear", words: error.message };
    throw error;
  }
}

/** The commands that can work on this console. */
export function listed(commands: readonly Command[], desk: Desk): readonly Command[] {
  return commands.filter((command) => command.when?.(desk) ?? true);
}

const KEEP = "psc.commands";
const MOST_KEPT = 50;

/** What was done on this shift, newest last: the browser forgets it with the window. */
export class History {
  private at: number;
  private lines: readonly string[];

  constructor(private readonly memory: Pick<Storage, "getItem" | "setItem">) {
    this.lines = JSON.parse(memory.getItem(KEEP) ?? "[]") as string[];
    this.at = this.lines.length;
  }

  add(line: string): void {
    this.lines = [...this.lines.filter((each) => each !== line), line].slice(-MOST_KEPT);
    this.at = this.lines.length;
    this.memory.setItem(KEEP, JSON.stringify(this.lines));
  }

  /** One step back or forward; past the newest stands an empty line. */
  step(by: 1 | -1): string {
    this.at = Math.min(Math.max(this.at + by, 0), this.lines.length);
    return this.lines[this.at] ?? "";
  }
}
