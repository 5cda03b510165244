// What needs a hand now, and what may make a sound. Alarms come from two sides: cards that the server raised, and
// causes that only this position can see (its own line, its own pending action, a task that just reached it).
//
//   A1 act now    red band, two-tone every 4 s until acknowledged
//   A2 act soon   chip, one chime, again after 60 s
//   A3 notice     a counter, no sound
//
// Acknowledging silences; the cause stays listed until it is gone. What was shelved calls nobody and is listed apart.

import { agencyName } from "./words";
import type { AlarmCard, AlarmClass, Id, Shelved } from "./types";

export interface Alarm {
  /** The same cause always has the same key, whoever noticed it. */
  readonly key: string;
  readonly class: AlarmClass;
  readonly kind: string;
  readonly text: string;
  readonly since: number;
  readonly incident: Id | null;
  readonly report: Id | null;
  readonly phone: string | null;
  /** Whom to ring, where it asks for several. */
  readonly calls: readonly Callee[];
  /** The page that says more. */
  readonly page: string | null;
  /** The card to acknowledge at the server; a cause of this position alone has none. */
  readonly card: Id | null;
  readonly acknowledged: boolean;
  readonly shelved: Shelved | null;
  /** Whether it may be set aside: never what must be acted on now, nor anything of a critical incident. */
  readonly canWait: boolean;
  /** Raised for this person's role: only those sound. */
  readonly mine: boolean;
}

export interface Callee {
  readonly name: string;
  readonly phone: string | null;
}

export const A1_EVERY_MS = 4_000;
const A2_AGAIN_MS = 60_000;
const MUTE_MS = 60_000;
const FLOOD_COUNT = 10;
const FLOOD_WINDOW_MS = 600_000;
const FLOOD_SOUND_EVERY_MS = 10_000;

export type Sound = "two-tone" | "chime" | null;

export interface AlarmGroup {
  readonly class: AlarmClass;
  readonly kind: string;
  readonly alarms: readonly Alarm[];
}

/**
 * `text`: the card carries a kind and what it is about; the words are the reader's. A card that was raised again is
 * another alarm to the ear.
 */
export function fromCard(card: AlarmCard, text: string, mine: boolean, critical = false): Alarm {
  return {
    key: `card:${card.id}:${card.raised_at}`,
    class: card.class,
    kind: card.kind,
    text,
    since: Date.parse(card.raised_at),
    incident: card.incident,
    report: card.report,
    phone: card.phone,
    calls: (card.calls ?? []).map((call) => ({ name: agencyName(call.agency), phone: call.phone })),
    page: card.page ?? null,
    card: card.id,
    acknowledged: card.acknowledged !== null,
    shelved: card.shelved ?? null,
    canWait: card.class !== "A1" && card.for !== "everybody" && !critical,
    mine,
  };
}

function byUrgency(a: Alarm, b: Alarm): number {
  return (
    Number(b.mine) - Number(a.mine) ||
    Number(a.acknowledged) - Number(b.acknowledged) ||
    inDanger(b) - inDanger(a) ||
    (a.class < b.class ? -1 : a.class > b.class ? 1 : b.since - a.since)
  );
}

/** A crew in danger is before everything else, however much has come since. */
function inDanger(alarm: { readonly kind: string }): number {
  return Number(alarm.kind === "panic");
}

/** The alarms of one position: which stand, which were taken note of here, and when the next sound is due. */
export class AlarmDesk {
  private standing: readonly Alarm[] = [];
  private aside: readonly Alarm[] = [];
  /** Causes of this position that were acknowledged here. */
  private readonly silenced = new Set<string>();
  /** When each alarm was first heard of, and when it last chimed. */
  private readonly arrivals = new Map<string, number>();
  private readonly chimed = new Map<string, number>();
  private lastSound = Number.NEGATIVE_INFINITY;
  private mutedUntil = Number.NEGATIVE_INFINITY;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** All causes that stand now; what is no longer among them is over and may ring again when it returns. */
  set(alarms: readonly Alarm[]): void {
    const keys = new Set(alarms.map((alarm) => alarm.key));
    for (const key of this.silenced) if (!keys.has(key)) this.silenced.delete(key);
    for (const key of this.chimed.keys()) if (!keys.has(key)) this.chimed.delete(key);
    for (const { key, mine } of alarms) if (mine && !this.arrivals.has(key)) this.arrivals.set(key, this.now());
    this.aside = alarms.filter((alarm) => alarm.shelved !== null);
    this.standing = alarms
      .filter((alarm) => alarm.shelved === null)
      .map((alarm) => (this.silenced.has(alarm.key) ? { ...alarm, acknowledged: true } : alarm))
      .sort(byUrgency);
    this.forgetOldArrivals(keys);
  }

  /** Unacknowledged first, a crew in danger before all, then by class, the newest on top. In a flood the notices are hidden. */
  all(): readonly Alarm[] {
    return this.flooded ? this.standing.filter((alarm) => alarm.class !== "A3") : this.standing;
  }

  /** Set aside: listed for everybody, silent, in no number. */
  shelved(): readonly Alarm[] {
    return this.aside;
  }

  /** By cause, for a flood: "Lewat batas: 14"; what must be acted on now before the rest. */
  groups(): readonly AlarmGroup[] {
    const groups = new Map<string, AlarmGroup>();
    for (const alarm of this.all()) {
      const key = `${alarm.class} ${alarm.kind}`;
      const alarms = [...(groups.get(key)?.alarms ?? []), alarm];
      groups.set(key, { class: alarm.class, kind: alarm.kind, alarms });
    }
    return [...groups.values()].sort(
      (a, b) => inDanger(b) - inDanger(a) || (a.class < b.class ? -1 : Number(a.class > b.class)),
    );
  }

  get top(): Alarm | undefined {
    return this.all().find((alarm) => alarm.mine && !alarm.acknowledged);
  }

  /** The red band: what must be done now, acknowledged or not. */
  urgent(): readonly Alarm[] {
    return this.standing.filter((alarm) => alarm.class === "A1" && alarm.mine);
  }

  /** What this person must still answer; other people's alarms are in the list, not in the numbers. */
  count(level: AlarmClass): number {
    return this.standing.filter((alarm) => alarm.class === level && alarm.mine && !alarm.acknowledged).length;
  }

  get flooded(): boolean {
    const since = this.now() - FLOOD_WINDOW_MS;
    let recent = 0;
    for (const arrived of this.arrivals.values()) if (arrived > since) recent += 1;
    return recent > FLOOD_COUNT;
  }

  /** Takes note of a cause of this position. Cards are acknowledged at the server, so that others see who did. */
  silence(alarm: Alarm): void {
    this.silenced.add(alarm.key);
    this.set([...this.standing, ...this.aside]);
  }

  mute(): void {
    this.mutedUntil = this.now() + MUTE_MS;
  }

  get mutedForMs(): number {
    return Math.max(0, this.mutedUntil - this.now());
  }

  /** Called on every beat and every second: the sound that is due now, at most one. */
  dueSound(): Sound {
    if (this.mutedForMs > 0) return null;
    const sounding = this.standing.filter((alarm) => alarm.mine && !alarm.acknowledged);
    const pause = this.flooded ? FLOOD_SOUND_EVERY_MS : A1_EVERY_MS;
    const quietFor = this.now() - this.lastSound;
    if (sounding.some((alarm) => alarm.class === "A1")) return quietFor >= pause ? this.sound("two-tone") : null;
    const chimes = sounding.filter((alarm) => alarm.class === "A2" && this.mayChime(alarm));
    if (chimes.length === 0 || (this.flooded && quietFor < pause)) return null;
    for (const alarm of chimes) this.chimed.set(alarm.key, this.now());
    return this.sound("chime");
  }

  private mayChime(alarm: Alarm): boolean {
    return this.now() - (this.chimed.get(alarm.key) ?? Number.NEGATIVE_INFINITY) >= A2_AGAIN_MS;
  }

  private sound(sound: Sound): Sound {
    this.lastSound = this.now();
    return sound;
  }

  private forgetOldArrivals(standing: ReadonlySet<string>): void {
    const since = this.now() - FLOOD_WINDOW_MS;
    for (const [key, arrived] of this.arrivals) {
      if (arrived <= since && !standing.has(key)) this.arrivals.delete(key);
    }
  }
}
