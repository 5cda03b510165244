import { html, type TemplateResult } from "lit";
import { PscBoardShell } from "./psc-board-shell";

/** A console of the centre: waiting reports stand beside the incidents. */
export abstract class PscCentreShell extends PscBoardShell {
  protected override readonly panels: readonly string[] = [
    "#report-form",
    "psc-report-list .list",
    "psc-incident-list .list",
    "psc-unit-list .list",
    "#details",
    "#alarms",
  ];

  protected override lists(): TemplateResult {
    const { desk } = this;
    return html`
      <psc-report-list class="panel list-panel" .desk=${desk}></psc-report-list>
      <psc-incident-list class="panel list-panel grow" .desk=${desk}></psc-incident-list>
      <psc-unit-list class="panel list-panel" .desk=${desk}></psc-unit-list>
    `;
  }

  protected override details(): TemplateResult {
    if (this.desk.selection?.kind !== "report") return super.details();
    return html`
      <psc-report-panel .desk=${this.desk}></psc-report-panel>
    `;
  }
}
