// A place as people send it: a pair of numbers, or a link copied out of a map.

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

/** In a link the pair stands after `@`, or in `q=`, `query=`, `ll=`, `destination=`, or as `!3d..!4d..`. */
const LINKS = [
  /!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)/,
  /[?&](?:q|query|ll|destination|daddr)=(-?\d+(?:\.\d+)?)(?:,|%2C)(-?\d+(?:\.\d+)?)/i,
  /[@/](-?\d+\.\d+),(-?\d+\.\d+)/,
  /^geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)/,
];
/** A bare pair; with a decimal comma the two need a blank or a semicolon between them. */
const PAIRS = [
  /^(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)$/,
  /^(-?\d+,\d+)\s*[; ]\s*(-?\d+,\d+)$/,
  /^(-?\d+,\d+)\s*,\s+(-?\d+,\d+)$/,
];

/** Null when it is no place on earth. */
export function readCoordinates(text: string): Point | null {
  const trimmed = text.trim();
  for (const pattern of [...LINKS, ...PAIRS]) {
    const [, lat, lon] = pattern.exec(trimmed) ?? [];
    if (lat === undefined || lon === undefined) continue;
    const point = { lat: Number(lat.replace(",", ".")), lon: Number(lon.replace(",", ".")) };
    if (Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180) return point;
  }
  return null;
}
