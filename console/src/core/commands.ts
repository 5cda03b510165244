// Every command, in one registry: the line obeys it, the F1 card and the printed sheet are written from it.

import type { Command } from "./command-line";
import { INCIDENT_COMMANDS } from "./commands-incidents";
import { KEY_COMMANDS } from "./commands-keys";
import { LIMIT_COMMANDS } from "./commands-limits";
import { REPORT_COMMANDS } from "./commands-reports";
import { UNIT_COMMANDS } from "./commands-units";

export const COMMANDS: readonly Command[] = [
  ...UNIT_COMMANDS,
  ...INCIDENT_COMMANDS,
  ...REPORT_COMMANDS,
  ...LIMIT_COMMANDS,
  ...KEY_COMMANDS,
];
