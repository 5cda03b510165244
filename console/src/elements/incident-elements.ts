// The elements that show one incident, for every console that does.

import { PscAssignment } from "./psc-assignment";
import { PscCallAgency } from "./psc-call-agency";
import { PscIncidentChanges } from "./psc-incident-changes";
import { PscCrewLink } from "./psc-crew-link";
import { PscIncidentHead } from "./psc-incident-head";
import { PscIncidentList } from "./psc-incident-list";
import { PscIncidentPanel } from "./psc-incident-panel";
import { PscIncidentWords } from "./psc-incident-words";
import { PscSendUnits } from "./psc-send-units";
import { PscTimeline } from "./psc-timeline";
import { PscUnitList } from "./psc-unit-list";

export const INCIDENT_ELEMENTS = {
  "psc-assignment": PscAssignment,
  "psc-call-agency": PscCallAgency,
  "psc-crew-link": PscCrewLink,
  "psc-incident-changes": PscIncidentChanges,
  "psc-incident-head": PscIncidentHead,
  "psc-incident-list": PscIncidentList,
  "psc-incident-panel": PscIncidentPanel,
  "psc-incident-words": PscIncidentWords,
  "psc-send-units": PscSendUnits,
  "psc-timeline": PscTimeline,
  "psc-unit-list": PscUnitList,
} as const;
