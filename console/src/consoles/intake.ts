// The operator's console: a call becomes a report, and a report an incident.

import { startConsole } from "./start";
import { INCIDENT_ELEMENTS } from "../elements/incident-elements";
import { PscIntake } from "../elements/psc-intake";
import { PscReportList } from "../elements/psc-report-list";
import { PscReportPanel } from "../elements/psc-report-panel";
import { PscReportForm } from "../elements/psc-report-form";

void startConsole("intake", PscIntake, {
  ...INCIDENT_ELEMENTS,
  "psc-report-form": PscReportForm,
  "psc-report-list": PscReportList,
  "psc-report-panel": PscReportPanel,
});
