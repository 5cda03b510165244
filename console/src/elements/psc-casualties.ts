import { html, nothing, type TemplateResult } from "lit";
import { TRIAGE } from "../core/exchange";
import { gettext } from "../core/strings";
import type { Incident, Patients } from "../core/types";
import { triageWord } from "../core/words-work";
import * as wish from "../core/field-wishes";
import { PscElement } from "./element";
import { pendingMark, timeCell } from "./parts";
import { totals, triageChip } from "./triage";

/** Patients by triage colour and where they are taken, and the photos from the scene. */
export class PscCasualties extends PscElement {
  declare incident: Incident;
  static override properties = { ...PscElement.properties, incident: { attribute: false } };

  protected override render(): TemplateResult {
    const { incident, desk } = this;
    const patients = incident.patients ?? [];
    return html`
      <section class="casualties" aria-label=${gettext("Pasien")}>
        <h3>${gettext("Pasien")} ${totals(patients)}</h3>
        <ul class="jobs" id="patients">
          ${patients.map((line) => this.line(line))}
        </ul>
        ${desk.moves.readsOnly ? nothing : this.form()} ${pendingMark(desk, `patients:${incident.id}`)}
      </section>
      ${this.photos()}
    `;
  }

  private line(line: Patients): TemplateResult {
    const strike = () => {
      const { triage, destination } = line;
      this.desk.send(wish.setPatients(this.incident, line, { triage, count: 0, destination }));
    };
    return html`
      <li data-patients=${line.id}>
        <span>
          ${triageChip(line.triage, line.count)} ${line.destination === "" ? "" : `→ ${line.destination}`}
          <span class="muted small">${timeCell(this.desk, line.at)} ${line.from.name}</span>
        </span>
        ${
          this.desk.moves.readsOnly
            ? nothing
            : html`
                <button class="quiet" ?disabled=${this.desk.actions.isBusy(line.id)} @click=${strike}>
                  ${gettext("Coret")}
                </button>
              `
        }
        ${pendingMark(this.desk, line.id)}
      </li>
    `;
  }

  private form(): TemplateResult {
    const { id } = this.incident;
    const submit = (event: Event) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      const said = new FormData(form);
      const [triage, count, destination] = [said.get("triage"), Number(said.get("count")), said.get("destination")];
      if (typeof triage !== "string" || typeof destination !== "string" || count < 1) return;
      this.desk.send(wish.addPatients(this.incident, { triage, count, destination: destination.trim() }));
      form.reset();
    };
    return html`
      <details>
        <summary>${gettext("Tambah pasien")}</summary>
        <form class="patients-form" @submit=${submit}>
          <label for="triage-${id}">${gettext("Triase")}</label>
          <select id="triage-${id}" name="triage">
            ${TRIAGE.map(
              (code) => html`
                <option value=${code}>${triageWord(code)}</option>
              `,
            )}
          </select>
          <label for="count-${id}">${gettext("Jumlah")}</label>
          <input id="count-${id}" name="count" type="number" min="1" max="500" value="1" required />
          <label for="to-${id}">${gettext("Dibawa ke")}</label>
          <input id="to-${id}" name="destination" maxlength="200" autocomplete="off" />
          <button data-move="patients">${gettext("Catat pasien")}</button>
        </form>
      </details>
    `;
  }

  private photos(): TemplateResult | typeof nothing {
    const photos = this.incident.photos ?? [];
    if (photos.length === 0) return nothing;
    return html`
      <section aria-label=${gettext("Foto")}>
        <h3>
          ${gettext("Foto")}
          <span class="number">${photos.length}</span>
        </h3>
        <ul class="photos">
          ${photos.map(
            (photo) => html`
              <li>
                <a href="/api/v1/photos/${photo.id}" target="_blank" rel="noopener">
                  <img
                    src="/api/v1/photos/${photo.id}/small"
                    alt=${gettext("Foto dari %(who)s", { who: photo.from.name })}
                    loading="lazy"
                  />
                </a>
                <span class="muted small">${timeCell(this.desk, photo.at)} ${photo.from.name}</span>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }
}
