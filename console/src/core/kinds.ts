// What a unit is, in words and in order; only the dispatcher's board asks.

import { gettext } from "./strings";
import type { Unit } from "./types";

const KINDS: Readonly<Record<string, () => string>> = {
  ambulance: () => gettext("Ambulans"),
  motorcycle: () => gettext("Sepeda motor"),
  fire_engine: () => gettext("Mobil pemadam"),
  tanker: () => gettext("Mobil tangki"),
  rescue: () => gettext("Mobil penyelamat"),
  car: () => gettext("Mobil"),
  truck: () => gettext("Truk"),
  boat: () => gettext("Perahu"),
  heavy: () => gettext("Alat berat"),
};
export const unitKindWord = (code: string): string => KINDS[code]?.() ?? code;

const asPeopleCount = new Intl.Collator("id", { numeric: true });

/** By what they are, those at work first: what a dispatcher looks for is "which ambulance is free". */
export function compareUnitsByKind(a: Unit, b: Unit): number {
  const atWork = Number(a.incident === null) - Number(b.incident === null);
  return (a.kind < b.kind ? -1 : Number(a.kind > b.kind)) || atWork || asPeopleCount.compare(a.call_sign, b.call_sign);
}
