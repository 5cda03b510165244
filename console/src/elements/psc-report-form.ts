import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Call } from "../core/call";
import { timeOfDay } from "../core/clock";
import { type Field, paperOf, type Waiting } from "../core/intake";
import { gettext, ngettext } from "../core/strings";
import type { Duplicate } from "../core/types";
import { CHANNEL_CODES, channelWord } from "../core/words";
import { PscElement } from "./element";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A call in the order of speech: where, what, the questions of the procedure, who. Sending waits for nothing. */
export class PscReportForm extends PscElement {
  declare call: Call;
  static override properties = { ...PscElement.properties, call: { attribute: false } };

  protected override render(): TemplateResult {
    const { intake } = this.desk;
    return html`
      <form
        class="panel report-form"
        id="report-form"
        aria-label=${gettext("Laporan baru")}
        novalidate
        @submit=${this.submit}
        @psc-next=${() => void this.focusOn("#report-text")}
      >
        <div class="panel-head">
          <h2>${gettext("Laporan baru")}</h2>
          <button type="button" @click=${this.begin}>
            ${gettext("Panggilan baru")}
            <kbd>F2</kbd>
          </button>
        </div>
        ${
          intake.message
            ? html`
                <p class="problem" role="alert">${intake.message}</p>
              `
            : nothing
        }
        <psc-place-field .desk=${this.desk} .call=${this.call}></psc-place-field>
        ${this.field("text", gettext("Apa yang terjadi"), this.textarea())}
        <psc-nearby
          .desk=${this.desk}
          .duplicates=${this.call.nearby.answer?.duplicates ?? []}
          .attach=${this.attach}
        ></psc-nearby>
        ${this.suggestion()} ${this.interview()}
        <div class="two">
          ${this.field("phone", gettext("Nomor penelepon"), this.input("phone", "tel", 30))}
          ${this.field("name", gettext("Nama penelepon"), this.input("name", "text", 120))}
          ${this.field("channel", gettext("Saluran"), this.channel())}
        </div>
        <button class="primary" type="submit">
          ${gettext("Simpan dan teruskan")}
          <kbd>Ctrl+Enter</kbd>
        </button>
        ${this.waiting()}
        <p class="small muted">${this.keptWords()}</p>
        ${this.paper()} ${this.others()}
      </form>
    `;
  }

  /** F2: the next call. What stood in the form stays among the drafts. */
  readonly begin = (): void => {
    this.call.begin();
    this.dispatchEvent(new CustomEvent("psc-answered", { bubbles: true }));
  };

  /** F4, and what follows an emergency in the strip. */
  focusPlace(): void {
    void this.focusOn("#report-place");
  }

  /** F7: the nearest open incident that the call may tell of. */
  attachNearest(): void {
    const [nearest] = this.call.nearby.answer?.duplicates ?? [];
    if (nearest) this.attach(nearest);
  }

  private readonly attach = (incident: Duplicate): void => {
    if (!this.call.attach(incident)) void this.focusOn("[aria-invalid=true]");
  };

  private suggestion(): TemplateResult {
    const { form } = this.desk.intake;
    const found = this.call.interview.answer;
    return html`
      <psc-suggestion
        .desk=${this.desk}
        .where=${"call"}
        .suggestion=${found?.suggestion ?? null}
        .type=${form.type || (found?.type ?? "")}
        .priority=${form.priority || (found?.priority ?? "P3")}
        .overruled=${form.type !== ""}
        .choose=${(type: string, priority?: string) => this.call.overrule(type, priority)}
      ></psc-suggestion>
    `;
  }

  private interview(): TemplateResult {
    return html`
      <psc-interview
        .desk=${this.desk}
        .where=${"call"}
        .interview=${this.call.interview.answer}
        .answer=${(question: string, value: string | null) => this.call.answer(question, value)}
      ></psc-interview>
    `;
  }

  submitNow(): void {
    if (this.desk.intake.submit()) return;
    void this.focusOn("[aria-invalid=true]");
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    this.submitNow();
  };

  private field(name: Field, label: string, control: TemplateResult): TemplateResult {
    const problem = this.desk.intake.problems[name];
    return html`
      <div class="field">
        <label for="report-${name}">${label}</label>
        ${control}
        ${
          problem
            ? html`
                <p class="problem small" id="problem-${name}" role="alert">${problem}</p>
              `
            : nothing
        }
      </div>
    `;
  }

  private readonly typed = (event: Event): void => {
    const control = event.target as Control;
    this.desk.intake.set(control.name as Field, control.value);
  };

  /** Enter goes on in the order of speech, to the questions; Shift+Enter is a new line. */
  private readonly onwards = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    void this.focusOn("#call-interview");
  };

  private input(name: Field, type: string, most: number): TemplateResult {
    return html`
      <input
        id="report-${name}"
        name=${name}
        type=${type}
        maxlength=${most}
        autocomplete="off"
        .value=${live(this.desk.intake.form[name])}
        aria-invalid=${this.desk.intake.problems[name] !== undefined}
        aria-describedby="problem-${name}"
        @input=${this.typed}
      />
    `;
  }

  private textarea(): TemplateResult {
    return html`
      <textarea
        id="report-text"
        name="text"
        rows="3"
        placeholder=${gettext("Enter: ke pertanyaan · Shift+Enter: baris baru")}
        .value=${live(this.desk.intake.form.text)}
        aria-invalid=${this.desk.intake.problems.text !== undefined}
        aria-describedby="problem-text"
        @input=${this.typed}
        @keydown=${this.onwards}
      ></textarea>
    `;
  }

  private channel(): TemplateResult {
    const chosen = this.desk.intake.form.channel;
    return html`
      <select id="report-channel" name="channel" .value=${live(chosen)} @change=${this.typed}>
        ${CHANNEL_CODES.map(
          (code) => html`
            <option value=${code} ?selected=${code === chosen}>${channelWord(code)}</option>
          `,
        )}
      </select>
    `;
  }

  /** What was written while the server was away is found again by the number on the form. */
  private paper(): TemplateResult {
    return html`
      <details ?open=${this.desk.intake.form.paper !== ""}>
        <summary class="small">${gettext("Diketik dari kertas")}</summary>
        ${this.field("paper", gettext("Nomor kertas"), this.input("paper", "text", 20))}
        <a class="small" href="/paper-forms" target="_blank" rel="noopener">${gettext("Formulir untuk dicetak")}</a>
      </details>
    `;
  }

  private keptWords(): string {
    if (!this.desk.intake.keeps) return gettext("Peramban menolak menyimpan draf: jangan tutup halaman ini.");
    return gettext("Yang Anda ketik tersimpan di posisi ini sampai server menerimanya.");
  }

  /** Sent by hand, not yet taken by the server: said in words, never "terkirim". */
  private waiting(): TemplateResult | typeof nothing {
    const waiting = this.desk.intake.waiting();
    if (waiting.length === 0) return nothing;
    return html`
      <section class="waiting" aria-label=${gettext("Menunggu server")}>
        <h3>
          ${ngettext("%(n)s laporan belum diterima server", "%(n)s laporan belum diterima server", waiting.length)}
        </h3>
        <ul>
          ${waiting.map(
            (each) => html`
              <li>${this.waitingLine(each)}</li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  private waitingLine({ submission, action }: Waiting): TemplateResult {
    const at = timeOfDay(submission.submittedAt, this.desk.config.timezone);
    const { text = "" } = submission.body as { text?: string };
    return html`
      <span class="number">${at} ${paperOf(submission)}</span>
      ${text.slice(0, 60)}
      <br />
      <span class=${action?.state === "sending" && action.tries === 1 ? "muted" : "problem"}>
        ${stateWords(action)}
      </span>
    `;
  }

  private others(): TemplateResult | typeof nothing {
    const others = this.desk.intake.others();
    if (others.length === 0) return nothing;
    return html`
      <section aria-label=${gettext("Draf lain")}>
        <h3>${ngettext("%(n)s draf lain", "%(n)s draf lain", others.length)}</h3>
        <ul class="drafts">
          ${others.map(
            (draft) => html`
              <li>
                <button type="button" @click=${() => this.desk.intake.resume(draft.id)}>
                  ${timeOfDay(draft.startedAt, this.desk.config.timezone, false)}
                  ${(draft.fields.text || draft.fields.place || "…").slice(0, 40)}
                </button>
                <button type="button" class="quiet" @click=${() => this.desk.intake.discard(draft.id)}>
                  ${gettext("Buang")}
                </button>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }
}

function stateWords(action: Waiting["action"]): string {
  if (action?.state === "asleep") return gettext("menunggu Anda masuk lagi; tersimpan di posisi ini");
  if (action === undefined || action.state === "waiting" || action.tries > 1) {
    return gettext("server tidak menjawab; tersimpan di posisi ini dan dikirim sekali saat server kembali");
  }
  return gettext("mengirim…");
}
