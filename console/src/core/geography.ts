// Places as numbers: the flat world that maps draw, distances and directions. Pure.

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** A point of the world as web maps flatten it: both from 0 to 1, north on top. */
export interface WorldPoint {
  readonly x: number;
  readonly y: number;
}

const EARTH_M = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export function worldPoint(lat: number, lon: number): WorldPoint {
  const sine = Math.sin(radians(lat));
  return { x: (lon + 180) / 360, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** How much of the flat world a metre is at this latitude. */
export function worldPerMetre(lat: number): number {
  return 1 / (2 * Math.PI * EARTH_M * Math.cos(radians(lat)));
}

export function metresBetween(a: Place, b: Place): number {
  const [north, east] = steps(a, b);
  return EARTH_M * Math.hypot(north, east);
}

/** Degrees clockwise from north. */
export function bearing(from: Place, to: Place): number {
  const [north, east] = steps(from, to);
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}

/** Near enough within a region: the earth is flat for a few dozen kilometres. */
function steps(a: Place, b: Place): readonly [north: number, east: number] {
  return [radians(b.lat - a.lat), radians(b.lon - a.lon) * Math.cos(radians((a.lat + b.lat) / 2))];
}
