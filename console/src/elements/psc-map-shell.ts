import { html, type TemplateResult } from "lit";
import { mirrorSelection } from "../core/mirror";
import { PscBoardShell } from "./psc-board-shell";

/** The map on a screen of its own; what is chosen here is chosen on the board beside it. */
export class PscMapShell extends PscBoardShell {
  private stop: (() => void) | null = null;
  protected override readonly panels: readonly string[] = [".map", "#details", "#alarms"];

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = mirrorSelection(this.desk);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override homeList(): string {
    return ".map";
  }

  protected override lists(): TemplateResult {
    return html`
      <psc-map class="panel" .desk=${this.desk}></psc-map>
    `;
  }
}
