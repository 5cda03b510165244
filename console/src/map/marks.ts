// What stands on the map, made from the cards: every mark says by its shape what it is. Pure.

import type { Place } from "../core/geography";
import { isOpen } from "../core/selectors";
import type { CardStore } from "../core/store";
import { gettext } from "../core/strings";
import type { Config, Incident, Unit, UnitPosition } from "../core/types";
import { placeText, priorityLook, shortNumber, typeName, unitWord } from "../core/words";
import type { Base } from "./base";

export type Layer = "incidents" | "units" | "stations" | "hospitals";
export const LAYERS: readonly Layer[] = ["incidents", "units", "stations", "hospitals"];

export type Shape = "triangle" | "diamond" | "square" | "disc" | "ring" | "unit" | "house" | "cross";

/** How far a position can be believed: older than a minute it is hollow, older than five it is crossed out. */
export type Age = "fresh" | "old" | "lost";
const OLD_MS = 60_000;
const LOST_MS = 300_000;

export interface Mark extends Place {
  readonly id: string;
  readonly layer: Layer;
  readonly shape: Shape;
  /** The name of a colour in `tokens.css`. */
  readonly tone: string;
  readonly size: number;
  /** The words of the accessible twin. */
  readonly label: string;
  /** Stands beside the mark where there is room. */
  readonly tag?: string;
  readonly age?: Age;
  /** Degrees clockwise from north. */
  readonly heading?: number | undefined;
}

export interface Circle extends Place {
  readonly id: string;
  readonly radius_m: number;
  readonly tone: string;
}

export interface StationPlace extends Place {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}

const LOOKS: Readonly<Record<string, { shape: Shape; size: number }>> = {
  P1: { shape: "triangle", size: 20 },
  P2: { shape: "diamond", size: 18 },
  P3: { shape: "square", size: 14 },
  P4: { shape: "disc", size: 12 },
  P5: { shape: "ring", size: 12 },
};
const UNKNOWN_LOOK = { shape: "ring", size: 12 } as const;

/** The least urgent first, so that what counts is drawn over it. */
export function incidentMarks(config: Config, incidents: Iterable<Incident>): Mark[] {
  const marks: Mark[] = [];
  for (const incident of incidents) {
    if (isOpen(incident) && incident.lat !== null && incident.lon !== null) marks.push(incidentMark(config, incident));
  }
  return marks.sort((a, b) => (a.tone < b.tone ? 1 : a.tone > b.tone ? -1 : 0));
}

/** Made once for each card: most of two thousand are the same as a moment ago. */
const known = new WeakMap<Incident, Mark>();

function incidentMark(config: Config, incident: Incident): Mark {
  const made = known.get(incident);
  if (made) return made;
  const { shape, size } = LOOKS[incident.priority] ?? UNKNOWN_LOOK;
  const mark: Mark = {
    id: incident.id,
    layer: "incidents",
    lat: incident.lat ?? 0,
    lon: incident.lon ?? 0,
    shape,
    size,
    tone: incident.priority.toLowerCase(),
    label: incidentLabel(config, incident),
  };
  known.set(incident, mark);
  return mark;
}

export function incidentLabel(config: Config, incident: Incident): string {
  const { shape, word } = priorityLook(incident.priority);
  const what = `${shape} ${incident.priority} ${word} ${shortNumber(incident.number)} ${typeName(config, incident)}`;
  return incident.place ? `${what}, ${placeText(incident)}` : what;
}

export function ageOf(at: string, now: number): Age {
  const age = now - Date.parse(at);
  return age >= LOST_MS ? "lost" : age >= OLD_MS ? "old" : "fresh";
}

export function unitMarks(store: CardStore, now: number): Mark[] {
  const marks: Mark[] = [];
  for (const position of store.whereabouts.values()) {
    const unit = store.units.get(position[0]);
    if (unit) marks.push(unitMark(unit, position, store.headings.get(unit.id), now));
  }
  return marks;
}

function unitMark(unit: Unit, [id, lat, lon, at]: UnitPosition, heading: number | undefined, now: number): Mark {
  const age = ageOf(at, now);
  const minutes = Math.floor((now - Date.parse(at)) / 60_000);
  const when = age === "fresh" ? "" : `, ${gettext("posisi %(n)s mnt lalu", { n: minutes })}`;
  return {
    id,
    layer: "units",
    lat,
    lon,
    shape: "unit",
    tone: unit.incident === null ? "muted" : "text",
    size: 16,
    label: `${unit.call_sign} ${unitWord(unit.status)}${when}`,
    tag: unit.call_sign,
    age,
    heading: age === "lost" ? undefined : heading,
  };
}

export function stationMarks(stations: readonly StationPlace[]): Mark[] {
  return stations.map(({ code, name, kind, lat, lon }) => {
    const treats = kind === "hospital" || kind === "health_centre";
    return {
      id: `station:${code}`,
      layer: treats ? "hospitals" : "stations",
      lat,
      lon,
      shape: treats ? "cross" : "house",
      tone: "muted",
      size: kind === "hospital" ? 14 : 11,
      label: name,
      ...(kind === "hospital" ? { tag: name } : {}),
    } as const;
  });
}

/** An incident stands on the map as what is known of it: around its point as far as that is off, else its area. */
export function roughPlaces(incidents: Iterable<Incident>, base: Base): Circle[] {
  const circles: Circle[] = [];
  for (const incident of incidents) {
    if (!isOpen(incident)) continue;
    const { lat, lon, radius_m } =
      (incident.lat === null ? base.byCode.get(incident.area?.code ?? "") : incident) ?? {};
    if (typeof lat !== "number" || typeof lon !== "number" || !radius_m) continue;
    circles.push({ id: incident.id, lat, lon, radius_m, tone: incident.priority.toLowerCase() });
  }
  return circles;
}
