// A crew's phone: one job.

import { startConsole } from "./start";
import { PscChecklist } from "../elements/psc-checklist";
import { PscCrew } from "../elements/psc-crew";
import { PscHold } from "../elements/psc-hold";
import { PscJob } from "../elements/psc-job";
import { PscQueue } from "../elements/psc-queue";

void startConsole("crew", PscCrew, {
  "psc-checklist": PscChecklist,
  "psc-hold": PscHold,
  "psc-job": PscJob,
  "psc-queue": PscQueue,
});

// Kept on the telephone: opened without a network it is this page and its last job. Only over TLS or on this machine.
if ("serviceWorker" in navigator) {
  void navigator.serviceWorker.register("/consoles/crew-worker.js", { scope: "/consoles/crew" }).catch(() => undefined);
}
