// The triage strip: what a call is, by one digit - and which digit must not be pressed by habit. Pure.
//
// Most calls are none, so closing one is one key and Enter. The rare silent one may be somebody who cannot speak: under
// these conditions the script comes first, and it ends in a report as soon as anything was heard.

import { gettext } from "./strings";
import type { Report } from "./types";

export type Triage = "emergency" | "information" | "silent" | "prank" | "misdial" | "test";

/** The digits of the strip; `5` pressed again turns a wrong number into a test. */
export const STRIP: readonly (readonly [digit: string, triage: Triage])[] = [
  ["1", "emergency"],
  ["2", "information"],
  ["3", "silent"],
  ["4", "prank"],
  ["5", "misdial"],
];

const WORDS: Readonly<Record<Triage, () => string>> = {
  emergency: () => gettext("Darurat"),
  information: () => gettext("Informasi"),
  silent: () => gettext("Senyap"),
  prank: () => gettext("Iseng"),
  misdial: () => gettext("Salah sambung"),
  test: () => gettext("Uji coba"),
};
export const triageWord = (triage: Triage): string => WORDS[triage]();

/** What a digit means after what was chosen before it. */
export function chosenBy(digit: string, before: Triage | null): Triage | null {
  const found = STRIP.find(([key]) => key === digit)?.[1] ?? null;
  return found === "misdial" && before === "misdial" ? "test" : found;
}

/** A call that short was hardly listened to (seconds). */
export const SHORT_S = 15;
const GUARDED: readonly Triage[] = ["silent", "prank"];

export interface CallFacts {
  /** Since it was answered; null when nobody said so. */
  readonly seconds: number | null;
  readonly heard: readonly string[];
  /** Earlier real incidents of this number; null when a number is there and its past is not known (yet). */
  readonly genuine: number | null;
}

export type ScriptReason = "short" | "heard" | "genuine" | "unknown";

/** Why the script comes before this end of the call; nothing: one key and Enter. */
export function scriptReasons(triage: Triage, facts: CallFacts): readonly ScriptReason[] {
  if (!GUARDED.includes(triage)) return [];
  const reasons: ScriptReason[] = [];
  if (facts.seconds === null || facts.seconds < SHORT_S) reasons.push("short");
  if (facts.heard.length > 0) reasons.push("heard");
  if (facts.genuine === null) reasons.push("unknown");
  else if (facts.genuine > 0) reasons.push("genuine");
  return reasons;
}

const REASONS: Readonly<Record<ScriptReason, () => string>> = {
  short: () => gettext("panggilan belum %(n)s detik", { n: SHORT_S }),
  heard: () => gettext("ada yang terdengar"),
  genuine: () => gettext("nomor ini pernah melaporkan kejadian nyata"),
  unknown: () => gettext("riwayat nomor ini belum diketahui"),
};
export const reasonWord = (reason: ScriptReason): string => REASONS[reason]();

export interface Step {
  readonly key: string;
  readonly code: string;
  readonly does: () => string;
}

/** What is done before a silent line may be closed, each by its digit. */
export const STEPS: readonly Step[] = [
  {
    key: "1",
    code: "listened",
    does: () => gettext("Dengarkan sedikitnya tiga puluh detik: napas, tangis, benturan, suara orang."),
  },
  {
    key: "2",
    code: "asked",
    does: () =>
      gettext("Ucapkan: «Saya tetap di sini. Kalau tidak bisa bicara, ketuk sekali untuk ya, dua kali untuk tidak.»"),
  },
  { key: "3", code: "called", does: () => gettext("Bila terputus, telepon balik satu kali.") },
];

/** What may be heard on a line that says nothing, each by its letter. */
export const SOUNDS: readonly Step[] = [
  { key: "N", code: "breath", does: () => gettext("napas") },
  { key: "K", code: "knock", does: () => gettext("ketukan atau tombol") },
  { key: "T", code: "cry", does: () => gettext("tangis atau teriakan") },
  { key: "B", code: "blow", does: () => gettext("benturan atau keributan") },
];
export const soundWord = (code: string): string => SOUNDS.find((sound) => sound.code === code)?.does() ?? code;

export type ScriptEnd = "open" | "close" | null;

/** What Enter does in the script: anything heard makes it a report; only a script gone through ends in nothing. */
export function scriptEnd(done: readonly string[], heard: readonly string[]): ScriptEnd {
  if (heard.length > 0) return "open";
  return STEPS.every(({ code }) => done.includes(code)) ? "close" : null;
}

/** An earlier real emergency from this number, or an open one nearby: a report that waits needs a second look too. */
export function speaksForTheCaller(report: Report): boolean {
  const reasons = report.screening?.reasons ?? [];
  return (report.duplicates?.length ?? 0) > 0 || reasons.some(({ code }) => code === "genuine_before");
}

/** Whether closing this waiting report as `disposition` must be asked twice. */
export function needsSecondLook(report: Report, disposition: string): boolean {
  return (GUARDED as readonly string[]).includes(disposition) && speaksForTheCaller(report);
}
