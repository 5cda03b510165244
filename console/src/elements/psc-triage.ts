import { html, nothing, type TemplateResult } from "lit";
import type { Call } from "../core/call";
import { duration, elapsed } from "../core/clock";
import { queueOf } from "../core/selectors";
import { gettext, ngettext } from "../core/strings";
import { reasonWord, SOUNDS, STEPS, STRIP, triageWord } from "../core/triage";
import { PscElement } from "./element";

/** The top of a call: how long it lasts, what its number did before, and what it is - by one digit inside this strip. */
export class PscTriage extends PscElement {
  declare call: Call;
  static override properties = { ...PscElement.properties, call: { attribute: false } };

  protected override render(): TemplateResult {
    const { call } = this;
    return html`
      <section class="call-top" aria-label=${gettext("Panggilan ini")}>
        <div class="triage-line">
          <span class="triage-time number" title=${gettext("Lama bicara; sasaran 60-90 detik")}>
            ${call.seconds === null ? gettext("belum dijawab") : duration(call.seconds * 1000)}
          </span>
          ${this.history()}
          <div
            class="strip"
            id="triage"
            role="toolbar"
            tabindex="0"
            aria-label=${gettext("Jenis panggilan: 1 sampai 5, lalu Enter")}
            @keydown=${this.key}
          >
            ${STRIP.map(([digit, triage]) => this.button(digit, triage))}
          </div>
          ${this.queue()}
        </div>
        ${call.script === null ? this.nextStep() : this.scriptBox()}
      </section>
    `;
  }

  focusStrip(): void {
    this.querySelector<HTMLElement>("#triage")?.focus();
  }

  private button(digit: string, triage: (typeof STRIP)[number][1]): TemplateResult {
    const chosen = this.call.triage === "test" && triage === "misdial" ? "test" : triage;
    return html`
      <button
        type="button"
        tabindex="-1"
        data-digit=${digit}
        aria-pressed=${this.call.triage === chosen}
        @click=${() => this.press(digit)}
      >
        <kbd>${digit}</kbd>
        ${triageWord(chosen)}
      </button>
    `;
  }

  /** What the number did before: it decides whether the script comes first, so it is seen by whoever decides. */
  private history(): TemplateResult | typeof nothing {
    const history = this.call.nearby.answer?.history;
    if (!history || this.desk.intake.form.phone.trim() === "") return nothing;
    const { last_day: day, genuine, nuisance } = history;
    return html`
      <span class="small">
        ${ngettext("%(n)s panggilan/24 jam", "%(n)s panggilan/24 jam", day)} ·
        <b>${ngettext("%(n)s kejadian nyata", "%(n)s kejadian nyata", genuine)}</b>
        · ${ngettext("%(n)s bukan darurat", "%(n)s bukan darurat", nuisance)}
      </span>
    `;
  }

  private queue(): TemplateResult {
    const { waiting, oldest } = queueOf(this.desk.store.reports.values());
    const age = oldest === null ? "" : elapsed(oldest, this.desk.clock.now());
    return html`
      <span class="call-queue" id="queue">
        ${gettext("Antrean %(n)s", { n: waiting })}
        <span class="number">${age === "" ? "" : gettext("(terlama %(age)s)", { age })}</span>
      </span>
    `;
  }

  /** What Enter would do now, in words. */
  private nextStep(): TemplateResult | typeof nothing {
    const { triage } = this.call;
    if (triage === null || triage === "emergency") return nothing;
    return html`
      <div class="triage-next" role="status">
        <span>${gettext("Tutup panggilan ini sebagai: %(what)s", { what: triageWord(triage) })}</span>
        <button type="button" class="primary" id="close-call" @click=${this.confirm}>
          ${gettext("Tutup")}
          <kbd>Enter</kbd>
        </button>
        <button type="button" class="quiet" @click=${this.back}>${gettext("Batal")}</button>
      </div>
    `;
  }

  /** A silent line may be somebody who cannot speak: gone through by digits, what is heard by letters. */
  private scriptBox(): TemplateResult {
    const { call } = this;
    const reasons = (call.script ?? []).map(reasonWord).join(", ");
    return html`
      <div
        class="script"
        id="silent-script"
        role="group"
        tabindex="0"
        aria-label=${gettext("Naskah panggilan senyap")}
        @keydown=${this.scriptKey}
      >
        <p>
          <b>${gettext("Jangan ditutup dulu")}</b>
          (${reasons}). ${gettext("Angka menandai langkah, huruf menandai yang terdengar.")}
        </p>
        <ol class="script-steps">
          ${STEPS.map(
            ({ key, code, does }) => html`
              <li>
                <button
                  type="button"
                  tabindex="-1"
                  aria-pressed=${call.done.includes(code)}
                  @click=${() => call.toggleStep(code)}
                >
                  <kbd>${key}</kbd>
                  ${call.done.includes(code) ? "✓" : ""} ${does()}
                </button>
              </li>
            `,
          )}
        </ol>
        <div class="buttons" role="group" aria-label=${gettext("Yang terdengar")}>
          <span class="muted">${gettext("Terdengar:")}</span>
          ${SOUNDS.map(
            ({ key, code, does }) => html`
              <button
                type="button"
                tabindex="-1"
                aria-pressed=${call.heard.includes(code)}
                @click=${() => call.toggleSound(code)}
              >
                <kbd>${key}</kbd>
                ${does()}
              </button>
            `,
          )}
        </div>
        ${this.scriptEnd()}
      </div>
    `;
  }

  private scriptEnd(): TemplateResult {
    const { end, triage } = this.call;
    if (end === null) {
      return html`
        <p class="muted" role="status">${gettext("Selesaikan ketiga langkah, atau tandai yang terdengar.")}</p>
      `;
    }
    const words =
      end === "open"
        ? gettext("Perlakukan sebagai darurat")
        : gettext("Tutup: %(what)s", { what: triage ? triageWord(triage) : "" });
    return html`
      <div class="buttons" role="status">
        <button type="button" class="primary" id="script-end" tabindex="-1" @click=${this.confirm}>
          ${words}
          <kbd>Enter</kbd>
        </button>
      </div>
    `;
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (STRIP.some(([digit]) => digit === event.key)) this.press(event.key);
    else if (event.key === "Enter" && this.call.triage !== null) this.confirm();
    else if (event.key === "Escape" && this.call.triage !== null) this.back();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private readonly scriptKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = STEPS.find(({ key }) => key === event.key);
    const sound = SOUNDS.find(({ key }) => key === event.key.toUpperCase());
    if (step) this.call.toggleStep(step.code);
    else if (sound) this.call.toggleSound(sound.code);
    else if (event.key === "Enter") this.confirm();
    else if (event.key === "Escape") this.back();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private press(digit: string): void {
    if (this.call.choose(digit)) this.goToForm();
    else void this.focusOn(this.call.script === null ? "#triage" : "#silent-script");
  }

  private readonly confirm = (): void => {
    const hadScript = this.call.script !== null;
    if (this.call.confirm()) this.goToForm();
    else if (hadScript !== (this.call.script !== null)) {
      void this.focusOn(this.call.script === null ? "#triage" : "#silent-script");
    }
  };

  private readonly back = (): void => {
    this.call.back();
    void this.focusOn("#triage");
  };

  private goToForm(): void {
    this.dispatchEvent(new CustomEvent("psc-speak", { bubbles: true }));
  }
}
