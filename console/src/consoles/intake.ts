// The operator's console: a call becomes a report, and a report an incident. Nothing that taking a call needs comes
// later; what is looked at once it is filed (the report, the incident's parts, its units, its story) follows at once.

import { startConsole } from "./start";
import { PscIntake } from "../elements/psc-intake";
import { PscPlaceField } from "../elements/psc-place-field";
import { PscReportForm } from "../elements/psc-report-form";
import { PscTriage } from "../elements/psc-triage";
import { PscSuggestion } from "../elements/psc-suggestion";
import { PscInterview } from "../elements/psc-interview";
import { PscNearby } from "../elements/psc-nearby";

void startConsole(
  "intake",
  PscIntake,
  {
    "psc-interview": PscInterview,
    "psc-nearby": PscNearby,
    "psc-place-field": PscPlaceField,
    "psc-report-form": PscReportForm,
    "psc-suggestion": PscSuggestion,
    "psc-triage": PscTriage,
  },
  [
    async () => (await import("../elements/report-elements")).REPORT_ELEMENTS,
    async () => (await import("../elements/incident-elements")).INCIDENT_ELEMENTS,
    async () => (await import("../elements/field-elements")).FIELD_ELEMENTS,
  ],
);
