import { html, nothing, type TemplateResult } from "lit";
import { isActive } from "../core/selectors";
import { gettext, inLanguage } from "../core/strings";
import type { Incident } from "../core/types";
import { moveWord, priorityLook, roleWord } from "../core/words";
import * as wish from "../core/wishes";
import { PscElement } from "./element";
import { options } from "./parts";

const PRIORITIES = ["P1", "P2", "P3", "P4", "P5"];
/** Whom the centre calls beside the decree helps; it leads where nobody does. */
const ROLES = ["support", "informed", "lead"];

interface Listed {
  readonly code: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly active: boolean;
}

/** What a person decides about the whole incident: another agency, another type, its end, its second beginning. */
export class PscIncidentChanges extends PscElement {
  declare incident: Incident;
  declare listed: readonly Listed[] | null;
  declare failed: boolean;
  static override properties = {
    ...PscElement.properties,
    incident: { attribute: false },
    listed: { state: true },
    failed: { state: true },
  };

  constructor() {
    super();
    this.listed = null;
    this.failed = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { incident } = this;
    const moves = this.desk.moves.incident(incident);
    const wanted = ["add_agency", "reclassify", "close", "reopen"].filter((move) => moves.includes(move));
    if (wanted.length === 0) return nothing;
    return html`
      <section class="changes" aria-label=${gettext("Ubah kejadian")}>
        ${wanted.includes("add_agency") ? this.callAgency(incident) : nothing}
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

  /** Beyond the decree: the record says that the centre asked. */
  private callAgency(incident: Incident): TemplateResult {
    return html`
      <details @toggle=${(event: Event) => void this.list(event)}>
        <summary>${moveWord("add_agency")}</summary>
        ${this.failed ? this.refusal() : nothing} ${this.listed ? this.agencyForm(incident, this.listed) : this.wait()}
      </details>
    `;
  }

  private async list(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open || this.listed) return;
    this.failed = false;
    const answer = (await this.desk.ask("get", "agencies")) as { results: readonly Listed[] } | null;
    this.listed = answer?.results ?? null;
    this.failed = answer === null;
  }

  private wait(): TemplateResult | typeof nothing {
    if (this.failed) return nothing;
    return html`
      <p class="muted">${gettext("Memuat…")}</p>
    `;
  }

  private refusal(): TemplateResult {
    return html`
      <p class="problem" role="alert">${gettext("Tidak dapat dimuat sekarang. Tutup lalu buka lagi.")}</p>
    `;
  }

  private agencyForm(incident: Incident, listed: readonly Listed[]): TemplateResult {
    const there = incident.assignments.filter(isActive).map((part) => part.agency.code);
    const free = listed.filter(({ code, active }) => active && !there.includes(code));
    if (free.length === 0)
      return html`
        <p class="muted">${gettext("Semua instansi sudah dipanggil ke kejadian ini.")}</p>
      `;
    const led = incident.assignments.some((part) => isActive(part) && part.role === "lead");
    const roles = ROLES.filter((role) => role !== "lead" || !led);
    const choices = free.map(({ code, name }) => ({ code, name: inLanguage(name.id, name.en) }));
    const submit = (event: Event) => {
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      const agency = choices.find(({ code }) => code === data.get("agency"));
      const role = data.get("role");
      if (agency && typeof role === "string") this.desk.send(wish.callAgency(incident, agency, role));
    };
    return html`
      <form class="stack" @submit=${submit}>
        <label for="call-agency">${gettext("Instansi")}</label>
        <select id="call-agency" name="agency" required>
          <option value="">${gettext("Pilih instansi…")}</option>
          ${options(choices, "")}
        </select>
        <label for="call-role">${gettext("Sebagai")}</label>
        <select id="call-role" name="role">
          ${options(
            roles.map((code) => ({ code, name: roleWord(code) })),
            "support",
          )}
        </select>
        <button data-move="add_agency" ?disabled=${this.desk.actions.isBusy(incident.id)}>
          ${moveWord("add_agency")}
        </button>
      </form>
    `;
  }

  private reclassify(incident: Incident): TemplateResult {
    const submit = (event: Event) => {
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      const [type, priority] = [data.get("type"), data.get("priority")];
      if (typeof type === "string" && typeof priority === "string") {
        this.desk.send(wish.reclassify(incident, { type, priority }));
      }
    };
    return html`
      <details>
        <summary>${gettext("Ubah jenis atau prioritas")}</summary>
        <form class="stack" @submit=${submit}>
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
