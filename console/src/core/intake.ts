// From the first letter of a call to the server's receipt. What was typed is never lost, and a report that was sent
// while nobody answered arrives exactly once: the same body under the same key until the server takes or refuses it.

import { type Action, type Actions, newKey } from "./actions";
import type { Clock } from "./clock";
import { readCoordinates } from "./coordinates";
import type { Draft, Drafts, Submission } from "./drafts";
import { gettext } from "./strings";
import type { Id, Report } from "./types";

export const FIELDS = ["channel", "text", "place", "point", "phone", "name"] as const;
export type Field = (typeof FIELDS)[number];
export type Form = Readonly<Record<Field, string>>;

export const EMPTY: Form = { channel: "call", text: "", place: "", point: "", phone: "", name: "" };
const SUBJECT = "draft:";
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
  accepted(report: Report, attended: boolean): void;
  changed(): void;
}

export interface Waiting {
  readonly submission: Submission;
  readonly action: Action | undefined;
}

export function isBlank(form: Form): boolean {
  return FIELDS.every((field) => field === "channel" || form[field].trim() === "");
}

/** The request of `design.md` 10; empty parts are left out. */
export function bodyOf(form: Form, receivedAt: string | null): unknown {
  const point = readCoordinates(form.point);
  const place = form.place.trim();
  const phone = form.phone.trim();
  const name = form.name.trim();
  return {
    channel: form.channel,
    text: form.text.trim(),
    ...(phone || name ? { caller: { ...(phone ? { phone } : {}), ...(name ? { name } : {}) } } : {}),
    ...(point || place ? { location: { ...point, ...(place ? { text: place } : {}) } } : {}),
    ...(receivedAt === null ? {} : { received_at: receivedAt }),
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

  /** After a reload: what was on its way goes on, under the keys it had. */
  start(): void {
    for (const submission of this.drafts.submissions()) this.post(submission);
  }

  set(field: Field, value: string): void {
    this.form = { ...this.form, [field]: value };
    this.problems = { ...this.problems, [field]: undefined };
    this.save();
    this.hooks.changed();
  }

  /** A new call; the draft that was open stays among the drafts. */
  begin(): void {
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
    return this.drafts.all().filter((draft) => draft.id !== this.current);
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

  /** False when something is missing; the problems say what. */
  submit(): boolean {
    this.problems = this.check();
    this.message = "";
    this.hooks.changed();
    if (Object.keys(this.problems).length > 0) return false;
    // Before the first beat this workstation's clock is anybody's guess: the server then counts from its receipt.
    const receivedAt = this.clock.synced ? new Date(this.clock.now()).toISOString() : null;
    this.save();
    const submission = this.drafts.submit(this.current, newKey(), bodyOf(this.form, receivedAt));
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
    if (draft) this.form = { ...EMPTY, ...draft.fields };
    this.hooks.changed();
  }

  private accepted(draft: Id, action: Action): void {
    this.drafts.accepted(draft);
    const attended = this.attended === draft && isBlank(this.form);
    this.attended = null;
    this.hooks.accepted(action.answer as Report, attended);
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

  private check(): Partial<Record<Field, string>> {
    const problems: Partial<Record<Field, string>> = {};
    if (isBlank(this.form)) problems.text = gettext("Isi apa yang terjadi, lokasinya, atau nomor penelepon.");
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
    if (isBlank(this.form)) this.drafts.remove(this.current);
    else this.drafts.save(this.current, this.form);
  }

  private remember(): void {
    this.memory.setItem("psc.current", this.current);
  }
}

function whyOf(action: Action): string {
  return action.refusal?.message ?? gettext("ditolak");
}
