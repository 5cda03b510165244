// The elements by which those at work on an incident tell each other what they see and need, and why they are called.

import { PscAid } from "./psc-aid";
import { PscCasualties } from "./psc-casualties";
import { PscChecklist } from "./psc-checklist";
import { PscExchange } from "./psc-exchange";
import { PscHelp } from "./psc-help";
import { PscWhy } from "./psc-why";

export const FIELD_ELEMENTS = {
  "psc-aid": PscAid,
  "psc-casualties": PscCasualties,
  "psc-checklist": PscChecklist,
  "psc-exchange": PscExchange,
  "psc-help": PscHelp,
  "psc-why": PscWhy,
} as const;
