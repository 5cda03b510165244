// The map in a window of its own.

import { startConsole } from "./start";
import { INCIDENT_ELEMENTS } from "../elements/incident-elements";
import { MAP_ELEMENTS } from "../elements/map-elements";
import { PscMapShell } from "../elements/psc-map-shell";

void startConsole("map-shell", PscMapShell, { ...INCIDENT_ELEMENTS, ...MAP_ELEMENTS });
