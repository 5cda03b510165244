import { html, nothing, type TemplateResult } from "lit";
import { standingCalls } from "../core/exchange";
import { gettext } from "../core/strings";
import type { HelpCall, Incident } from "../core/types";
import * as wish from "../core/field-wishes";
import { PscElement } from "./element";
import { pendingMark, timeCell } from "./parts";

/** Who needs help at this incident, and asking for it; the centre says when it was seen to. */
export class PscHelp extends PscElement {
  declare incident: Incident;
  declare asking: boolean;
  static override properties = {
    ...PscElement.properties,
    incident: { attribute: false },
    asking: { state: true },
  };

  constructor() {
    super();
    this.asking = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const calls = standingCalls(this.incident);
    const mayAsk = this.desk.moves.worksAtDesk;
    if (calls.length === 0 && !mayAsk) return nothing;
    return html`
      <section class="help" aria-label=${gettext("Bantuan")}>
        ${calls.map((call) => this.call(call))} ${mayAsk ? this.ask() : nothing}
        ${pendingMark(this.desk, `help:${this.incident.id}`)}
      </section>
    `;
  }

  /** The key B: open the form, or go to it. */
  open(): void {
    this.asking = true;
    void this.focusOn("input[name=help]");
  }

  private call(call: HelpCall): TemplateResult {
    return html`
      <div class="help-call ${call.panic ? "panic" : ""}" data-help=${call.id}>
        <p>
          <b>${call.panic ? gettext("PANIK") : gettext("BUTUH BANTUAN")}</b>
          ${call.from.name} ${timeCell(this.desk, call.at)} ${this.place(call)}
          <span class="words">${call.text}</span>
        </p>
        ${
          this.desk.moves.worksAtCentre
            ? html`
                <button
                  data-move="answer-help"
                  ?disabled=${this.desk.actions.isBusy(call.id)}
                  @click=${() => this.desk.send(wish.answerHelp(call))}
                >
                  ${gettext("Sudah ditangani")}
                </button>
              `
            : html`
                <span class="muted">${gettext("menunggu jawaban pusat 112")}</span>
              `
        }
        ${pendingMark(this.desk, call.id)}
      </div>
    `;
  }

  private place(call: HelpCall): TemplateResult | typeof nothing {
    if (call.lat === null || call.lon === null) return nothing;
    return html`
      <span class="number">${call.lat.toFixed(5)}, ${call.lon.toFixed(5)}</span>
    `;
  }

  private ask(): TemplateResult {
    if (!this.asking)
      return html`
        <button data-move="help" @click=${() => this.open()}>
          ${gettext("Butuh bantuan")}
          <kbd>B</kbd>
        </button>
      `;
    const submit = (event: Event) => {
      event.preventDefault();
      const text = new FormData(event.target as HTMLFormElement).get("help");
      this.desk.send(wish.callHelp(this.incident, typeof text === "string" ? text.trim() : ""));
      this.asking = false;
    };
    return html`
      <form class="inline" @submit=${submit}>
        <label class="hidden-but-heard" for="help-${this.incident.id}">${gettext("Bantuan apa yang dibutuhkan")}</label>
        <input
          id="help-${this.incident.id}"
          name="help"
          maxlength="2000"
          autocomplete="off"
          placeholder=${gettext("Bantuan apa yang dibutuhkan")}
        />
        <button class="primary" data-move="send-help">${gettext("Minta bantuan")}</button>
        <button type="button" @click=${() => (this.asking = false)}>${gettext("Batal")}</button>
      </form>
    `;
  }
}
