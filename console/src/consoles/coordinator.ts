// The coordinator's console: what nobody answers, and who is on duty.

import { startConsole } from "./start";
import { INCIDENT_ELEMENTS } from "../elements/incident-elements";
import { PscCoordinator } from "../elements/psc-coordinator";
import { PscReportList } from "../elements/psc-report-list";
import { PscReportPanel } from "../elements/psc-report-panel";

void startConsole("coordinator", PscCoordinator, {
  ...INCIDENT_ELEMENTS,
  "psc-report-list": PscReportList,
  "psc-report-panel": PscReportPanel,
});
