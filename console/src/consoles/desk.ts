// An agency's desk: what is new, mine, late.

import { startConsole } from "./start";
import { FIELD_ELEMENTS } from "../elements/field-elements";
import { INCIDENT_ELEMENTS } from "../elements/incident-elements";
import { PscDesk } from "../elements/psc-desk";
import { PscOwnUnits } from "../elements/psc-own-units";
import { PscTaskList } from "../elements/psc-task-list";

void startConsole("desk", PscDesk, {
  ...INCIDENT_ELEMENTS,
  ...FIELD_ELEMENTS,
  "psc-own-units": PscOwnUnits,
  "psc-task-list": PscTaskList,
});
