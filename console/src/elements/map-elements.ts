// The map with all that belongs to it, for the consoles that look at it all day.

import { PscMap } from "./psc-map";
import { PscMapBar } from "./psc-map-bar";
import { PscMapTwin } from "./psc-map-twin";

export const MAP_ELEMENTS = {
  "psc-map": PscMap,
  "psc-map-bar": PscMapBar,
  "psc-map-twin": PscMapTwin,
} as const;
