import { html, type TemplateResult } from "lit";
import { mirrorSelection } from "../core/mirror";
import { gettext } from "../core/strings";
import { PscCentreShell } from "./psc-centre-shell";

/**
 * The dispatcher's board: what waits, what goes on, who is free. The map stands where the details will, and in a
 * window of its own beside the board, which shares what is chosen.
 */
export class PscBoard extends PscCentreShell {
  private stop: (() => void) | null = null;
  protected override readonly panels: readonly string[] = [
    "psc-report-list .list",
    "psc-board-list .list",
    "psc-unit-monitor .list",
    "#details",
    "#alarms",
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = mirrorSelection(this.desk);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override homeList(): string {
    return "psc-board-list .list";
  }

  protected override lists(): TemplateResult {
    const { desk } = this;
    return html`
      <psc-report-list class="panel list-panel" .desk=${desk}></psc-report-list>
      <psc-board-list class="panel list-panel grow" .desk=${desk}></psc-board-list>
      <psc-unit-monitor class="panel list-panel" .desk=${desk}></psc-unit-monitor>
    `;
  }

  protected override details(): TemplateResult {
    if (this.desk.selection !== null) return super.details();
    return html`
      <div class="panel map-panel">
        <a class="small" href="/consoles/map" target="psc-map">${gettext("Peta di jendela sendiri")}</a>
        <psc-map .desk=${this.desk}></psc-map>
      </div>
    `;
  }
}
