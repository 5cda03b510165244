// The dispatcher's board: everything that is going on.

import { startConsole } from "./start";
import { FIELD_ELEMENTS } from "../elements/field-elements";
import { INCIDENT_ELEMENTS } from "../elements/incident-elements";
import { PscAid } from "../elements/psc-aid";
import { PscBoard } from "../elements/psc-board";
import { PscBoardList } from "../elements/psc-board-list";
import { PscMap } from "../elements/psc-map";
import { PscUnitMonitor } from "../elements/psc-unit-monitor";
import { PscWhy } from "../elements/psc-why";
import { REPORT_ELEMENTS } from "../elements/report-elements";

void startConsole("board", PscBoard, {
  ...INCIDENT_ELEMENTS,
  ...REPORT_ELEMENTS,
  ...FIELD_ELEMENTS,
  "psc-aid": PscAid,
  "psc-board-list": PscBoardList,
  "psc-map": PscMap,
  "psc-unit-monitor": PscUnitMonitor,
  "psc-why": PscWhy,
});
