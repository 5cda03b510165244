import { html, type TemplateResult } from "lit";
import { Mirrored } from "./mirrored";
import { PscBoardShell } from "./psc-board-shell";

/** The map on a screen of its own; what is chosen here is chosen on the board beside it. */
export class PscMapShell extends PscBoardShell {
  protected readonly mirrored = new Mirrored(this);
  protected override readonly panels: readonly string[] = [".map", "#details", "#alarms"];

  protected override homeList(): string {
    return ".map";
  }

  protected override lists(): TemplateResult {
    return html`
      <psc-map class="panel" .desk=${this.desk}></psc-map>
    `;
  }
}
