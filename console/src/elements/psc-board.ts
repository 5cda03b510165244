import { html, nothing, type TemplateResult } from "lit";
import type { Place } from "../core/geography";
import { gettext } from "../core/strings";
import type { Id, Incident } from "../core/types";
import { shortNumber } from "../core/words";
import * as wish from "../core/wishes";
import { Mirrored } from "./mirrored";
import { PscCentreShell } from "./psc-centre-shell";

/**
 * The dispatcher's board: what waits, what goes on, who is free. The map stands where the details will, and in a
 * window of its own beside the board, which shares what is chosen.
 */
export class PscBoard extends PscCentreShell {
  protected readonly mirrored = new Mirrored(this);
  protected override readonly panels: readonly string[] = [
    "psc-report-list .list",
    "psc-board-list .list",
    "psc-unit-monitor .list",
    "#details",
    "#alarms",
  ];

  /** The incident for which a hand points at the map. */
  private pointing: Id | null = null;

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
    const { incident, selection } = this.desk;
    const pointed = incident?.id === this.pointing ? incident : undefined;
    if (pointed) return this.pointer(pointed);
    if (selection !== null) {
      return html`
        ${incident && this.mayPoint(incident) ? this.pointerButton(incident) : nothing} ${super.details()}
      `;
    }
    return html`
      <div class="panel map-panel">
        <a class="small" href="/consoles/map" target="psc-map">${gettext("Peta di jendela sendiri")}</a>
        <psc-map .desk=${this.desk}></psc-map>
      </div>
    `;
  }

  private mayPoint(incident: Incident): boolean {
    return incident.lat === null && this.desk.moves.incident(incident).includes("correct_place");
  }

  private point(incident: Id | null): void {
    this.pointing = incident;
    this.requestUpdate();
    if (incident !== null) this.focusOnceDrawn("#details .map");
  }

  private pointerButton(incident: Incident): TemplateResult {
    return html`
      <p class="band undo">
        <span class="band-text">${gettext("Kejadian ini belum punya titik di peta.")}</span>
        <button id="point-at" @click=${() => this.point(incident.id)}>${gettext("Tunjuk di peta")}</button>
      </p>
    `;
  }

  private pointer(incident: Incident): TemplateResult {
    const place = (event: Event) => {
      this.desk.send(wish.placeAt(incident, (event as CustomEvent<Place>).detail));
      this.point(null);
    };
    return html`
      <div class="panel map-panel">
        <p class="band undo">
          <span class="band-text">
            ${gettext("Klik tempat %(number)s, atau geser peta dan tekan Enter untuk titik tengahnya.", { number: shortNumber(incident.number) })}
          </span>
          <button @click=${() => this.point(null)}>${gettext("Batal")}</button>
        </p>
        <psc-map .desk=${this.desk} picking @psc-place=${place}></psc-map>
      </div>
    `;
  }
}
