// The coordinator's console: what nobody answers, and who is on duty.

import { startConsole } from "./start";
import { FIELD_ELEMENTS } from "../elements/field-elements";
import { INCIDENT_ELEMENTS } from "../elements/incident-elements";
import { PscCoordinator } from "../elements/psc-coordinator";
import { PscEscalations } from "../elements/psc-escalations";
import { PscWatch } from "../elements/psc-watch";
import { REPORT_ELEMENTS } from "../elements/report-elements";

void startConsole("coordinator", PscCoordinator, {
  ...INCIDENT_ELEMENTS,
  ...FIELD_ELEMENTS,
  ...REPORT_ELEMENTS,
  "psc-escalations": PscEscalations,
  "psc-watch": PscWatch,
});
