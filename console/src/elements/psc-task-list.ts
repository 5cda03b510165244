import { html, nothing, type TemplateResult } from "lit";
import { compareTasks, dueOf, type Pile, pilesOf } from "../core/agency-desk";
import { earliest, isUnaccepted, partOf, resort } from "../core/selectors";
import { gettext } from "../core/strings";
import type { Deadline, Id, Incident } from "../core/types";
import { placeText, shortNumber, typeName } from "../core/words";
import { assignmentWord } from "../core/words-work";
import { clockCell, exerciseTag, loading, priorityChip } from "./parts";
import { WindowList } from "./window-list";

const PILES: readonly { code: Pile | "all"; name: () => string }[] = [
  { code: "all", name: () => gettext("Semua") },
  { code: "new", name: () => gettext("Belum diterima") },
  { code: "running", name: () => gettext("Berjalan") },
  { code: "late", name: () => gettext("Terlambat") },
];

/** An agency's tasks: what it has not accepted on top, with the time that is left for it. */
export class PscTaskList extends WindowList {
  private pile: Pile | "all" = "all";
  private sorted: readonly Id[] = [];

  private get agency(): string | undefined {
    return this.desk.config.user.agency?.code;
  }

  protected override wanted(): readonly Id[] {
    const tasks = resort(this.desk.store.incidents, this.sorted, compareTasks(this.agency));
    this.sorted = tasks.map(({ id }) => id);
    return tasks.filter((task) => this.belongs(task, this.pile)).map(({ id }) => id);
  }

  private belongs(task: Incident, pile: Pile | "all"): boolean {
    return pile === "all" || pilesOf(task, this.agency).includes(pile);
  }

  protected override render(): TemplateResult {
    const { selection } = this.desk;
    this.active = selection?.kind === "incident" ? selection.id : this.active;
    const list = super.render();
    return html`
      <div class="list-bar">
        <h2>${gettext("Tugas")}</h2>
        <div class="segments" role="group" aria-label=${gettext("Kelompok tugas")}>
          ${PILES.map(({ code, name }) => this.segment(code, name()))}
        </div>
      </div>
      ${list}
    `;
  }

  private segment(pile: Pile | "all", name: string): TemplateResult {
    const count = [...this.desk.store.incidents.values()].filter((task) => this.belongs(task, pile)).length;
    const press = () => {
      this.pile = pile;
      this.letGo();
    };
    return html`
      <button aria-pressed=${this.pile === pile} data-pile=${pile} @click=${press}>
        ${name}
        <span class="number ${pile === "late" && count > 0 ? "clock over" : ""}">${count}</span>
        ${pile === "new" ? clockCell(this.desk, this.soonest()) : nothing}
      </button>
    `;
  }

  /** How long the task that presses most may still wait for its answer. */
  private soonest(): Deadline | undefined {
    const waiting = [...this.desk.store.incidents.values()].filter((task) => this.belongs(task, "new"));
    return earliest(waiting.map((task) => dueOf(task, this.agency)).filter((due) => due !== undefined));
  }

  protected override name(): string {
    return gettext("Daftar tugas");
  }

  protected override empty(): TemplateResult {
    if (this.desk.store.position === null) return loading();
    return html`
      <p>
        ${
          this.desk.store.incidents.size === 0
            ? gettext("Tidak ada tugas untuk instansi ini sekarang.")
            : gettext("Tidak ada tugas di kelompok ini.")
        }
      </p>
    `;
  }

  protected override row(id: Id): TemplateResult | null {
    const task = this.desk.store.incidents.get(id);
    if (!task) return null;
    const { config } = this.desk;
    const own = partOf(task, this.agency);
    const waits = own && isUnaccepted(own) && own.role !== "informed";
    return html`
      ${priorityChip(task.priority)}
      <span class="cell-number number">${shortNumber(task.number)}</span>
      <span class="cell-main">
        <b>${typeName(config, task)}</b>
        ${exerciseTag(task.exercise)}
        <span class="muted">${placeText(task)}</span>
      </span>
      <span class="cell-state">${waits ? gettext("BELUM DITERIMA") : own ? assignmentWord(own.status) : nothing}</span>
      <span class="cell-clock">${clockCell(this.desk, dueOf(task, this.agency))}</span>
    `;
  }

  protected override choose(id: Id): void {
    this.desk.select({ kind: "incident", id });
  }

  protected override enter(id: Id): void {
    this.choose(id);
    this.dispatchEvent(new CustomEvent("psc-enter", { bubbles: true }));
  }

  /** What a desk sees is received: the centre learns that the alert is on a screen. */
  protected override shown(ids: readonly Id[]): void {
    const owed = ids.flatMap((id) =>
      (this.desk.store.incidents.get(id)?.assignments ?? []).filter(
        (part) => part.status === "alerted" && part.agency.code === this.agency,
      ),
    );
    if (owed.length > 0 && this.desk.moves.worksAtDesk) this.desk.showed(owed.map((part) => part.id));
  }
}
