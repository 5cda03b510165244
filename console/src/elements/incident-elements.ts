// The elements that show one incident, for every console that does.

import { PscAssignment } from "./psc-assignment";
import { PscIncidentChanges } from "./psc-incident-changes";
import { PscCrewLink } from "./psc-crew-link";
import { PscIncidentList } from "./psc-incident-list";
import { PscIncidentPanel } from "./psc-incident-panel";
import { PscSendUnits } from "./psc-send-units";
import { PscTimeline } from "./psc-timeline";
import { PscUnitList } from "./psc-unit-list";

export const INCIDENT_ELEMENTS = {
  "psc-assignment": PscAssignment,
  "psc-crew-link": PscCrewLink,
  "psc-incident-changes": PscIncidentChanges,
  "psc-incident-list": PscIncidentList,
  "psc-incident-panel": PscIncidentPanel,
  "psc-send-units": PscSendUnits,
  "psc-timeline": PscTimeline,
  "psc-unit-list": PscUnitList,
} as const;
