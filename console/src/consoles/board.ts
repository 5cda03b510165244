// The dispatcher's board: everything that is going on.

import { startConsole } from "./start";
import { FIELD_ELEMENTS } from "../elements/field-elements";
import { INCIDENT_ELEMENTS } from "../elements/incident-elements";
import { PscAid } from "../elements/psc-aid";
import { PscBoard } from "../elements/psc-board";
import { PscMap } from "../elements/psc-map";
import { PscWhy } from "../elements/psc-why";
import { REPORT_ELEMENTS } from "../elements/report-elements";

void startConsole("board", PscBoard, {
  ...INCIDENT_ELEMENTS,
  ...REPORT_ELEMENTS,
  ...FIELD_ELEMENTS,
  "psc-map": PscMap,
  "psc-aid": PscAid,
  "psc-why": PscWhy,
});
