import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import type { Incident } from "../core/types";
import { moveWord, priorityLook } from "../core/words";
import * as wish from "../core/wishes";
import { PscElement } from "./element";
import { options } from "./parts";

const PRIORITIES = ["P1", "P2", "P3", "P4", "P5"];
/** What a person decides about the whole incident: another agency, another type, its end, its second beginning. */
export class PscIncidentChanges extends PscElement {
  declare incident: Incident;
  static override properties = { ...PscElement.properties, incident: { attribute: false } };
  /** As it stood when somebody began to choose: what comes meanwhile takes no choice away, and is no silent loser. */
  private began: Incident | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const { incident } = this;
    const moves = this.desk.moves.incident(incident);
    const wanted = ["add_agency", "reclassify", "close", "reopen"].filter((move) => moves.includes(move));
    if (wanted.length === 0) return nothing;
    return html`
      <section class="changes" aria-label=${gettext("Ubah kejadian")}>
        ${
          wanted.includes("add_agency")
            ? html`
                <psc-call-agency .desk=${this.desk} .incident=${incident}></psc-call-agency>
              `
            : nothing
        }
        ${wanted.includes("reclassify") ? this.reclassify(incident) : nothing}
        ${wanted.includes("close") ? this.close(incident) : nothing}
        ${wanted.includes("reopen") ? this.reopen(incident) : nothing}
      </section>
    `;
  }

  private reopen(incident: Incident): TemplateResult {
    return html`
      <button
        data-move="reopen"
        ?disabled=${this.desk.actions.isBusy(incident.id)}
        @click=${() => this.desk.send(wish.reopen(incident))}
      >
        ${moveWord("reopen")}
      </button>
    `;
  }

  private reclassify(now: Incident): TemplateResult {
    const incident = this.began?.id === now.id ? this.began : now;
    const submit = (event: Event) => {
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      const [type, priority] = [data.get("type"), data.get("priority")];
      if (typeof type === "string" && typeof priority === "string") {
        this.began = null;
        this.desk.send(wish.reclassify(incident, { type, priority }));
      }
    };
    return html`
      <details>
        <summary>${gettext("Ubah jenis atau prioritas")}</summary>
        <form class="stack" @submit=${submit} @input=${() => (this.began = incident)}>
          <label for="new-type">${gettext("Jenis")}</label>
          <select id="new-type" name="type">
            ${options(this.desk.config.types, incident.type)}
          </select>
          <label for="new-priority">${gettext("Prioritas")}</label>
          <select id="new-priority" name="priority">
            ${PRIORITIES.map(
              (code) => html`
                <option value=${code} ?selected=${code === incident.priority}>
                  ${code} ${priorityLook(code).word}
                </option>
              `,
            )}
          </select>
          <button data-move="reclassify" ?disabled=${this.desk.actions.isBusy(incident.id)}>
            ${moveWord("reclassify")}
          </button>
        </form>
      </details>
    `;
  }

  private close(incident: Incident): TemplateResult {
    const submit = (event: Event) => {
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      const [disposition, text] = [data.get("disposition"), data.get("note")];
      if (typeof disposition === "string" && typeof text === "string") {
        this.desk.send(wish.close(incident, disposition, text.trim()));
      }
    };
    return html`
      <details>
        <summary>${moveWord("close")}</summary>
        <form class="stack" @submit=${submit}>
          <label for="disposition">${gettext("Hasil akhir")}</label>
          <select id="disposition" name="disposition" required>
            <option value="">${gettext("Pilih hasil akhir…")}</option>
            ${options(this.desk.config.dispositions.incident, "")}
          </select>
          <label for="close-note">${gettext("Catatan penutup")}</label>
          <input id="close-note" name="note" maxlength="5000" autocomplete="off" />
          <button data-move="close" ?disabled=${this.desk.actions.isBusy(incident.id)}>${moveWord("close")}</button>
        </form>
      </details>
    `;
  }
}
