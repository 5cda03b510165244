// The dispatcher's board: everything that is going on.

import { startConsole } from "./start";
import { INCIDENT_ELEMENTS } from "../elements/incident-elements";
import { PscBoard } from "../elements/psc-board";
import { PscMap } from "../elements/psc-map";
import { PscReportList } from "../elements/psc-report-list";
import { PscReportPanel } from "../elements/psc-report-panel";

void startConsole("board", PscBoard, {
  ...INCIDENT_ELEMENTS,
  "psc-map": PscMap,
  "psc-report-list": PscReportList,
  "psc-report-panel": PscReportPanel,
});
