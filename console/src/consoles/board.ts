// The dispatcher's board: everything that is going on. It begins with the lists and the map; what one row holds follows
// at once.

import { startConsole } from "./start";
import { MAP_ELEMENTS } from "../elements/map-elements";
import { PscBoard } from "../elements/psc-board";
import { PscBoardList } from "../elements/psc-board-list";
import { PscReportList } from "../elements/psc-report-list";
import { PscUnitMonitor } from "../elements/psc-unit-monitor";

void startConsole(
  "board",
  PscBoard,
  {
    ...MAP_ELEMENTS,
    "psc-board-list": PscBoardList,
    "psc-report-list": PscReportList,
    "psc-unit-monitor": PscUnitMonitor,
  },
  [
    async () => (await import("../elements/incident-elements")).INCIDENT_ELEMENTS,
    async () => (await import("../elements/report-elements")).REPORT_ELEMENTS,
    async () => (await import("../elements/field-elements")).FIELD_ELEMENTS,
  ],
);
