// What stands on the map now: the marks of the layers that are on, what is known only roughly, and what has no place at
// all. Gathered when the map is drawn, not at every change of the board.

import type { Place } from "../core/geography";
import { isOpen } from "../core/selectors";
import type { CardStore } from "../core/store";
import { gettext } from "../core/strings";
import type { Config, Incident } from "../core/types";
import { areasNamed, type Base, type BaseArea } from "./base";
import {
  type Circle,
  incidentMarks,
  type Layer,
  LAYERS,
  type Mark,
  roughPlaces,
  stationMarks,
  unitMarks,
} from "./marks";
import type { Box } from "./port";
import type { Ground } from "./sources";

const KEEP = "psc.map.hidden";
const MOST_FOUND = 8;

/** Something to go to: a mark, or an area that is none. */
export interface Found extends Place {
  readonly id: string | null;
  readonly label: string;
}

export class Contents {
  marks: readonly Mark[] = [];
  circles: readonly Circle[] = [];
  placeless: readonly Incident[] = [];
  private base: Base | null = null;
  private readonly hidden: Set<Layer>;

  constructor(private readonly memory: Pick<Storage, "getItem" | "setItem">) {
    this.hidden = new Set(kept(memory));
  }

  shows(layer: Layer): boolean {
    return !this.hidden.has(layer);
  }

  /** What was switched off stays off in this browser. */
  switch(layer: Layer, on: boolean): void {
    if (on) this.hidden.delete(layer);
    else this.hidden.add(layer);
    this.memory.setItem(KEEP, JSON.stringify([...this.hidden]));
  }

  gather(config: Config, store: CardStore, ground: Ground, now: number): void {
    this.base = ground.base;
    const incidents = [...store.incidents.values()];
    const all = [...stationMarks(ground.stations), ...unitMarks(store, now), ...incidentMarks(config, incidents)];
    this.marks = all.filter((mark) => this.shows(mark.layer));
    this.circles = this.shows("incidents") ? roughPlaces(incidents, ground.base) : [];
    const rough = new Set(this.circles.map((circle) => circle.id));
    this.placeless = incidents.filter((one) => isOpen(one) && one.lat === null && !rough.has(one.id));
  }

  /** What is to be seen in this part of the map, the most urgent first. */
  within(box: Box): readonly Mark[] {
    const inside = this.marks.filter(
      ({ lat, lon }) => lat >= box.south && lat <= box.north && lon >= box.west && lon <= box.east,
    );
    return inside.sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer) || (a.tone < b.tone ? -1 : 1));
  }

  named(text: string): readonly Found[] {
    const wanted = text.trim().toLowerCase();
    const marks = wanted.length < 2 ? [] : this.marks.filter(({ label }) => label.toLowerCase().includes(wanted));
    const areas = this.base ? areasNamed(this.base, text) : [];
    const places = areas.map((area) => ({ id: null, label: this.whole(area), lat: area.lat, lon: area.lon }));
    return [...marks, ...places].slice(0, MOST_FOUND);
  }

  /** A village with its district: several are called alike, and like their district. */
  private whole({ name, kind, parent }: BaseArea): string {
    const district = kind === "village" ? this.base?.byCode.get(parent ?? "")?.name : name;
    const said = district === undefined ? "" : gettext("Kec. %(name)s", { name: district });
    return kind === "village" ? [name, said].filter(Boolean).join(", ") : said;
  }
}

function kept(memory: Pick<Storage, "getItem">): Layer[] {
  try {
    return JSON.parse(memory.getItem(KEEP) ?? "[]") as Layer[];
  } catch {
    return [];
  }
}
