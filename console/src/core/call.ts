// The call at this position, beside the form that keeps it: what the strip says it is, the script of a silent line,
// and what the centre answers while somebody still types.

import { Asking } from "./asking";
import type { Desk } from "./desk";
import { answersOf, type Form, heardIn, isBlank, locationOf } from "./intake";
import { FORM_ASKS, type Interview } from "./interview";
import type { Place } from "./places";
import { gettext } from "./strings";
import { chosenBy, scriptEnd, type ScriptReason, scriptReasons, soundWord, type Triage, triageWord } from "./triage";
import type { Duplicate } from "./types";

export interface Nearby {
  readonly area: { readonly code: string; readonly name: string } | null;
  readonly duplicates: readonly Duplicate[];
  readonly history: { readonly last_day: number; readonly nuisance: number; readonly genuine: number };
}

/** How long the hand rests before the centre is asked (milliseconds). */
const REST_MS = 250;
const PLACE_REST_MS = 120;
const SHORTEST_QUERY = 3;
const SILENT_TYPE = "SYS-SILENT";

export class Call {
  /** What the strip says; Enter does it. */
  triage: Triage | null = null;
  /** Why the script is open; null while it is not. */
  script: readonly ScriptReason[] | null = null;
  done: readonly string[] = [];
  readonly interview: Asking<Interview>;
  readonly nearby: Asking<Nearby>;
  readonly places: Asking<{ readonly results: readonly Place[] }>;
  /** Which draft the strip's choice is about: another call knows nothing of it. */
  private chosenFor = "";
  private wasLive = false;

  constructor(private readonly desk: Desk) {
    const changed = () => desk.changed();
    const post = (path: string) => (body: unknown) => desk.ask("post", path, body);
    this.interview = new Asking(post("interview"), REST_MS, changed);
    this.nearby = new Asking(post("nearby"), REST_MS, changed);
    this.places = new Asking(
      (query) => desk.ask("get", `places?q=${encodeURIComponent(query as string)}`),
      PLACE_REST_MS,
      changed,
    );
    desk.listen(() => this.heed());
  }

  /** Seconds since it was answered; null while nobody said so. */
  get seconds(): number | null {
    const { began } = this.desk.intake.form;
    return began === "" ? null : Math.max(0, (this.desk.clock.now() - Date.parse(began)) / 1000);
  }

  get heard(): readonly string[] {
    return heardIn(this.desk.intake.form);
  }

  /** What Enter in the script does. */
  get end(): ReturnType<typeof scriptEnd> {
    return scriptEnd(this.done, this.heard);
  }

  /** F2: the telephone was answered. What stood in the form stays among the drafts. */
  begin(): void {
    const { intake } = this.desk;
    // A line that was not listened to until the end is no call that never was.
    if (this.script && this.triage && isBlank(intake.form))
      intake.set("text", gettext("%(what)s: skrip belum selesai", { what: triageWord(this.triage) }));
    intake.begin();
    intake.answer();
    this.forget();
    this.chosenFor = intake.current;
    this.desk.changed();
  }

  /** A digit of the strip. True when it goes on in the form: an emergency needs a place, not a second key. */
  choose(digit: string): boolean {
    const chosen = chosenBy(digit, this.triage);
    if (chosen === null) return false;
    this.desk.intake.answer();
    this.chosenFor = this.desk.intake.current;
    this.triage = chosen;
    this.done = [];
    this.script = this.guard(chosen);
    this.desk.changed();
    return chosen === "emergency";
  }

  private guard(triage: Triage): readonly ScriptReason[] | null {
    const hasNumber = this.desk.intake.form.phone.trim() !== "";
    const genuine = hasNumber ? (this.nearby.answer?.history.genuine ?? null) : 0;
    const reasons = scriptReasons(triage, { seconds: this.seconds, heard: this.heard, genuine });
    return reasons.length > 0 ? reasons : null;
  }

  toggleStep(code: string): void {
    this.done = this.done.includes(code) ? this.done.filter((each) => each !== code) : [...this.done, code];
    this.desk.changed();
  }

  toggleSound(code: string): void {
    const heard = this.heard.includes(code) ? this.heard.filter((each) => each !== code) : [...this.heard, code];
    this.desk.intake.set("heard", heard.join(" "));
  }

  /** Enter: closes what was chosen, or goes on with it as a report. True when the form takes over. */
  confirm(): boolean {
    if (this.triage === null) return false;
    // What became known since the digit was pressed counts too.
    this.script ??= this.guard(this.triage);
    if (this.triage === "emergency" || (this.script !== null && this.end === "open")) return this.goOn();
    if (this.script === null || this.end === "close") this.close(this.triage);
    return false;
  }

  /** Esc: nothing is chosen any more; what was heard and typed stays. */
  back(): void {
    this.triage = null;
    this.script = null;
    this.done = [];
    this.desk.changed();
  }

  /** Something was heard on a silent line: it is a report, and the questions for silent lines follow. */
  private goOn(): boolean {
    const { intake } = this.desk;
    if (this.heard.length > 0) {
      const what = gettext("Panggilan senyap; terdengar: %(what)s", { what: this.heard.map(soundWord).join(", ") });
      if (!intake.form.text.includes(what)) intake.set("text", [intake.form.text, what].filter(Boolean).join("\n"));
      if (intake.form.type === "") this.overrule(SILENT_TYPE);
    }
    this.back();
    return true;
  }

  private close(triage: Triage): void {
    const named = this.desk.config.dispositions.report.find(({ code }) => code === triage);
    const dismiss = { disposition: triage, name: named?.name ?? triageWord(triage) };
    if (this.desk.intake.submit({ dismiss })) this.forget();
    this.desk.changed();
  }

  /** The call-taker's word goes before the suggestion; the usual priority of the type comes with it. */
  overrule(type: string, priority?: string): void {
    const usual = this.desk.config.types.find(({ code }) => code === type)?.priority ?? "P3";
    this.desk.intake.set("type", type);
    this.desk.intake.set("priority", priority ?? usual);
  }

  answer(question: string, value: string | null): void {
    const others = Object.entries(answersOf(this.desk.intake.form)).filter(([id]) => id !== question);
    const answers = Object.fromEntries(value === null ? others : [...others, [question, value]]);
    this.desk.intake.set("answers", Object.keys(answers).length > 0 ? JSON.stringify(answers) : "");
  }

  /** A place of the gazetteer for the words that were typed; null lets go of it. */
  settle(place: Place | null): void {
    this.desk.intake.set("spot", place === null ? "" : JSON.stringify(place));
  }

  /** F7: the report goes to this incident as soon as the server has it. */
  attach(incident: Duplicate): boolean {
    return this.desk.intake.submit({ attach: { id: incident.id, number: incident.number } });
  }

  private forget(): void {
    this.triage = null;
    this.script = null;
    this.done = [];
  }

  /** Whatever changed on this position: ask the centre about what is new in the form. */
  private heed(): void {
    const { form, current } = this.desk.intake;
    if (current !== this.chosenFor) this.forget();
    // Answered before the first beat: nobody knew what time it was.
    else if (form.began === "") this.desk.intake.answer();
    this.interview.about(whatIsTold(form));
    this.nearby.about(whereAndWho(form, this.interview.answer?.type));
    const query = form.place.trim();
    this.places.about(query.length >= SHORTEST_QUERY && form.spot === "" ? query : null);
    const isLive = this.desk.line === "live";
    if (isLive && !this.wasLive) for (const asking of [this.interview, this.nearby, this.places]) asking.again();
    this.wasLive = isLive;
  }
}

function whatIsTold(form: Form): unknown {
  if (form.text.trim() === "" && form.type === "" && form.answers === "") return null;
  const type = form.type === "" ? {} : { type: form.type };
  return { text: form.text, answers: answersOf(form), known: FORM_ASKS, ...type };
}

function whereAndWho(form: Form, suggested: string | undefined): unknown {
  const location = locationOf(form);
  const phone = form.phone.trim();
  if (!location && phone === "") return null;
  const type = form.type || suggested;
  return { phone, ...(location ? { location } : {}), ...(type ? { type } : {}) };
}
