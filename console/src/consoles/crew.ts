// A crew's phone: one job.

import { startConsole } from "./start";
import { INCIDENT_ELEMENTS } from "../elements/incident-elements";
import { PscCrew } from "../elements/psc-crew";

void startConsole("crew", PscCrew, INCIDENT_ELEMENTS);
