// Places that the centre's gazetteer proposes while a call-taker types; a person chooses.

import { gettext } from "./strings";
import { distanceText } from "./words";

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly kind: "district" | "village" | "station";
  readonly within: string;
  readonly lat: number;
  readonly lon: number;
  /** How far from the point the caller may be (metres). */
  readonly radius_m: number;
  readonly how: "name" | "begins" | "alike" | "street";
}

/** `Kaliwungu, Kec. Ngunut`: what is written into the report. */
export function placeLabel({ name, kind, within }: Place): string {
  if (kind === "district") return `Kec. ${name}`;
  return within === "" ? name : `${name}, ${within}`;
}

const KINDS = {
  district: () => gettext("kecamatan"),
  village: () => gettext("desa/kelurahan"),
  station: () => gettext("bangunan dikenal"),
} as const;
const HOW = {
  name: () => "",
  begins: () => "",
  alike: () => gettext("mirip ejaannya"),
  street: () => gettext("disebut sebagai jalan"),
} as const;

/** Kind, uncertainty and how it was found, in words. */
export function placeFacts(place: Place): string {
  const far = `±${distanceText(place.radius_m)}`;
  return [KINDS[place.kind](), far, HOW[place.how]()].filter((part) => part !== "").join(" · ");
}

/** The caller's own words, and the place that they mean where they do not say it already. */
export function placeWords(typed: string, place: Place | null): string {
  if (place === null) return typed;
  const label = placeLabel(place);
  if (typed === "") return label;
  return typed.toLowerCase().includes(label.toLowerCase()) ? typed : `${typed} (${label})`;
}
