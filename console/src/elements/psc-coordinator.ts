import { html, type TemplateResult } from "lit";
import { PscCentreShell } from "./psc-centre-shell";

/** The coordinator's console: what nobody answered in time, who is at work, and how loud it is. */
export class PscCoordinator extends PscCentreShell {
  protected override readonly panels = [
    "psc-escalations .list",
    "psc-incident-list .list",
    "psc-report-list .list",
    "psc-watch",
    "#details",
    "#alarms",
  ];

  protected override homeList(): string {
    return "psc-escalations .list";
  }

  protected override lists(): TemplateResult {
    const { desk } = this;
    return html`
      <psc-escalations class="panel list-panel" .desk=${desk}></psc-escalations>
      <psc-incident-list class="panel list-panel" .desk=${desk}></psc-incident-list>
      <psc-report-list class="panel list-panel" .desk=${desk}></psc-report-list>
      <psc-watch class="panel watch" tabindex="-1" .desk=${desk}></psc-watch>
    `;
  }
}
