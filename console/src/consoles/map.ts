// The map in a window of its own.

import { startConsole } from "./start";
import { INCIDENT_ELEMENTS } from "../elements/incident-elements";
import { PscMap } from "../elements/psc-map";
import { PscMapShell } from "../elements/psc-map-shell";

void startConsole("map-shell", PscMapShell, { ...INCIDENT_ELEMENTS, "psc-map": PscMap });
