// What this screen knows: whole cards, put by id. First load, update and reconnect are one code path.

import { bearing, metresBetween } from "./geography";
import type { AlarmCard, Card, Cards, Frame, Id, Incident, Position, Report, Unit, UnitPosition } from "./types";

export type Kind = "incidents" | "reports" | "units" | "alarms";
export const KINDS: readonly Kind[] = ["incidents", "reports", "units", "alarms"];

/** A step shorter than this is the satellites' trembling, not a direction (metres). */
const STEP_M = 15;

export interface Changes {
  /** The frame was everything there is, not a difference. */
  readonly replaced: boolean;
  readonly added: readonly Id[];
  readonly changed: readonly Id[];
  readonly gone: readonly Id[];
}

export class CardStore {
  readonly incidents = new Map<Id, Incident>();
  readonly reports = new Map<Id, Report>();
  readonly units = new Map<Id, Unit>();
  readonly alarms = new Map<Id, AlarmCard>();
  /** Where the units are; overwritten, never part of a card. */
  readonly whereabouts = new Map<Id, UnitPosition>();
  /** Where they were last seen going, in degrees from north; unknown until they have moved. */
  readonly headings = new Map<Id, number>();
  /** Held between connections: what the server must continue from. `null` asks for everything. */
  position: Position | null = null;
  /** Rises with every frame, so that a sorted list knows whether it is still right. */
  version = 0;

  apply(frame: Frame): Changes {
    const replaced = frame.after === null;
    const seen = replaced ? new Set<Id>() : null;
    const added: Id[] = [];
    const changed: Id[] = [];
    for (const kind of KINDS) this.put(kind, frame.cards, replaced, { added, changed, seen });
    const gone = seen ? this.keepOnly(seen) : this.drop(frame.gone);
    this.position = frame.position;
    this.version += 1;
    return { replaced, added, changed, gone };
  }

  place(positions: readonly UnitPosition[]): void {
    for (const position of positions) {
      const [id, lat, lon] = position;
      const before = this.whereabouts.get(id);
      this.whereabouts.set(id, position);
      const [from, to] = [
        { lat: before?.[1] ?? lat, lon: before?.[2] ?? lon },
        { lat, lon },
      ];
      if (metresBetween(from, to) >= STEP_M) this.headings.set(id, bearing(from, to));
    }
  }

  private put(
    kind: Kind,
    cards: Cards,
    replaced: boolean,
    into: { added: Id[]; changed: Id[]; seen: Set<Id> | null },
  ): void {
    const held = this[kind] as Map<Id, Card>;
    for (const card of cards[kind] ?? []) {
      const known = held.get(card.id);
      into.seen?.add(card.id);
      // A card replaces the one held only if it is newer; a full frame is the truth whatever was held.
      if (known && !replaced && card.rev <= known.rev) continue;
      held.set(card.id, card);
      if (!known) into.added.push(card.id);
      else if (known.rev !== card.rev) into.changed.push(card.id);
    }
  }

  private keepOnly(seen: ReadonlySet<Id>): Id[] {
    const gone: Id[] = [];
    for (const kind of KINDS) {
      for (const id of this[kind].keys()) if (!seen.has(id)) gone.push(id);
    }
    return this.drop(gone);
  }

  private drop(ids: readonly Id[]): Id[] {
    return ids.filter((id) => KINDS.map((kind) => this[kind].delete(id)).some(Boolean));
  }
}
