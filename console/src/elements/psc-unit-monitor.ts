import { HEADING } from "../core/board";
import { compareUnitsByKind, unitKindWord } from "../core/kinds";
import { resort } from "../core/selectors";
import { gettext } from "../core/strings";
import type { Id } from "../core/types";
import { PscUnitList } from "./psc-unit-list";

/** All units in heaps by what they are, each with its state and how long it has been in it. */
export class PscUnitMonitor extends PscUnitList {
  private heapedAt = -1;
  private heaped: readonly Id[] = [];
  private plain: readonly Id[] = [];
  private ready = new Map<string, readonly [ready: number, all: number]>();

  protected override wanted(): readonly Id[] {
    const { store } = this.desk;
    if (this.heapedAt === store.version) return this.heaped;
    const units = resort(store.units, this.plain, compareUnitsByKind);
    this.plain = units.map((unit) => unit.id);
    this.ready = new Map();
    const ids: Id[] = [];
    for (const unit of units) {
      const [ready, all] = this.ready.get(unit.kind) ?? [0, 0];
      if (all === 0) ids.push(HEADING + unit.kind);
      this.ready.set(unit.kind, [ready + (unit.status === "available" ? 1 : 0), all + 1]);
      ids.push(unit.id);
    }
    this.heapedAt = store.version;
    this.heaped = ids;
    return ids;
  }

  protected override heading(id: Id): string | null {
    if (!id.startsWith(HEADING)) return null;
    const kind = id.slice(HEADING.length);
    const [ready, all] = this.ready.get(kind) ?? [0, 0];
    return `${unitKindWord(kind)} · ${gettext("%(ready)s dari %(all)s siap", { ready, all })}`;
  }
}
