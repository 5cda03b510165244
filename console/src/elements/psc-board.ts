import { html, type TemplateResult } from "lit";
import { PscCentreShell } from "./psc-centre-shell";

/** The dispatcher's board: while nothing is chosen the map stands where the details will. */
export class PscBoard extends PscCentreShell {
  protected override details(): TemplateResult {
    if (this.desk.selection !== null) return super.details();
    return html`
      <psc-map class="panel" .desk=${this.desk}></psc-map>
    `;
  }
}
