import { PscCentreShell } from "./psc-centre-shell";

/** The dispatcher's board. */
export class PscBoard extends PscCentreShell {}
