import { html, type TemplateResult } from "lit";
import { PscCentreShell } from "./psc-centre-shell";

/** The coordinator's console: what nobody answered in time, who is at work, and how loud it is. */
export class PscCoordinator extends PscCentreShell {
  protected override readonly panels = [
    "psc-watch",
    "psc-escalations .list",
    "psc-report-list .list",
    "psc-incident-list .list",
    "#details",
    "#alarms",
  ];

  protected override form(): TemplateResult {
    return html`
      <psc-watch class="panel watch" tabindex="-1" .desk=${this.desk}></psc-watch>
    `;
  }

  protected override homeList(): string {
    return "psc-escalations .list";
  }

  protected override lists(): TemplateResult {
    const { desk } = this;
    return html`
      <psc-escalations class="panel list-panel grow" .desk=${desk}></psc-escalations>
      <psc-report-list class="panel list-panel" .desk=${desk}></psc-report-list>
      <psc-incident-list class="panel list-panel" .desk=${desk}></psc-incident-list>
    `;
  }
}
