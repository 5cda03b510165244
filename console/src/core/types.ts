// The shapes that travel between server and screens. Times are ISO 8601 in UTC, `type` is always the code.

export type Id = string;
export type Position = number;

export interface Named {
  readonly id: string;
  readonly en: string;
}

export interface AgencyRef {
  readonly code: string;
  readonly name: string;
  /** Where the same card goes to readers of both languages. */
  readonly name_en?: string;
  readonly phone?: string | null;
}

export interface UnitRef {
  readonly id: Id;
  readonly call_sign: string;
}

export interface Deadline {
  readonly kind: string;
  readonly due_at: string;
  readonly missed: boolean;
  readonly assignment?: Id | null;
  readonly id?: Id;
  /** Of a missed one: how far its ladder is, who was called, who is next and when, and what the coordinator did. */
  readonly step?: number;
  readonly steps?: number;
  readonly called?: string | null;
  readonly next?: string | null;
  readonly next_at?: string | null;
  readonly act?: LimitAct | null;
}

export interface LimitAct {
  readonly what: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  readonly words: string | null;
}

export interface OnBehalf {
  readonly name: string;
  readonly means: string;
}

/** The link that a unit's crew was sent by SMS; `to` is the end of the number. */
export interface CrewLink {
  readonly id: Id;
  readonly status: "queued" | "sent" | "failed" | "opened" | "ended";
  readonly at: string;
  readonly to: string;
  readonly until: string;
  readonly why: string | null;
}

export interface UnitAssignment {
  readonly id: Id;
  readonly unit: UnitRef;
  readonly status: string;
  readonly since: string;
  readonly destination?: string | null;
  readonly on_behalf?: OnBehalf | null;
  readonly link?: CrewLink | null;
}

export interface Assignment {
  readonly id: Id;
  readonly agency: AgencyRef;
  readonly role: string;
  readonly status: string;
  readonly since: string;
  readonly decree?: string | null;
  readonly article?: string | null;
  readonly obligation?: string | null;
  readonly delivered_at?: string | null;
  readonly reason?: string | null;
  readonly substitute_for?: Id | null;
  readonly on_behalf?: OnBehalf | null;
  readonly units: readonly UnitAssignment[];
}

export interface Card {
  readonly id: Id;
  readonly rev: Position;
}

export interface ReportLine {
  readonly id: Id;
  readonly number: string | number;
  readonly channel: string;
  readonly received_at: string;
  readonly text: string;
}

export interface Note {
  readonly id: Id;
  readonly at: string;
  readonly author: string;
  readonly agency?: string | null;
  readonly text: string;
}

/** Whose voice it is: an audience (`centre`, `agency:<id>`, `unit:<id>`), its name, and the person at it. */
export interface Sender {
  readonly audience: string;
  readonly name: string;
  readonly author: string;
}

export interface Receipt {
  readonly audience: string;
  readonly name: string;
  readonly at: string;
}

export interface Message {
  readonly id: Id;
  /** When it was said; `heard_at` is when the server heard of it. */
  readonly at: string;
  readonly heard_at: string;
  readonly from: Sender;
  readonly text: string;
  readonly read_by: readonly Receipt[];
}

export interface Patients {
  readonly id: Id;
  readonly at: string;
  readonly from: Sender;
  readonly triage: string;
  readonly count: number;
  readonly destination: string;
}

export interface Photo {
  readonly id: Id;
  readonly at: string;
  readonly from: Sender;
  readonly width: number;
  readonly height: number;
}

export interface HelpCall {
  readonly id: Id;
  readonly at: string;
  readonly heard_at: string;
  readonly from: Sender;
  readonly panic: boolean;
  readonly text: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly answered_at: string | null;
}

export interface Incident extends Card {
  readonly number: string | number;
  readonly type: string;
  readonly type_name?: Named;
  readonly priority: string;
  readonly stage: string;
  readonly place: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** How far from that point it may be (metres). */
  readonly radius_m?: number | null;
  readonly opened_at: string;
  readonly closed_at?: string | null;
  readonly disposition?: string | null;
  readonly merged_into?: Id | null;
  readonly exercise: boolean;
  readonly proposal?: Proposal | null;
  readonly procedure?: { readonly version: number; readonly id: Id; readonly emergency?: boolean } | null;
  /** The village or district, and the district that it is or lies in. */
  readonly area?: { readonly code: string; readonly name: string; readonly district: string | null } | null;
  readonly reports: readonly ReportLine[];
  readonly assignments: readonly Assignment[];
  readonly deadlines: readonly Deadline[];
  readonly notes?: readonly Note[];
  readonly messages?: readonly Message[];
  readonly patients?: readonly Patients[];
  readonly photos?: readonly Photo[];
  readonly help?: readonly HelpCall[];
  readonly aid?: readonly Aid[];
}

/** Help asked under an agreement, and how far it is. */
export interface Aid {
  readonly id: Id;
  readonly agreement: string;
  readonly clause: string | null;
  readonly party: string;
  /** Null where the helper has no desk here. */
  readonly agency: string | null;
  readonly kind: string;
  readonly what: string;
  readonly measure: string;
  readonly status: string;
  readonly asked: number;
  readonly offered: number | null;
  readonly given: number | null;
  readonly eta_s: number | null;
  readonly cost: number | null;
  readonly asked_at: string;
  readonly arrived_at: string | null;
  readonly answer_due: string | null;
  readonly arrival_due: string | null;
}

/** What answers given since speak for; confirmed by `reclassify`, or declined. */
export interface Proposal {
  readonly type: string;
  readonly priority: string;
  readonly because: readonly string[];
  readonly report: Id;
  readonly at: string;
}

export interface Evidence {
  readonly word: string;
  readonly phrase: string;
  readonly type: string;
  readonly kind: string;
}

export interface Guess {
  readonly type: string;
  readonly priority: string;
  readonly confidence: number;
}

export interface Suggestion extends Guess {
  readonly evidence: readonly Evidence[];
  readonly alternatives: readonly Guess[];
}

export interface Reason {
  readonly code: string;
  readonly text: string;
}

export interface Duplicate {
  readonly id: Id;
  readonly number: string | number;
  readonly type: string;
  readonly distance_m: number | null;
  readonly minutes: number;
  readonly same_caller?: boolean;
}

export interface Report extends Card {
  readonly number: string | number;
  readonly channel: string;
  readonly status: string;
  readonly received_at: string;
  readonly text: string;
  readonly place: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** How far from that point it may be (metres). */
  readonly radius_m?: number | null;
  readonly caller?: { readonly masked: string; readonly name: string } | null;
  readonly claimed_by?: { readonly id: Id; readonly name: string } | null;
  readonly suggestion?: Suggestion | null;
  readonly screening?: { readonly score: number; readonly reasons: readonly Reason[] } | null;
  readonly duplicates?: readonly Duplicate[];
  readonly answers?: Readonly<Record<string, unknown>>;
  /** The number of the form on paper that it was typed from. */
  readonly paper?: string | null;
  readonly exercise: boolean;
  readonly deadlines?: readonly Deadline[];
  readonly incident?: Id | null;
}

export interface Unit extends Card {
  readonly call_sign: string;
  readonly kind: string;
  readonly agency: AgencyRef;
  readonly station?: string | null;
  readonly capabilities: readonly string[];
  readonly status: string;
  readonly incident: Id | null;
  readonly since: string | null;
}

export type AlarmClass = "A1" | "A2" | "A3";

export interface AlarmCard extends Card {
  readonly class: AlarmClass;
  readonly kind: string;
  readonly for: string;
  readonly raised_at: string;
  readonly incident: Id | null;
  readonly report: Id | null;
  readonly assignment: Id | null;
  readonly number: string | number | null;
  readonly agency: AgencyRef | null;
  readonly phone: string | null;
  /** The unit's part, where it is about one crew. */
  readonly job?: { readonly id: Id; readonly call_sign: string } | null;
  readonly help?: HelpCall | null;
  /** The missed limit of that call, on the coordinator's alarm. */
  readonly limit?: Deadline | null;
  /** A caller's complaint, in the words it was told. */
  readonly complaint?: { readonly text: string; readonly by: string } | null;
  /** What is to be known of a decree, an agreement or a procedure. */
  readonly words?: { readonly id: string; readonly en: string } | null;
  /** The page that says more of it. */
  readonly page?: string | null;
  /** Who has read what everybody is to know. */
  readonly read_by?: readonly Id[];
  /** The agencies that it asks to ring, where there may be several. */
  readonly calls?: readonly { readonly assignment: Id; readonly agency: AgencyRef; readonly phone: string | null }[];
  readonly acknowledged: { readonly by: string; readonly at: string } | null;
  readonly shelved?: Shelved | null;
}

/** An alarm set aside for a while. */
export interface Shelved {
  readonly by: string;
  readonly until: string;
  readonly reason: string;
  readonly words: string | null;
}

export interface Cards {
  readonly incidents?: readonly Incident[];
  readonly reports?: readonly Report[];
  readonly units?: readonly Unit[];
  readonly alarms?: readonly AlarmCard[];
}

export interface Frame {
  readonly after: Position | null;
  readonly position: Position;
  readonly cards: Cards;
  readonly gone: readonly Id[];
}

export interface Beat {
  readonly position: Position;
  readonly at: string;
  readonly clock: "ok" | "late";
}

export type UnitPosition = readonly [unit: Id, lat: number, lon: number, at: string];

export interface Choice {
  readonly code: string;
  readonly name: string;
}

export interface TypeChoice extends Choice {
  readonly group: string;
  readonly priority: string;
}

/** Which states a move may start from: `{acknowledge: ["alerted", "delivered"], ...}`. */
export type MoveTable = Readonly<Record<string, readonly string[]>>;

export interface Config {
  readonly user: {
    readonly id: Id;
    readonly name: string;
    readonly roles: readonly string[];
    readonly agency: AgencyRef | null;
    readonly unit: (UnitRef & { readonly call_sign: string }) | null;
    readonly language: string;
  };
  readonly console: string;
  readonly audience: string;
  readonly moves: {
    readonly report: MoveTable;
    readonly assignment: MoveTable;
    readonly unit_assignment: MoveTable;
    readonly incident: MoveTable;
    readonly aid: MoveTable;
    /** The steps of help that are the helper's own. */
    readonly helpers: readonly string[];
  };
  readonly decline_reasons: readonly Choice[];
  readonly limit_reasons: readonly Choice[];
  readonly shelving: { readonly minutes: readonly number[]; readonly reasons: readonly Choice[] };
  readonly dispositions: { readonly report: readonly Choice[]; readonly incident: readonly Choice[] };
  readonly types: readonly TypeChoice[];
  readonly capabilities?: readonly Choice[];
  readonly priorities: readonly (string | Choice)[];
  /** Pictures behind the map, where the centre has a source for them. */
  readonly tiles?: { readonly url: string; readonly credit: string } | null;
  /** Whether text messages can leave: links for crews without an account. */
  readonly sms?: boolean;
  readonly demo: boolean;
  readonly timezone: string;
}

/** What the procedure asks of each part, the reader's own first. */
export interface Checklist {
  readonly version: number | null;
  readonly roles: readonly {
    readonly role: string;
    readonly name: Named;
    readonly own: boolean;
    readonly lines: readonly Named[];
  }[];
}

export interface TimelineEntry {
  readonly position: Position;
  readonly at: string;
  readonly kind: string;
  readonly actor: string | null;
  readonly text: string;
  readonly details?: readonly string[];
}

/** Why an agency was called: from the record and the decree of that second. */
export interface Why {
  readonly decree: { readonly id: Id; readonly citation: string; readonly title: string } | null;
  readonly article: { readonly number: string; readonly text: string };
  readonly obligation: string;
  readonly rules: readonly string[];
  readonly considered: readonly {
    readonly agency: { readonly code: string; readonly name: string };
    readonly role: string;
    readonly article: string;
    readonly taken: boolean;
    readonly text: string;
  }[];
}

export interface RecommendedUnit {
  readonly unit: UnitRef;
  readonly assignment: Id;
  readonly eta_s: number | null;
  readonly reasons: readonly (string | Reason)[];
}

export interface Shortfall {
  readonly capability?: string;
  readonly reason?: string;
  readonly text?: string;
}

export interface Recommendation {
  readonly units: readonly RecommendedUnit[];
  readonly shortfalls: readonly (string | Shortfall)[];
  /** Free and near, though nobody asked for what they can do. */
  readonly alternatives?: readonly RecommendedUnit[];
}

/** The alarms of one position, counted in the record, against ISA-18.2: one in ten minutes, more than ten a flood. */
export interface Load {
  readonly role: string;
  readonly audience: string;
  readonly last_10_min: number;
  readonly average_10_min: number;
  readonly alarms: number;
  readonly mix: Readonly<Record<AlarmClass, number>>;
  readonly flood: boolean;
  readonly calm: boolean;
}

export interface Coordination {
  readonly at: string;
  readonly loads: readonly Load[];
  readonly duty: readonly {
    readonly name: string;
    readonly roles: readonly string[];
    readonly agency: string | null;
    readonly position: string;
    readonly since: string;
  }[];
  readonly agencies: readonly {
    readonly code: string;
    readonly name: string;
    readonly phone: string | null;
    readonly online: boolean;
    readonly has_desk: boolean;
  }[];
}
