import { html, type TemplateResult } from "lit";
import { PscBoardShell } from "./psc-board-shell";

/** An agency's desk. */
export class PscDesk extends PscBoardShell {
  protected override readonly panels = ["psc-incident-list .list", "psc-unit-list .list", "#details", "#alarms"];

  protected override lists(): TemplateResult {
    const { desk } = this;
    return html`
      <psc-incident-list class="panel list-panel grow" .desk=${desk}></psc-incident-list>
      <psc-unit-list class="panel list-panel" .desk=${desk}></psc-unit-list>
    `;
  }
}
