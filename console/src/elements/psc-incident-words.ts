import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import type { Incident } from "../core/types";
import { channelWord, shortNumber } from "../core/words";
import * as wish from "../core/wishes";
import { PscElement } from "./element";
import { pendingMark, timeCell } from "./parts";

/** What callers told of an incident, and what those at work noted. */
export class PscIncidentWords extends PscElement {
  declare incident: Incident;
  static override properties = { ...PscElement.properties, incident: { attribute: false } };

  protected override render(): TemplateResult {
    const { incident } = this;
    return html`
      ${this.reports(incident)} ${this.notes(incident, this.desk.moves.incident(incident))}
    `;
  }

  private reports(incident: Incident): TemplateResult {
    return html`
      <section aria-label=${gettext("Laporan")}>
        <h3>
          ${gettext("Laporan")}
          <span class="number">${incident.reports.length}</span>
        </h3>
        <ul class="lines">
          ${incident.reports.map(
            (report) => html`
              <li>
                <span class="muted small">
                  ${timeCell(this.desk, report.received_at)} ${channelWord(report.channel)}
                  ${shortNumber(report.number)}
                </span>
                <span class="words">${report.text}</span>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  private notes(incident: Incident, moves: readonly string[]): TemplateResult {
    return html`
      <section aria-label=${gettext("Catatan")}>
        <h3>${gettext("Catatan")}</h3>
        <ul class="lines">
          ${(incident.notes ?? []).map(
            (note) => html`
              <li>
                <span class="muted small">${timeCell(this.desk, note.at)} ${note.author}</span>
                <span class="words">${note.text}</span>
              </li>
            `,
          )}
        </ul>
        ${moves.includes("note") ? this.noteForm(incident) : nothing} ${pendingMark(this.desk, `note:${incident.id}`)}
        <psc-complaint .desk=${this.desk} .about=${incident} .path=${"incidents"}></psc-complaint>
      </section>
    `;
  }

  private noteForm(incident: Incident): TemplateResult {
    const submit = (event: Event) => {
      event.preventDefault();
      const field = (event.target as HTMLFormElement).querySelector("textarea");
      const text = field?.value.trim() ?? "";
      if (!field || text === "") return;
      this.desk.send(wish.note(incident, text));
      field.value = "";
    };
    return html`
      <form class="inline" @submit=${submit}>
        <label class="hidden-but-heard" for="note-${incident.id}">${gettext("Catatan baru")}</label>
        <textarea id="note-${incident.id}" rows="2" maxlength="5000" placeholder=${gettext("Catatan baru")}></textarea>
        <button data-move="note">${gettext("Catat")}</button>
      </form>
    `;
  }
}
