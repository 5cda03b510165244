// The elements by which those at work on an incident tell each other what they see and need.

import { PscCasualties } from "./psc-casualties";
import { PscChecklist } from "./psc-checklist";
import { PscExchange } from "./psc-exchange";
import { PscHelp } from "./psc-help";

export const FIELD_ELEMENTS = {
  "psc-casualties": PscCasualties,
  "psc-checklist": PscChecklist,
  "psc-exchange": PscExchange,
  "psc-help": PscHelp,
} as const;
