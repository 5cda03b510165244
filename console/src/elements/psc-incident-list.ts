import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import {
  compareIncidents,
  EVERYTHING,
  type Filter,
  type Group,
  groupOf,
  isOpen,
  nextDeadline,
  partOf,
  passes,
  resort,
} from "../core/selectors";
import { isUnaccepted } from "../core/selectors";
import { gettext } from "../core/strings";
import type { Id, Incident } from "../core/types";
import { isObligation, placeText, priorityLook, shortNumber, typeName } from "../core/words";
import { incidentWord, whereText } from "../core/words-work";
import { clockCell, emergencyTag, exerciseTag, priorityChip, loading } from "./parts";
import { WindowList } from "./window-list";

const GROUPS: readonly { code: Group | "all"; name: () => string }[] = [
  { code: "waiting", name: () => gettext("Menunggu") },
  { code: "active", name: () => gettext("Aktif") },
  { code: "done", name: () => gettext("Selesai 1 jam") },
  { code: "all", name: () => gettext("Semua") },
];
const PRIORITIES = ["P1", "P2", "P3", "P4", "P5"];

/** All incidents that this person may see, the most urgent first. */
export class PscIncidentList extends WindowList {
  protected readonly plain: Filter = EVERYTHING;
  protected filter: Filter = EVERYTHING;
  private sortedAt = -1;
  private sortedFor: Filter = EVERYTHING;
  private sorted: readonly Id[] = [];
  private everything: readonly Id[] = [];
  protected counts: Readonly<Record<Group, number>> = { waiting: 0, active: 0, done: 0 };

  /** The rows that are shown now; F3 and the filters change what is wanted, not the cards. */
  protected override wanted(): readonly Id[] {
    const { store } = this.desk;
    if (this.sortedAt === store.version && this.sortedFor === this.filter) return this.sorted;
    const incidents = resort(store.incidents, this.everything, this.comparison());
    const counts = { waiting: 0, active: 0, done: 0 };
    for (const incident of incidents) counts[groupOf(incident)] += 1;
    this.counts = counts;
    this.everything = incidents.map((incident) => incident.id);
    this.sorted = this.rowsOf(incidents);
    this.sortedAt = store.version;
    this.sortedFor = this.filter;
    return this.sorted;
  }

  protected comparison(): (a: Incident, b: Incident) => number {
    return compareIncidents;
  }

  /** The rows of those that are wanted, in their order. */
  protected rowsOf(incidents: readonly Incident[]): readonly Id[] {
    return incidents.filter((incident) => passes(incident, this.filter)).map((incident) => incident.id);
  }

  protected override render(): TemplateResult {
    if (this.desk.selection?.kind === "incident") this.active = this.desk.selection.id;
    else if (this.desk.selection?.kind === "report") this.active = null;
    const list = super.render();
    return html`
      ${this.bar()}${list}
    `;
  }

  protected bar(): TemplateResult {
    return html`
      <div class="list-bar">
        <h2>${gettext("Kejadian")}</h2>
        ${this.tabs()} ${this.priorities()} ${this.searchField()}
      </div>
    `;
  }

  protected tabs(): TemplateResult {
    return html`
      <div class="segments" role="group" aria-label=${gettext("Kelompok kejadian")}>
        ${GROUPS.map(({ code, name }) => {
          const count = code === "all" ? this.desk.store.incidents.size : this.counts[code];
          return html`
            <button
              aria-pressed=${this.filter.group === code}
              @click=${() => {
                this.setFilter({ group: code });
              }}
            >
              ${name()}
              <span class="number">${count}</span>
            </button>
          `;
        })}
      </div>
    `;
  }

  protected priorities(): TemplateResult {
    return html`
      <select
        aria-label=${gettext("Saring prioritas")}
        @change=${(event: Event) => {
          this.setFilter({ priority: (event.target as HTMLSelectElement).value || null });
        }}
      >
        <option value="">${gettext("Semua prioritas")}</option>
        ${repeat(
          PRIORITIES,
          (code) => html`
            <option value=${code} ?selected=${code === this.filter.priority}>${code} ${priorityLook(code).word}</option>
          `,
        )}
      </select>
    `;
  }

  protected searchField(): TemplateResult {
    return html`
      <input
        type="search"
        id="search"
        autocomplete="off"
        placeholder=${gettext("Cari (F3)")}
        aria-label=${gettext("Cari kejadian")}
        .value=${this.filter.text}
        @input=${(event: Event) => {
          this.setFilter({ text: (event.target as HTMLInputElement).value.trim() });
        }}
      />
    `;
  }

  protected setFilter(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
    this.letGo();
  }

  protected override name(): string {
    return gettext("Daftar kejadian");
  }

  protected override empty(): TemplateResult {
    if (this.desk.store.position === null) return loading();
    if (this.filter === this.plain || this.desk.store.incidents.size === 0) {
      return html`
        <p>${gettext("Tidak ada kejadian di papan ini.")}</p>
      `;
    }
    return html`
      <p>${gettext("Tidak ada kejadian untuk saringan ini.")}</p>
      <button @click=${() => this.setFilter(this.plain)}>${gettext("Hapus saringan")}</button>
    `;
  }

  protected override row(id: Id): TemplateResult | null {
    const incident = this.desk.store.incidents.get(id);
    if (!incident) return null;
    const { config } = this.desk;
    const { moves } = this.desk;
    const own = moves.worksAtDesk || moves.isCrew ? partOf(incident, config.user.agency?.code) : undefined;
    const deadlines = incident.deadlines.filter((deadline) => isObligation(deadline.kind));
    const limit = isOpen(incident) ? nextDeadline({ ...incident, deadlines }, own) : undefined;
    return html`
      ${priorityChip(incident.priority)}
      <span class="cell-number number">${shortNumber(incident.number)}</span>
      <span class="cell-main">
        <b>${typeName(config, incident)}</b>
        ${exerciseTag(incident.exercise)} ${emergencyTag(incident.procedure)}
        <span class="muted">${whereText(incident)}</span>
      </span>
      <span class="cell-state">${own && isUnaccepted(own) ? gettext("BELUM DITERIMA") : incidentWord(incident)}</span>
      <span class="cell-units muted">${unitsOf(incident)}</span>
      ${this.extra(incident)}
      <span class="cell-clock">${clockCell(this.desk, limit)}</span>
    `;
  }

  /** What this console shows of a row besides. */
  protected extra(_incident: Incident): TemplateResult | typeof nothing {
    return nothing;
  }

  /** P1 breaks the freeze by a band, never by moving rows. */
  protected override waiting(ids: readonly Id[]): TemplateResult | typeof nothing {
    const urgent = ids.map((id) => this.desk.store.incidents.get(id)).find((incident) => incident?.priority === "P1");
    if (!urgent) return nothing;
    return html`
      <div class="band now">
        <span>▲ P1 ${shortNumber(urgent.number)} ${typeName(this.desk.config, urgent)} · ${placeText(urgent)}</span>
        <button @click=${() => this.choose(urgent.id)}>${gettext("Lihat")}</button>
      </div>
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
    const { config, moves, store } = this.desk;
    if (!moves.worksAtDesk) return;
    const owed = ids.flatMap((id) => {
      const incident = store.incidents.get(id);
      return (incident?.assignments ?? []).filter(
        (part) => part.status === "alerted" && part.agency.code === config.user.agency?.code,
      );
    });
    if (owed.length > 0) this.desk.showed(owed.map((part) => part.id));
  }
}

function unitsOf(incident: Incident): string {
  const jobs = incident.assignments.flatMap((part) => part.units);
  const out = jobs.filter((job) => !["cleared", "cancelled"].includes(job.status));
  return out.map((job) => job.unit.call_sign).join(" ");
}
