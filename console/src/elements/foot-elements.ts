// What opens over or under every console: fetched as soon as the page works.

import { PscAlarmList } from "./psc-alarm-list";
import { PscCommandLine } from "./psc-command-line";
import { PscHandled } from "./psc-handled";
import { PscKeyCard } from "./psc-key-card";
import { PscSession } from "./psc-session";
import { PscShelve, PscShelved } from "./psc-shelve";

export const FOOT_ELEMENTS = {
  "psc-alarm-list": PscAlarmList,
  "psc-command-line": PscCommandLine,
  "psc-handled": PscHandled,
  "psc-key-card": PscKeyCard,
  "psc-session": PscSession,
  "psc-shelve": PscShelve,
  "psc-shelved": PscShelved,
} as const;
