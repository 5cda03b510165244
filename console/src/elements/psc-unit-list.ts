import { html, nothing, type TemplateResult } from "lit";
import { elapsed } from "../core/clock";
import { compareUnits, resort } from "../core/selectors";
import { gettext } from "../core/strings";
import type { Id, Unit } from "../core/types";
import { agencyName, shortNumber, unitWord } from "../core/words";
import { loading } from "./parts";
import { WindowList } from "./window-list";

/** Units by agency, each with its state in words and how long it has been in it. */
export class PscUnitList extends WindowList {
  private sortedAt = -1;
  private sorted: readonly Id[] = [];

  protected override wanted(): readonly Id[] {
    const { store } = this.desk;
    if (this.sortedAt !== store.version) {
      this.sorted = resort(store.units, this.sorted, compareUnits).map((unit) => unit.id);
      this.sortedAt = store.version;
    }
    return this.sorted;
  }

  protected override render(): TemplateResult {
    const units = [...this.desk.store.units.values()];
    const ready = units.filter((unit) => unit.status === "available").length;
    return html`
      <div class="list-bar">
        <h2>
          ${gettext("Unit")}
          <span class="muted small">
            ${units.length === 0 ? nothing : gettext("%(ready)s dari %(all)s siap", { ready, all: units.length })}
          </span>
        </h2>
      </div>
      ${super.render()}
    `;
  }

  protected override name(): string {
    return gettext("Daftar unit");
  }

  protected override empty(): TemplateResult {
    if (this.desk.store.position === null) return loading();
    return html`
      <p class="muted">${gettext("Tidak ada unit di papan ini.")}</p>
    `;
  }

  protected override row(id: Id): TemplateResult | null {
    const unit = this.desk.store.units.get(id);
    if (!unit) return null;
    const incident = unit.incident === null ? undefined : this.desk.store.incidents.get(unit.incident);
    return html`
      <span class="cell-sign"><b>${unit.call_sign}</b></span>
      <span class="cell-main muted">${this.home(unit)}</span>
      <span class="cell-state">${unitWord(unit.status)}</span>
      <span class="cell-number number">${incident ? shortNumber(incident.number) : nothing}</span>
      <span class="cell-clock number muted">${unit.since ? elapsed(unit.since, this.desk.clock.now()) : nothing}</span>
    `;
  }

  /** A desk knows whose units these are. */
  private home(unit: Unit): string {
    const station = unit.station ?? "";
    if (!this.desk.moves.worksAtCentre) return station;
    return station === "" ? agencyName(unit.agency) : `${station} · ${agencyName(unit.agency)}`;
  }

  protected override choose(id: Id): void {
    const incident = this.desk.store.units.get(id)?.incident;
    if (incident !== null && incident !== undefined) this.desk.select({ kind: "incident", id: incident });
  }

  protected override enter(id: Id): void {
    this.choose(id);
    this.dispatchEvent(new CustomEvent("psc-enter", { bubbles: true }));
  }
}
