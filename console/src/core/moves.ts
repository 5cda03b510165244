// Which buttons this person may press on a card. The server decides; this only keeps what cannot work off the screen.

import type { Aid, Assignment, Config, Id, Incident, MoveTable, Report, UnitAssignment } from "./types";

const CENTRE = ["call_taker", "dispatcher", "coordinator"];
const AGENCY = ["desk", "supervisor"];

function from(table: MoveTable, state: string): string[] {
  return Object.keys(table).filter((move) => table[move]?.includes(state));
}

export interface AssignmentMoves {
  readonly moves: readonly string[];
  /** The centre speaks for the agency: who said it and by which means must be named. */
  readonly onBehalf: boolean;
}

export interface AidStep {
  readonly move: string;
  /** The centre takes a helper's step by telephone, and says who was told. */
  readonly onBehalf: boolean;
}

export class Moves {
  readonly worksAtCentre: boolean;
  readonly worksAtDesk: boolean;
  readonly isCrew: boolean;

  constructor(private readonly config: Config) {
    const has = (roles: readonly string[]) => config.user.roles.some((role) => roles.includes(role));
    this.worksAtCentre = has(CENTRE);
    this.worksAtDesk = has(AGENCY) && config.user.agency !== null;
    this.isCrew = has(["crew"]) && config.user.unit !== null;
  }

  /** Whoever may change nothing here is told so instead of being shown dead buttons. */
  get readsOnly(): boolean {
    return !this.worksAtCentre && !this.worksAtDesk && !this.isCrew;
  }

  get filesReports(): boolean {
    return this.worksAtCentre;
  }

  report(report: Report): readonly string[] {
    return this.worksAtCentre ? from(this.config.moves.report, report.status) : [];
  }

  incident(incident: Incident): readonly string[] {
    const moves = from(this.config.moves.incident, incident.stage);
    if (this.worksAtCentre) return moves;
    return this.worksAtDesk || this.isCrew ? moves.filter((move) => move === "note") : [];
  }

  assignment(assignment: Assignment): AssignmentMoves {
    const moves = from(this.config.moves.assignment, assignment.status);
    if (this.isOwn(assignment)) return { moves, onBehalf: false };
    return { moves: this.worksAtCentre ? moves : [], onBehalf: true };
  }

  unit(job: UnitAssignment, assignment: Assignment): AssignmentMoves {
    const moves = from(this.config.moves.unit_assignment, job.status);
    if (this.isOwn(assignment)) return { moves, onBehalf: false };
    if (this.isCrew) return { moves: this.isOwnUnit(job.unit.id) ? moves : [], onBehalf: false };
    return { moves: this.worksAtCentre ? moves : [], onBehalf: true };
  }

  /** Help under an agreement: the centre its own steps and, by telephone, the helper's; a helper's desk its own. */
  aid(aid: Aid): readonly AidStep[] {
    const own = this.worksAtDesk && aid.agency !== null && this.config.user.agency?.code === aid.agency;
    return from(this.config.moves.aid, aid.status)
      .map((move) => ({ move, helpers: this.config.moves.helpers.includes(move) }))
      .filter(({ helpers }) => this.worksAtCentre || (own && helpers))
      .map(({ move, helpers }) => ({ move, onBehalf: this.worksAtCentre && helpers }));
  }

  /** A part of this person's own agency, seen from its desk. */
  isOwn(assignment: Assignment): boolean {
    return this.worksAtDesk && assignment.agency.code === this.config.user.agency?.code;
  }

  isOwnUnit(unit: Id): boolean {
    return this.isCrew && this.config.user.unit?.id === unit;
  }
}
