// What the centre asks and decides: one report, and the questions that go on while help is on its way, for every console that does.

import { PscComplaint } from "./psc-complaint";
import { PscIncidentInterview } from "./psc-incident-interview";
import { PscInterview } from "./psc-interview";
import { PscNearby } from "./psc-nearby";
import { PscReportList } from "./psc-report-list";
import { PscReportPanel } from "./psc-report-panel";
import { PscSuggestion } from "./psc-suggestion";

export const REPORT_ELEMENTS = {
  "psc-complaint": PscComplaint,
  "psc-incident-interview": PscIncidentInterview,
  "psc-interview": PscInterview,
  "psc-nearby": PscNearby,
  "psc-report-list": PscReportList,
  "psc-report-panel": PscReportPanel,
  "psc-suggestion": PscSuggestion,
} as const;
