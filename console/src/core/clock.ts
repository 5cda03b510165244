// The server's time on this screen. The server sends deadlines, never remaining times; the skew comes from its beats.

/** Beats remembered: one minute's worth. The one that travelled fastest shows the skew best. */
const BEATS_KEPT = 20;
/** A correction backwards beyond this is a set clock, not a slow frame (milliseconds). */
const SET_BACK_MS = 5_000;
export const SOON_MS = 60_000;

/** Unlike `Date.now()` it does not jump when somebody sets the workstation's clock. */
function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}

export class Clock {
  private skews: number[] = [];
  private last = 0;

  constructor(private readonly local: () => number = steadyNow) {}

  /** True once the server has told its time: before, what leaves it carries its own time, which the server cuts. */
  get synced(): boolean {
    return this.skews.length > 0;
  }

  /** A beat's `at`. Travel only ever makes it look older, so the largest skew of the last minute is the truest. */
  hear(at: string): void {
    const serverMs = Date.parse(at);
    if (Number.isNaN(serverMs)) return;
    this.skews.push(serverMs - this.local());
    if (this.skews.length > BEATS_KEPT) this.skews.shift();
  }

  /** Server time in milliseconds; it never steps back because a frame came late. */
  now(): number {
    const now = this.local() + (this.synced ? Math.max(...this.skews) : 0);
    if (now > this.last || this.last - now > SET_BACK_MS) this.last = now;
    return this.last;
  }
}

export interface Timers {
  set(run: () => void, ms: number): unknown;
  clear(handle: unknown): void;
}

export const browserTimers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
};

/** One tick a second for the whole page, on the second of the server's clock; no row has a timer of its own. */
export class Ticker {
  private readonly listeners = new Set<(now: number) => void>();
  private handle: unknown = null;

  constructor(
    private readonly clock: Clock,
    private readonly timers: Timers = browserTimers,
  ) {}

  listen(run: (now: number) => void): () => void {
    this.listeners.add(run);
    if (this.handle === null) this.arm();
    return () => this.listeners.delete(run);
  }

  stop(): void {
    this.timers.clear(this.handle);
    this.handle = null;
  }

  private arm(): void {
    const wait = 1000 - (this.clock.now() % 1000);
    this.handle = this.timers.set(() => {
      this.arm();
      const now = this.clock.now();
      for (const run of this.listeners) run(now);
    }, wait);
  }
}

export type Urgency = "calm" | "soon" | "over";

export interface Countdown {
  readonly text: string;
  readonly urgency: Urgency;
}

function twoDigits(n: number): string {
  return String(n).padStart(2, "0");
}

/** `04:12`, from an hour on `1:04:12`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const clock = `${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
  return minutes < 60 ? clock : `${Math.floor(minutes / 60)}:${clock}`;
}

/** Time to a limit: `04:12`; `00:41` when soon; `+02:05` when over. Sign and word carry it, colour only repeats it. */
export function countdown(dueAt: string, now: number): Countdown {
  const left = Date.parse(dueAt) - now;
  if (left <= 0) return { text: `+${duration(-left)}`, urgency: "over" };
  const text = duration(Math.ceil(left / 1000) * 1000);
  return { text, urgency: left < SOON_MS ? "soon" : "calm" };
}

/** Time spent in a state. */
export function elapsed(since: string, now: number): string {
  return duration(now - Date.parse(since));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a hundred times what using it does. */
function formatOf(timeZone: string, seconds: boolean): Intl.DateTimeFormat {
  const key = `${timeZone}${String(seconds)}`;
  const known = formats.get(key);
  if (known) return known;
  const parts: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone };
  const made = new Intl.DateTimeFormat("en-GB", seconds ? { ...parts, second: "2-digit" } : parts);
  formats.set(key, made);
  return made;
}

/** `14:03:22` in the centre's zone, whatever the workstation's own is. */
export function timeOfDay(at: string | number, timeZone: string, seconds = true): string {
  return formatOf(timeZone, seconds).format(typeof at === "number" ? at : Date.parse(at));
}

const ZONE_NAMES: Readonly<Record<string, string>> = {
  "Asia/Jakarta": "WIB",
  "Asia/Pontianak": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Jayapura": "WIT",
};

export function zoneName(timeZone: string): string {
  return ZONE_NAMES[timeZone] ?? timeZone;
}
