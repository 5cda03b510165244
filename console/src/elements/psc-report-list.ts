import { html, type TemplateResult } from "lit";
import { compareReports, earliest, resort } from "../core/selectors";
import { gettext } from "../core/strings";
import type { Id } from "../core/types";
import { channelWord, placeText, shortNumber, typeNameOf } from "../core/words";
import { clockCell, exerciseTag, loading, priorityChip, timeCell } from "./parts";
import { WindowList } from "./window-list";

/** Reports that nobody has decided about, the longest waiting on top. */
export class PscReportList extends WindowList {
  private sortedAt = -1;
  private sorted: readonly Id[] = [];

  protected override wanted(): readonly Id[] {
    const { store } = this.desk;
    if (this.sortedAt !== store.version) {
      this.sorted = resort(store.reports, this.sorted, compareReports).map((report) => report.id);
      this.sortedAt = store.version;
    }
    return this.sorted;
  }

  protected override render(): TemplateResult {
    this.active = this.desk.selection?.kind === "report" ? this.desk.selection.id : null;
    return html`
      <div class="list-bar">
        <h2>
          ${gettext("Laporan menunggu")}
          <span class="number">${this.desk.store.reports.size}</span>
        </h2>
      </div>
      ${super.render()}
    `;
  }

  protected override name(): string {
    return gettext("Daftar laporan");
  }

  protected override empty(): TemplateResult {
    if (this.desk.store.position === null) return loading();
    return html`
      <p class="muted">${gettext("Tidak ada laporan yang menunggu.")}</p>
    `;
  }

  protected override row(id: Id): TemplateResult | null {
    const report = this.desk.store.reports.get(id);
    if (!report) return null;
    const { suggestion } = report;
    return html`
      ${suggestion ? priorityChip(suggestion.priority) : ""}
      <span class="cell-number number">${shortNumber(report.number)}</span>
      <span class="cell-main">
        <b>${suggestion ? typeNameOf(this.desk.config, suggestion.type) : gettext("belum jelas")}</b>
        ${exerciseTag(report.exercise)}
        <span class="muted">${report.place ? placeText(report) : ""} ${report.text}</span>
      </span>
      <span class="cell-state">
        ${report.claimed_by ? report.claimed_by.name : channelWord(report.channel)}
        ${timeCell(this.desk, report.received_at)}
      </span>
      <span class="cell-clock">${clockCell(this.desk, earliest(report.deadlines ?? []))}</span>
    `;
  }

  protected override choose(id: Id): void {
    this.desk.select({ kind: "report", id });
  }

  protected override enter(id: Id): void {
    this.choose(id);
    this.dispatchEvent(new CustomEvent("psc-enter", { bubbles: true }));
  }
}
