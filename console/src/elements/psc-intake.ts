import { html, nothing, type TemplateResult } from "lit";
import type { KeyBinding } from "../core/keys";
import { gettext } from "../core/strings";
import { PscCentreShell } from "./psc-centre-shell";
import type { PscReportForm } from "./psc-report-form";
import type { PscReportPanel } from "./psc-report-panel";

/** The operator's console: the report form stands beside the board. */
export class PscIntake extends PscCentreShell {
  protected override homeList(): string {
    return this.desk.moves.filesReports ? "#report-place" : "psc-incident-list .list";
  }

  protected override form(): TemplateResult | typeof nothing {
    if (!this.desk.moves.filesReports) return nothing;
    return html`
      <psc-report-form .desk=${this.desk}></psc-report-form>
    `;
  }

  protected override bindings(): readonly KeyBinding[] {
    const { desk } = this;
    const files = () => desk.moves.filesReports;
    return [
      {
        keys: "F2",
        does: () => gettext("panggilan baru"),
        run: () => this.find<PscReportForm>("psc-report-form")?.begin(),
        when: files,
      },
      {
        keys: "F4",
        does: () => gettext("isian lokasi"),
        run: () => this.find<HTMLElement>("#report-place")?.focus(),
        when: files,
      },
      {
        keys: "F7",
        does: () => gettext("gabung laporan ke kejadian terdekat"),
        run: () => this.find<PscReportPanel>("psc-report-panel")?.attachNearest(),
        when: () => files() && (desk.report?.duplicates?.length ?? 0) > 0,
      },
      { keys: "Ctrl+Enter", does: () => gettext("simpan dan teruskan"), run: this.saveAndGoOn, when: files },
      ...super.bindings(),
    ];
  }

  /** In the form it sends the report, at a report it opens the incident: always the next step of the call. */
  private readonly saveAndGoOn = (event: KeyboardEvent): void => {
    const inDetails = event.target instanceof Node && this.find("#details")?.contains(event.target) === true;
    const panel = this.find<PscReportPanel>("psc-report-panel");
    if (inDetails && panel) panel.openNow();
    else this.find<PscReportForm>("psc-report-form")?.submitNow();
  };
}
