import { PscCentreShell } from "./psc-centre-shell";

/** The coordinator's console. */
export class PscCoordinator extends PscCentreShell {}
