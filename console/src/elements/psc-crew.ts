import { html, type TemplateResult } from "lit";
import { PscBoardShell } from "./psc-board-shell";

/** A crew's page. */
export class PscCrew extends PscBoardShell {
  protected override readonly panels = ["psc-incident-list .list", "#details", "#alarms"];

  protected override lists(): TemplateResult {
    return html`
      <psc-incident-list class="panel list-panel grow" .desk=${this.desk}></psc-incident-list>
    `;
  }
}
