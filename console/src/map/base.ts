// The base of the map: the areas as `GET areas.geojson` gives them, flattened once. Pure.

import { type Place, type WorldPoint, worldPoint } from "../core/geography";

export interface AreaFeature {
  readonly id: string;
  readonly properties: {
    readonly name: string;
    readonly kind: string;
    readonly parent: string | null;
    readonly middle: readonly [lon: number, lat: number];
    /** How far somebody may be from the middle who names only this area; unknown for the region as a whole. */
    readonly radius_m: number | null;
  };
  readonly geometry:
    | { readonly type: "Point"; readonly coordinates: readonly number[] }
    | { readonly type: "Polygon"; readonly coordinates: readonly (readonly (readonly number[])[])[] }
    | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[] };
}

export interface AreaCollection {
  readonly features: readonly AreaFeature[];
}

export interface Outline {
  /** `x, y, x, y, ...` of the flat world. */
  readonly ring: Float64Array;
  readonly west: number;
  readonly east: number;
  readonly north: number;
  readonly south: number;
}

export interface BaseArea extends Place {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly middle: WorldPoint;
  readonly radius_m: number | null;
  readonly outlines: readonly Outline[];
}

export interface Base {
  /** Districts before villages: the finer lines are drawn first, under the coarser. */
  readonly areas: readonly BaseArea[];
  readonly byCode: ReadonlyMap<string, BaseArea>;
}

export function baseOf(collection: AreaCollection): Base {
  const areas = collection.features.map(areaOf);
  return { areas, byCode: new Map(areas.map((area) => [area.code, area])) };
}

function areaOf(feature: AreaFeature): BaseArea {
  const { name, kind, parent, middle, radius_m } = feature.properties;
  const [lon, lat] = middle;
  const rings = ringsOf(feature.geometry);
  return {
    code: feature.id,
    name,
    kind,
    parent,
    lat,
    lon,
    middle: worldPoint(lat, lon),
    radius_m,
    outlines: rings.map(outlineOf),
  };
}

function ringsOf(geometry: AreaFeature["geometry"]): readonly (readonly (readonly number[])[])[] {
  if (geometry.type === "Polygon") return geometry.coordinates;
  if (geometry.type === "MultiPolygon") return geometry.coordinates.flat();
  return [];
}

function outlineOf(points: readonly (readonly number[])[]): Outline {
  const ring = new Float64Array(points.length * 2);
  let [west, east, north, south] = [1, 0, 1, 0];
  points.forEach(([lon = 0, lat = 0], at) => {
    const { x, y } = worldPoint(lat, lon);
    ring[at * 2] = x;
    ring[at * 2 + 1] = y;
    [west, east, north, south] = [Math.min(west, x), Math.max(east, x), Math.min(north, y), Math.max(south, y)];
  });
  return { ring, west, east, north, south };
}

/** Areas whose name begins with what was typed, or holds it; the larger ones first. */
export function areasNamed(base: Base, text: string): readonly BaseArea[] {
  const wanted = text.trim().toLowerCase();
  if (wanted.length < 2) return [];
  const rank = ({ name, kind }: BaseArea) =>
    (name.toLowerCase().startsWith(wanted) ? 0 : 2) + (kind === "village" ? 1 : 0);
  return base.areas
    .filter((area) => area.kind !== "regency" && area.name.toLowerCase().includes(wanted))
    .sort((a, b) => rank(a) - rank(b));
}
