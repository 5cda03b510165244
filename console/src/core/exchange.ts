// What those at work on an incident have told each other. Pure: cards in, an answer out.

import type { HelpCall, Id, Incident, Message, Patients } from "./types";

export const TRIAGE = ["merah", "kuning", "hijau", "hitam"] as const;

/** A receipt that the card does not show by now got lost on its way: it is given again (milliseconds). */
const AGAIN_MS = 10_000;

/** How many patients of each colour; colours without any are not named. */
export function totalsOf(patients: readonly Patients[]): readonly { triage: string; count: number }[] {
  return TRIAGE.map((triage) => ({
    triage,
    count: patients.filter((line) => line.triage === triage).reduce((sum, line) => sum + line.count, 0),
  })).filter(({ count }) => count > 0);
}

/** Calls that nobody at the centre has answered, those in danger first. */
export function standingCalls(incident: Incident): readonly HelpCall[] {
  const standing = (incident.help ?? []).filter((call) => call.answered_at === null);
  return [...standing].sort((a, b) => Number(b.panic) - Number(a.panic));
}

/** Which receipts are owed now: each is given once, and again only when it got lost. */
export class Readings {
  private readonly given = new Map<Id, number>();

  owed(unread: readonly Message[], now: number): readonly Id[] {
    const owed = unread
      .map((message) => message.id)
      .filter((id) => now - (this.given.get(id) ?? Number.NEGATIVE_INFINITY) >= AGAIN_MS);
    for (const id of owed) this.given.set(id, now);
    return owed;
  }
}
