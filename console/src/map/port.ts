// What a screen may ask of a map, whoever draws it.

import type { Place } from "../core/geography";
import type { Base } from "./base";
import type { Circle, Mark } from "./marks";

export interface Box {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** Where a hand pointed, and at what, if there was something. */
export interface Pick extends Place {
  readonly id: string | null;
}

/** Pictures behind the map: only from where the centre says, and the map is whole without them. */
export interface Tiles {
  readonly url: string;
  readonly credit: string;
}

export interface MapPort {
  /** The outlines under everything, and the names of the areas. */
  setBase(base: Base): void;
  /** All marks that stand on the map; the later ones over the earlier. */
  setPoints(marks: readonly Mark[]): void;
  /** Places known only roughly. */
  setCircles(circles: readonly Circle[]): void;
  select(id: string | null): void;
  /** Shows all these places at once; one place alone is not brought nearer than a village. */
  fit(places: readonly Place[]): void;
  zoom(step: 1 | -1): void;
  centre(): Place;
  box(): Box;
  onPick(run: (pick: Pick) => void): void;
  /** What can be seen has changed. */
  onMove(run: () => void): void;
  /** Whether the pictures behind the map come. */
  onTiles(run: (come: boolean) => void): void;
  /** The place on the page has another size, or the colours are others. */
  refresh(): void;
  destroy(): void;
}

export type OpenMap = (place: HTMLElement, tiles: Tiles | null) => MapPort;
