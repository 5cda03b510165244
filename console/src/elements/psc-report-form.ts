import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { timeOfDay } from "../core/clock";
import type { Field, Waiting } from "../core/intake";
import { isBlank } from "../core/intake";
import { gettext, ngettext } from "../core/strings";
import { CHANNEL_CODES, channelWord } from "../core/words";
import { PscElement } from "./element";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A call as it comes: where, what, who. Every letter is kept; sending never waits for anything but a hand. */
export class PscReportForm extends PscElement {
  protected override render(): TemplateResult {
    const { intake } = this.desk;
    return html`
      <form
        class="panel report-form"
        id="report-form"
        aria-label=${gettext("Laporan baru")}
        novalidate
        @submit=${this.submit}
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
        ${this.field("channel", gettext("Saluran"), this.channel())}
        ${this.field("place", gettext("Lokasi (F4)"), this.input("place", "text", 500))}
        ${this.field("text", gettext("Apa yang terjadi"), this.textarea())}
        ${this.field("point", gettext("Koordinat atau tautan peta"), this.input("point", "text", 2000))}
        <div class="two">
          ${this.field("phone", gettext("Nomor penelepon"), this.input("phone", "tel", 30))}
          ${this.field("name", gettext("Nama penelepon"), this.input("name", "text", 120))}
        </div>
        <button class="primary" type="submit">
          ${gettext("Simpan dan teruskan")}
          <kbd>Ctrl+Enter</kbd>
        </button>
        <p class="small muted">${this.keptWords()}</p>
        ${this.waiting()} ${this.others()}
      </form>
    `;
  }

  /** F2: the next call. What stood in the form stays among the drafts. */
  readonly begin = (): void => {
    if (!isBlank(this.desk.intake.form)) this.desk.intake.begin();
    this.desk.changed();
    void this.focusOn("#report-place");
  };

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
                <p class="problem small" id="problem-${name}">${problem}</p>
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
        rows="5"
        maxlength="10000"
        .value=${live(this.desk.intake.form.text)}
        aria-invalid=${this.desk.intake.problems.text !== undefined}
        aria-describedby="problem-text"
        @input=${this.typed}
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
      <span class="number">${at}</span>
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
