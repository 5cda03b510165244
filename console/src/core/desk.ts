// One position at work: everything the elements show and everything they may ask for. The elements hold no state of
// their own beyond where the eye and the hand are.

import { type Action, Actions, type Wish } from "./actions";
import { AlarmDesk } from "./alarms";
import { collectAlarms, type Situation } from "./causes";
import { Clock, Ticker } from "./clock";
import { type After, Drafts } from "./drafts";
import { browserHttp, type Http } from "./http";
import { Intake, paperOf } from "./intake";
import { KeyRegistry } from "./keys";
import { Moves } from "./moves";
import { Paper } from "./paper";
import { CardStore } from "./store";
import { type LineState, Stream, surroundings } from "./stream";
import { Tones } from "./tones";
import * as wish from "./report-wishes";
import type { Beat, Config, Frame, Id, Incident, Load, Report } from "./types";

export interface Selection {
  readonly kind: "incident" | "report";
  readonly id: Id;
}

/** What can still be taken back, and until when (server time). */
export interface Undo {
  readonly report: Id;
  readonly label: string;
  readonly until: number;
}

export const UNDO_MS = 10_000;
/** A receipt that the card does not show by now got lost on its way, say with the database: it is given again. */
const RECEIPT_AGAIN_MS = 10_000;
/** Rendering in a hidden tab: browsers give it no frames (milliseconds). */
const HIDDEN_RENDER_MS = 200;

export class Desk {
  readonly http: Http;
  readonly store = new CardStore();
  readonly clock = new Clock();
  readonly ticker = new Ticker(this.clock);
  readonly alarms = new AlarmDesk();
  readonly tones = new Tones(() => this.changed());
  readonly keys = new KeyRegistry();
  readonly moves: Moves;
  readonly actions: Actions;
  readonly intake: Intake;
  readonly paper: Paper;
  readonly stream: Stream;

  line: LineState = "loading";
  /** Server time of the last word on the line. */
  heardAt = 0;
  clockLate = false;
  expired = false;
  onDuty = false;
  selection: Selection | null = null;
  undo: Undo | null = null;
  /** Positions that drown in alarms, as far as this one is told of them. */
  floods: readonly Load[] = [];
  /** The eye should follow to what was just chosen or made: the page moves the focus there and forgets it. */
  lead: "details" | "form" | null = null;
  /** Reports as the server answered them, shown until their card arrives. */
  readonly answered = new Map<Id, Report>();
  readonly ownReports = new Set<Id>();
  private lookingSince: string | null = null;
  private readonly notesRead = new Map<Id, string>();
  /** What the call-taker overruled the suggestion to before the report was filed. */
  readonly choices = new Map<Id, wish.Choice>();
  /** Which pending action decides about which report. */
  private readonly decisions = new Map<Id, Id>();
  private readonly accepted = new Map<Id, () => void>();
  private readonly listeners = new Set<() => void>();
  /** When each receipt was given. */
  private readonly receipts = new Map<Id, number>();
  private scheduled = false;

  constructor(
    readonly config: Config,
    http?: Http,
  ) {
    this.http = http ?? browserHttp(config.user.language, () => this.stream.awake());
    this.moves = new Moves(config);
    this.actions = new Actions(this.http, this.store, {
      changed: (action) => this.actionChanged(action),
      expired: () => this.sessionEnded(),
    });
    const drafts = new Drafts(localStorage, config.user.id);
    this.paper = new Paper(localStorage, config.user.id);
    const hooks = {
      accepted: (report: Report, attended: boolean, after: After) => this.reportAccepted(report, attended, after),
      changed: () => this.changed(),
      paper: () => (this.line === "live" ? null : this.paper.take()),
    };
    this.intake = new Intake(drafts, this.actions, this.clock, hooks, sessionStorage);
    this.stream = new Stream(this.lineListener(), surroundings(streamUrl()));
  }

  start(): void {
    this.stream.start();
    this.ticker.listen(() => this.beatOfSecond());
    if (this.moves.filesReports) this.intake.start();
    addEventListener("online", () => {
      this.stream.resume();
      this.actions.resume();
    });
    addEventListener("offline", () => this.stream.networkLost());
    addEventListener("storage", (event) => this.intake.changedElsewhere(event.key));
    document.addEventListener("visibilitychange", () => this.changed());
  }

  listen(run: () => void): () => void {
    this.listeners.add(run);
    return () => this.listeners.delete(run);
  }

  /** One render per frame, whatever came in: a storm of cards costs what one card costs. */
  changed(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    const flush = () => {
      this.scheduled = false;
      for (const run of this.listeners) run();
    };
    if (document.visibilityState === "visible") requestAnimationFrame(flush);
    else setTimeout(flush, HIDDEN_RENDER_MS);
  }

  /** A hand has chosen: the report that is on its way no longer takes its place. */
  select(selection: Selection | null): void {
    this.intake.leave();
    this.show(selection);
  }

  private show(selection: Selection | null): void {
    this.selection = selection;
    this.changed();
  }

  get incident(): Incident | undefined {
    return this.selection?.kind === "incident" ? this.store.incidents.get(this.selection.id) : undefined;
  }

  get report(): Report | undefined {
    if (this.selection?.kind !== "report") return undefined;
    return this.store.reports.get(this.selection.id) ?? this.answered.get(this.selection.id);
  }

  send(wanted: Wish): Action {
    return this.actions.send(wanted);
  }

  /** Run once the server took what was asked for. */
  when(action: Action, run: () => void): void {
    this.accepted.set(action.id, run);
  }

  /** A question that changes nothing on the board. Null when there is no answer; why is said by the line's state. */
  async ask(method: "get" | "post", path: string, body: unknown = {}): Promise<unknown> {
    try {
      const answer = method === "get" ? await this.http.get(path) : await this.http.post(path, body);
      if (answer.status === 401) this.sessionEnded();
      return answer.status < 300 ? answer.body : null;
    } catch {
      return null;
    }
  }

  /** Decisions about a report can be taken back for ten seconds. */
  decide(report: Report, wanted: Wish): void {
    const action = this.send(wanted);
    this.decisions.set(action.id, report.id);
  }

  takeBack(): void {
    const { undo } = this;
    if (!undo) return;
    this.undo = null;
    this.lead = "details";
    this.send(wish.undo(undo.report));
    this.select({ kind: "report", id: undo.report });
  }

  /** These parts are on a screen that somebody can see: the receipt that the agency's desk owes. */
  showed(assignments: readonly Id[]): void {
    if (document.visibilityState !== "visible") return;
    const now = performance.now();
    const owed = assignments.filter(
      (id) => now - (this.receipts.get(id) ?? Number.NEGATIVE_INFINITY) >= RECEIPT_AGAIN_MS,
    );
    if (owed.length > 0 && this.stream.seen(owed)) for (const id of owed) this.receipts.set(id, now);
  }

  /** The test tone unlocks the sound; the record then says who is at work, and where. */
  async beginDuty(position = this.position): Promise<void> {
    await this.tones.unlock();
    this.onDuty = true;
    sessionStorage.setItem("psc.duty", "1");
    localStorage.setItem("psc.position", position);
    this.tones.play("chime");
    this.changed();
    await this.tellDuty();
  }

  /** Said again when the line is back: a screen that was dark for long is not at work for the clock, its person is. */
  private async tellDuty(): Promise<void> {
    await this.ask("post", "duty/begin", { position: this.position });
  }

  /** The name of this place in the room; it belongs to the workstation, not to the person. */
  get position(): string {
    return localStorage.getItem("psc.position") ?? "";
  }

  /** After a reload a shift goes on at the first gesture, without asking again. */
  get wasOnDuty(): boolean {
    return sessionStorage.getItem("psc.duty") === "1";
  }

  acknowledgeTop(): void {
    const top = this.alarms.top;
    if (top) this.acknowledge(top);
  }

  acknowledge(alarm: { key: string; card: Id | null; text: string }): void {
    const standing = this.alarms.all().find((each) => each.key === alarm.key);
    if (!standing) return;
    const card = standing.card;
    // Silent at once; the card then says who did it, to everybody.
    this.alarms.silence(standing);
    if (card !== null && !this.moves.readsOnly) {
      this.send(wish.acknowledgeAlarm(card, standing.text, this.config.user.id));
    }
    this.changed();
  }

  signedInAgain(): void {
    this.expired = false;
    this.stream.resume();
    this.actions.resume();
    this.changed();
  }

  sessionEnded(): void {
    this.expired = true;
    this.changed();
  }

  private lineListener(): ConstructorParameters<typeof Stream>[0] {
    return {
      position: () => this.store.position,
      forget: () => {
        this.store.position = null;
      },
      frame: (frame) => this.hear(frame),
      beat: (beat) => this.beat(beat),
      positions: (positions) => this.store.place(positions),
      state: (state) => this.lineChanged(state),
    };
  }

  /** A frame has come: the board is what it says. */
  hear(frame: Frame): void {
    this.store.apply(frame);
    this.heardAt = this.clock.now();
    for (const id of this.answered.keys()) if (this.store.reports.has(id)) this.answered.delete(id);
    this.actions.settle();
    this.refreshAlarms();
    this.showFirstTask();
    this.changed();
  }

  /** A desk or crew that looks at nothing is shown what waits for its answer; whoever looks at something keeps it. */
  private showFirstTask(): void {
    if (this.incident !== undefined || this.moves.worksAtCentre) return;
    const task = this.alarms.all().find((alarm) => alarm.kind === "task" && alarm.mine)?.incident ?? undefined;
    const job = this.moves.isCrew ? [...this.store.incidents.keys()][0] : undefined;
    const id = task ?? job;
    if (id !== undefined) this.selection = { kind: "incident", id };
  }

  private beat(beat: Beat): void {
    this.clock.hear(beat.at);
    this.heardAt = this.clock.now();
    this.clockLate = beat.clock === "late";
    // A hidden tab gets hardly any timers; the beats arrive all the same and keep its alarms sounding.
    this.sound();
    this.changed();
  }

  private beatOfSecond(): void {
    if (this.undo && this.clock.now() >= this.undo.until) this.undo = null;
    this.refreshAlarms();
    this.sound();
    this.changed();
  }

  lineChanged(state: LineState): void {
    const wasDown = this.line !== "live" && this.line !== "loading";
    this.line = state;
    if (state === "expired") this.expired = true;
    if (state === "live") {
      this.receipts.clear();
      if (wasDown) this.actions.resume();
      if (wasDown && this.onDuty) void this.tellDuty();
      void this.fillPaper();
    }
    this.refreshAlarms();
    this.changed();
  }

  /** While there is a server: numbers for when there is none. */
  private async fillPaper(): Promise<void> {
    if (!this.moves.filesReports) return;
    const answer = (await this.ask("post", "paper-numbers")) as { numbers?: readonly string[] } | null;
    const onTheirWay = this.intake.waiting().map(({ submission }) => paperOf(submission) ?? "");
    if (answer?.numbers) this.paper.fill(answer.numbers, onTheirWay);
  }

  private refreshAlarms(): void {
    const now = new Date(this.clock.now()).toISOString();
    if (this.line === "live") this.lookingSince ??= now;
    if (this.selection?.kind === "incident") this.notesRead.set(this.selection.id, now);
    this.alarms.set(
      collectAlarms({
        config: this.config,
        moves: this.moves,
        store: this.store,
        line: this.line,
        lineSince: this.heardAt,
        pending: this.pending(),
        shown: this.selection?.id,
        ownReports: this.ownReports,
        lookingSince: this.lookingSince,
        notesRead: this.notesRead,
        now: this.clock.now(),
        floods: this.floods,
      }),
    );
  }

  private pending(): Situation["pending"] {
    return this.actions.all().map((action) => ({
      action,
      slowness: this.actions.slowness(action),
      since: this.clock.now() - this.actions.waited(action),
    }));
  }

  private sound(): void {
    if (this.onDuty) this.tones.play(this.alarms.dueSound());
  }

  private actionChanged(action: Action): void {
    this.intake.heard(action);
    if (action.state === "accepted" || action.state === "done") {
      this.accepted.get(action.id)?.();
      this.accepted.delete(action.id);
    }
    const report = this.decisions.get(action.id);
    if (report !== undefined && (action.state === "accepted" || action.state === "done")) this.decided(report, action);
    this.changed();
  }

  /** A report that was decided leaves the board; what it became takes its place in front of the call-taker. */
  private decided(report: Id, action: Action): void {
    this.decisions.delete(action.id);
    this.undo = { report, label: action.label, until: this.clock.now() + UNDO_MS };
    if (this.selection?.id !== report) return;
    const opened = (action.answer as { incident?: { id: Id } | Id | null } | null)?.incident ?? null;
    const incident = typeof opened === "string" ? opened : opened?.id;
    this.lead = incident === undefined ? "form" : "details";
    this.show(incident === undefined ? null : { kind: "incident", id: incident });
  }

  private reportAccepted(report: Report, attended: boolean, { dismiss, attach, choice }: After): void {
    this.ownReports.add(report.id);
    this.answered.set(report.id, report);
    if (choice) this.choices.set(report.id, choice);
    if (dismiss) {
      this.decide(report, wish.dismiss(report, dismiss.disposition, dismiss.name));
    } else if (attach) {
      this.decide(report, wish.attach(report, attach));
      if (attended) this.show({ kind: "incident", id: attach.id });
    } else if (attended) {
      this.lead = "details";
      this.show({ kind: "report", id: report.id });
    }
    this.changed();
  }
}

function streamUrl(): string {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${location.host}/ws/board`;
}
