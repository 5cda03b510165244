// From the first letter of a call to the server's receipt. What was typed is never lost, and a report that was sent
// while nobody answered arrives exactly once: the same body under the same key until the server takes or refuses it.

import { type Action, type Actions, newKey } from "./actions";
import type { Clock } from "./clock";
import { readCoordinates } from "./coordinates";
import type { After, Draft, Drafts, Submission } from "./drafts";
import { type Place, placeWords } from "./places";
import { gettext } from "./strings";
import type { Id, Report } from "./types";

/** What a person types; the rest of the form is what a person chose, kept as text like all of a draft. */
export const TYPED = ["text", "place", "point", "phone", "name"] as const;
export type Field =
  | (typeof TYPED)[number]
  | "channel"
  /** When the call was answered (ISO, server time). */
  | "began"
  /** The place that was chosen for the words (JSON). */
  | "spot"
  /** Answers to the interview by question (JSON). */
  | "answers"
  /** What was heard on a silent line, by code. */
  | "heard"
  /** The number of the form on paper that this is typed from. */
  | "paper"
  /** What the suggestion was overruled to. */
  | "type"
  | "priority";
export type Form = Readonly<Record<Field, string>>;

export const EMPTY: Form = {
  channel: "call",
  text: "",
  place: "",
  point: "",
  phone: "",
  name: "",
  began: "",
  spot: "",
  answers: "",
  heard: "",
  paper: "",
  type: "",
  priority: "",
};
const SUBJECT = "draft:";
/** As many letters as the server takes (`incidents/bodies.py`). */
const LONGEST_TEXT = 10_000;
/** The names the server uses for our fields when it refuses one. */
const SERVER_NAMES: Readonly<Record<string, Field>> = {
  channel: "channel",
  text: "text",
  location: "place",
  "location.text": "place",
  "location.lat": "point",
  "location.lon": "point",
  caller: "phone",
  "caller.phone": "phone",
  "caller.name": "name",
};

export interface IntakeHooks {
  /** `attended`: the call-taker is still waiting at this form and wants to go on with the report. */
  accepted(report: Report, attended: boolean, after: After): void;
  changed(): void;
  /** A number from the block while nobody answers; null while the line is there. */
  paper(): string | null;
}

export interface Waiting {
  readonly submission: Submission;
  readonly action: Action | undefined;
}

export function isBlank(form: Form): boolean {
  return TYPED.every((field) => form[field].trim() === "");
}

/** What was pasted is kept whole, and the problem says by how much it is too long. */
function excess(text: string): string | undefined {
  const n = Array.from(text.trim()).length - LONGEST_TEXT;
  return n > 0
    ? gettext("Kelebihan %(n)s huruf dari 10.000, tidak dapat dikirim: ringkas dahulu. Tidak ada yang hilang.", { n })
    : undefined;
}

export function spotOf(form: Form): Place | null {
  return form.spot === "" ? null : (JSON.parse(form.spot) as Place);
}

export function answersOf(form: Form): Readonly<Record<string, string>> {
  return form.answers === "" ? {} : (JSON.parse(form.answers) as Record<string, string>);
}

export function heardIn(form: Form): readonly string[] {
  return form.heard === "" ? [] : form.heard.split(" ");
}

export interface Location {
  readonly lat?: number;
  readonly lon?: number;
  /** How far from that point the caller may be (metres). */
  readonly radius_m?: number;
  readonly text?: string;
}

/** Where it is as far as the form knows: a point somebody gave goes before the middle of a place somebody named. */
export function locationOf(form: Form): Location | null {
  const point = readCoordinates(form.point);
  const spot = spotOf(form);
  const middle = spot && { lat: spot.lat, lon: spot.lon, radius_m: spot.radius_m };
  const text = placeWords(form.place.trim(), spot);
  if (!point && !middle && text === "") return null;
  return { ...(point ?? middle), ...(text ? { text } : {}) };
}

/** The body of `POST reports`; empty parts are left out. */
export function bodyOf(form: Form, receivedAt: string | null): object {
  const location = locationOf(form);
  const phone = form.phone.trim();
  const name = form.name.trim();
  const answered = form.began || receivedAt;
  return {
    channel: form.channel,
    text: form.text.trim(),
    ...(phone || name ? { caller: { ...(phone ? { phone } : {}), ...(name ? { name } : {}) } } : {}),
    ...(location ? { location } : {}),
    ...(form.answers === "" ? {} : { answers: answersOf(form) }),
    ...(answered === null ? {} : { received_at: answered }),
    ...(form.began === "" ? {} : { answered_at: form.began }),
  };
}

export class Intake {
  current: Id;
  form: Form = EMPTY;
  problems: Partial<Record<Field, string>> = {};
  /** Why the last one was refused, as a sentence. */
  message = "";
  private attended: Id | null = null;

  constructor(
    private readonly drafts: Drafts,
    private readonly actions: Actions,
    private readonly clock: Clock,
    private readonly hooks: IntakeHooks,
    private readonly memory: Pick<Storage, "getItem" | "setItem">,
  ) {
    const remembered = memory.getItem("psc.current");
    const last = (remembered === null ? null : drafts.get(remembered)) ?? drafts.all()[0];
    this.current = last?.id ?? newKey();
    if (last && !drafts.submissions().some((submission) => submission.draft === last.id)) this.load(last);
    else this.begin();
  }

  /** Who has turned to something else is not called back by what was filed before. */
  leave(): void {
    this.attended = null;
  }

  /** After a reload: what was on its way goes on, under the keys it had. */
  start(): void {
    for (const submission of this.drafts.submissions()) this.post(submission);
  }

  set(field: Field, value: string): void {
    this.form = { ...this.form, [field]: value };
    this.problems = { ...this.problems, [field]: field === "text" ? excess(value) : undefined };
    this.answer();
    this.save();
    this.hooks.changed();
  }

  /** The telephone was answered: talking time runs from here. Typing without having said so counts from the typing. */
  answer(): void {
    // Before the first beat this workstation's clock is anybody's guess.
    if (this.form.began !== "" || !this.clock.synced) return;
    this.form = { ...this.form, began: new Date(this.clock.now()).toISOString() };
    this.save();
  }

  /** An empty form for the next call; the draft that was open stays among the drafts. */
  begin(): void {
    const sent = this.drafts.submissions().some((submission) => submission.draft === this.current);
    if (isBlank(this.form) && !sent) this.drafts.remove(this.current);
    this.current = newKey();
    this.form = EMPTY;
    this.problems = {};
    this.message = "";
    this.remember();
  }

  resume(id: Id): void {
    const draft = this.drafts.get(id);
    if (draft) this.load(draft);
    this.hooks.changed();
  }

  discard(id: Id): void {
    this.drafts.remove(id);
    if (id === this.current) this.begin();
    this.hooks.changed();
  }

  others(): readonly Draft[] {
    return this.drafts.all().filter((draft) => draft.id !== this.current && !isBlank({ ...EMPTY, ...draft.fields }));
  }

  get keeps(): boolean {
    return this.drafts.keeps;
  }

  waiting(): readonly Waiting[] {
    return this.drafts.submissions().map((submission) => ({
      submission,
      action: this.actions.of(SUBJECT + submission.draft)[0],
    }));
  }

  /** False when something is missing; the problems say what. A call that ends in nothing needs no words. */
  submit(after: After = {}): boolean {
    this.problems = this.check(after.dismiss !== undefined);
    this.message = "";
    this.hooks.changed();
    if (Object.keys(this.problems).length > 0) return false;
    // Before the first beat this workstation's clock is anybody's guess: the server then counts from its receipt.
    const receivedAt = this.clock.synced ? new Date(this.clock.now()).toISOString() : null;
    this.save();
    const { type, priority } = this.form;
    const all = type && priority ? { choice: { type, priority }, ...after } : after;
    const paper = this.form.paper.trim() || this.hooks.paper();
    const body = { ...bodyOf(this.form, receivedAt), ...(paper ? { paper } : {}) };
    const submission = this.drafts.submit(this.current, newKey(), body, all);
    this.attended = this.current;
    this.begin();
    this.post(submission);
    return true;
  }

  /** The line is back, or somebody signed in again: the actions go on by themselves; this only tells the form. */
  heard(action: Action): void {
    if (!action.subject.startsWith(SUBJECT)) return;
    const draft = action.subject.slice(SUBJECT.length);
    const isOpen = this.drafts.submissions().some((submission) => submission.draft === draft);
    if (isOpen && (action.state === "accepted" || action.state === "done")) this.accepted(draft, action);
    else if (isOpen && (action.state === "refused" || action.state === "conflict")) this.refused(draft, action);
    this.hooks.changed();
  }

  /** Another window of this account changed something. */
  changedElsewhere(name: string | null): void {
    if (!this.drafts.concerns(name)) return;
    const draft = this.drafts.get(this.current);
    const isSent = this.drafts.submissions().some((submission) => submission.draft === this.current);
    if (draft && !isSent) this.form = { ...EMPTY, ...draft.fields };
    // The other window sent it, and one call is one report.
    else if (name?.endsWith(this.current) && this.keeps) this.begin();
    this.hooks.changed();
  }

  private accepted(draft: Id, action: Action): void {
    const sent = this.drafts.submissions().find((submission) => submission.draft === draft);
    const { after = {} } = sent ?? {};
    const [paper, report] = [paperOf(sent), action.answer as Report];
    if (paper && report.paper === null)
      this.message = gettext("Nomor kertas %(n)s tidak dikenal atau sudah dipakai; laporan tetap diterima.", {
        n: paper,
      });
    this.drafts.accepted(draft);
    const attended = this.attended === draft && isBlank(this.form);
    if (this.attended === draft) this.attended = null;
    this.hooks.accepted(report, attended, after);
  }

  private refused(draft: Id, action: Action): void {
    this.drafts.returned(draft);
    this.actions.drop(action);
    const returned = this.drafts.get(draft);
    if (!returned) return;
    // Whoever is already typing the next call keeps the form; the returned one waits among the drafts.
    if (!isBlank(this.form)) {
      this.message = gettext("Satu laporan ditolak server dan kembali menjadi draf: %(why)s", { why: whyOf(action) });
      return;
    }
    this.load(returned);
    this.message = whyOf(action);
    for (const [name, texts] of Object.entries(action.refusal?.fields ?? {})) {
      const field = SERVER_NAMES[name];
      if (field) this.problems[field] = texts.join(" ");
    }
  }

  private post(submission: Submission): void {
    this.actions.send({
      path: "reports",
      body: submission.body,
      key: submission.key,
      subject: SUBJECT + submission.draft,
      label: gettext("Kirim laporan"),
      patient: true,
      shown: (store, answer) => store.reports.has((answer as Report).id),
    });
  }

  private check(mayBeBlank: boolean): Partial<Record<Field, string>> {
    const problems: Partial<Record<Field, string>> = {};
    const tooLong = excess(this.form.text);
    if (tooLong) problems.text = tooLong;
    if (isBlank(this.form) && !mayBeBlank)
      problems.text = gettext("Isi apa yang terjadi, lokasinya, atau nomor penelepon.");
    if (this.form.point.trim() !== "" && !readCoordinates(this.form.point)) {
      problems.point = gettext("Bukan koordinat. Contoh: -8.0672, 111.9004");
    }
    return problems;
  }

  private load(draft: Draft): void {
    this.current = draft.id;
    this.form = { ...EMPTY, ...draft.fields };
    this.problems = {};
    this.message = "";
    this.remember();
  }

  private save(): void {
    if (isBlank(this.form) && this.form.began === "") this.drafts.remove(this.current);
    else this.drafts.save(this.current, this.form);
  }

  private remember(): void {
    this.memory.setItem("psc.current", this.current);
  }
}

/** Under which number it is written on paper. */
export function paperOf(submission: Submission | undefined): string | undefined {
  return (submission?.body as { paper?: string } | undefined)?.paper;
}

function whyOf(action: Action): string {
  return action.refusal?.message ?? gettext("ditolak");
}
