// What a screen on the wall shows, and how much it may be believed. Pure.

import { compareIncidents, isOpen } from "./selectors";
import type { CardStore } from "./store";
import type { Incident } from "./types";
import { agencyName } from "./words";

/** The wall's own incident: no address, no words. */
export interface WallIncident extends Incident {
  readonly district?: string | null;
  readonly agencies?: number;
}

export interface WallView {
  readonly open: ReadonlyMap<string, number>;
  readonly waiting: number;
  /** When the one that waits longest came in. */
  readonly oldest: string | null;
  readonly ready: readonly { readonly agency: string; readonly ready: number; readonly all: number }[];
  readonly top: readonly WallIncident[];
}

const TOP = 6;

export function wallView(store: CardStore, priorities: readonly string[], region = ""): WallView {
  const incidents = [...store.incidents.values()].filter((incident) => isOpen(incident));
  const waiting = [...store.reports.values()].map((report) => report.received_at).sort();
  return {
    open: new Map(
      priorities.map((priority) => [priority, incidents.filter((one) => one.priority === priority).length]),
    ),
    waiting: waiting.length,
    oldest: waiting[0] ?? null,
    ready: readyByAgency(store, region),
    top: incidents.sort(compareIncidents).slice(0, TOP),
  };
}

/** On a region's own wall its name says nothing: what is left of an agency's can be read whole from afar. */
export function withoutRegion(agency: string, region: string): string {
  const bare = region.replace(/^(Kabupaten|Kota) /, "");
  const words = ` ${agency} `.replace(` ${region} `, " ").replace(` ${bare} `, " ").trim();
  return region === "" || words === "" ? agency : words.charAt(0).toUpperCase() + words.slice(1);
}

function readyByAgency(store: CardStore, region: string): WallView["ready"] {
  const found = new Map<string, { agency: string; ready: number; all: number }>();
  for (const unit of store.units.values()) {
    const row = found.get(unit.agency.code) ?? {
      agency: withoutRegion(agencyName(unit.agency), region),
      ready: 0,
      all: 0,
    };
    row.all += 1;
    if (unit.status === "available") row.ready += 1;
    found.set(unit.agency.code, row);
  }
  return [...found.values()].sort((a, b) => a.agency.localeCompare(b.agency));
}

/** After so much silence nobody may take what stands there for the present (milliseconds). */
export const STALE_MS = 8_000;
export const FROZEN_MS = 60_000;

export type Freshness = "loading" | "live" | "stale" | "frozen";

/** `heardAt`: when the last word came, on the steady clock; null before the first. */
export function freshness(heardAt: number | null, now: number): Freshness {
  if (heardAt === null) return "loading";
  const silence = now - heardAt;
  return silence >= FROZEN_MS ? "frozen" : silence >= STALE_MS ? "stale" : "live";
}

/** What fills the wall: the incidents with everything beside them, the map, or the units. */
export type WallPart = "all" | "map" | "units";
const PARTS: readonly WallPart[] = ["all", "map", "units"];
const LEAST_TURN_MS = 20_000;
/** A critical incident that came in is looked at for so long before the wall turns again (milliseconds). */
const CRITICAL_MS = 60_000;

/** From the link's `rotate=30`: how long each part stands; none turns without it, and never faster than people read. */
export function turnOf(query: string): number {
  const seconds = Number(new URLSearchParams(query).get("rotate") ?? 0);
  return seconds > 0 ? Math.max(LEAST_TURN_MS, seconds * 1000) : 0;
}

export function partAt(turnMs: number, now: number, criticalAt: number | null): WallPart {
  if (turnMs === 0 || (criticalAt !== null && now - criticalAt < CRITICAL_MS)) return "all";
  return PARTS[Math.floor(now / turnMs) % PARTS.length] ?? "all";
}

/** How long nothing must have moved before a new build may be fetched (milliseconds). */
export const QUIET_MS = 60_000;

export function mayReload(own: string, served: string, freshNow: Freshness, movedAt: number, now: number): boolean {
  return served !== "" && served !== own && freshNow === "live" && now - movedAt >= QUIET_MS;
}
