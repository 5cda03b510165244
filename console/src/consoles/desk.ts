// An agency's desk: what is new, mine, late.

import { startConsole } from "./start";
import { INCIDENT_ELEMENTS } from "../elements/incident-elements";
import { PscDesk } from "../elements/psc-desk";
import { PscWhy } from "../elements/psc-why";

void startConsole("desk", PscDesk, { ...INCIDENT_ELEMENTS, "psc-why": PscWhy });
