import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Action } from "../core/actions";
import { History, type Plan, understand } from "../core/command-line";
import { COMMANDS } from "../core/commands";
import { gettext } from "../core/strings";
import { PscElement } from "./element";

/** One line for everything: what was understood stands in words before Enter, and what was typed stays until it is done. */
export class PscCommandLine extends PscElement {
  declare line: string;
  declare sure: boolean;
  declare said: string;
  declare failed: boolean;
  static override properties = {
    ...PscElement.properties,
    line: { state: true },
    sure: { state: true },
    said: { state: true },
    failed: { state: true },
  };
  private readonly history = new History(sessionStorage);
  private plan: Plan = { kind: "empty" };
  private sent: { line: string; actions: readonly Action[] } | null = null;

  constructor() {
    super();
    this.line = "";
    this.sure = false;
    this.said = "";
    this.failed = false;
  }

  /** F10, Ctrl+K. */
  override focus(): void {
    this.querySelector<HTMLInputElement>("#command")?.focus();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.plan = understand(this.line, this.desk, COMMANDS);
    this.follow();
  }

  protected override render(): TemplateResult {
    return html`
      <section class="command" aria-label=${gettext("Baris perintah")}>
        <div class="command-line">
          <span class="muted" aria-hidden="true">❯</span>
          <input
            id="command"
            class="number"
            autocomplete="off"
            spellcheck="false"
            maxlength="500"
            aria-label=${gettext("Perintah")}
            aria-describedby="understood"
            placeholder=${gettext("perintah (F10)  contoh: KR #412 AMB2+PMK1   ? bantuan")}
            .value=${this.line}
            @input=${this.typed}
            @keydown=${this.key}
          />
          ${this.keyButtons()}
        </div>
        <div
          id="understood"
          role="status"
          class=${this.line === "" && this.said === "" ? "hidden-but-heard" : "understood"}
        >
          ${this.understood()}
        </div>
      </section>
    `;
  }

  /** Every key of this screen has a button too. */
  private keyButtons(): TemplateResult {
    const keys = this.desk.keys.listed().filter(({ keys: name, local }) => local !== true && /^F\d/.test(name));
    return html`
      <div class="key-buttons" role="group" aria-label=${gettext("Tombol fungsi")}>
        ${keys.map(
          ({ keys: name, does, run }) => html`
            <button
              type="button"
              class="quiet"
              title=${does()}
              aria-label="${name} ${does()}"
              data-key=${name}
              @click=${() => run()}
            >
              <kbd>${name.split(" / ")[0]}</kbd>
            </button>
          `,
        )}
      </div>
    `;
  }

  private understood(): TemplateResult | string | typeof nothing {
    const { plan } = this;
    if (this.line === "" || plan.kind === "empty") return this.said;
    if (this.sent !== null || this.failed) return this.said;
    if (plan.kind === "unclear") {
      return html`
        <span class="muted">${plan.words}</span>
      `;
    }
    if (plan.kind === "choose") return this.choices(plan);
    const enter = this.sure
      ? gettext("Enter lagi: lakukan")
      : plan.twice
        ? gettext("Enter dua kali")
        : gettext("Enter");
    return html`
      <b>${plan.words}</b>
      <span class=${this.sure ? "asks" : "muted"}>${enter}</span>
    `;
  }

  private choices({ words, choices }: Plan & { kind: "choose" }): TemplateResult {
    // While somebody still types, a digit is a digit; the first Enter makes the numbers choose.
    const how = this.sure ? gettext("Tekan angkanya") : gettext("Enter, lalu angkanya");
    return html`
      <span>${words}</span>
      <span class=${this.sure ? "asks" : "muted"}>${how}</span>
      ${choices.map(
        (choice, index) => html`
          <button type="button" @click=${() => this.put(choice.line)}>
            <kbd>${index + 1}</kbd>
            ${choice.words}
          </button>
        `,
      )}
    `;
  }

  private put(line: string): void {
    this.line = line;
    this.sure = false;
    this.said = "";
    this.failed = false;
    this.sent = null;
    this.focus();
  }

  private readonly typed = (event: Event): void => this.put((event.target as HTMLInputElement).value);

  private readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const choice = this.sure && this.plan.kind === "choose" ? this.plan.choices[Number(event.key) - 1] : undefined;
    if (choice) this.put(choice.line);
    else if (event.key === "Enter") this.enter();
    else if (event.key === "ArrowUp") this.put(this.history.step(-1));
    else if (event.key === "ArrowDown") this.put(this.history.step(1));
    else if (event.key === "Escape" && this.sure) this.sure = false;
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private enter(): void {
    const { plan } = this;
    if (plan.kind === "choose") this.sure = true;
    if (plan.kind !== "ready" || this.sent !== null) return;
    if (plan.twice && !this.sure) {
      this.sure = true;
      return;
    }
    this.sure = false;
    this.history.add(this.line);
    this.take(plan.run(), plan.words);
  }

  private take(outcome: ReturnType<(Plan & { kind: "ready" })["run"]>, words: string): void {
    if (outcome === null) {
      this.finish(words);
    } else if (outcome instanceof Promise) {
      outcome.then(
        (said) => this.finish(said),
        (error: unknown) => this.fail(error instanceof Error ? error.message : words),
      );
    } else {
      this.sent = { line: this.line, actions: outcome };
      this.said = gettext("%(what)s: menunggu kepastian…", { what: words });
    }
  }

  /** What was sent is done once the board shows it; what was refused says why, and the line stays to be mended. */
  private follow(): void {
    if (this.sent === null) return;
    const { actions } = this.sent;
    const refused = actions.find(({ state }) => ["refused", "conflict", "stuck"].includes(state));
    if (refused) {
      this.sent = null;
      this.fail(refused.refusal?.message || gettext("%(what)s TIDAK terkirim.", { what: refused.label }));
    } else if (actions.every(({ state }) => state === "accepted" || state === "done")) {
      this.sent = null;
      this.finish(gettext("Diterima: %(what)s", { what: actions.map(({ label }) => label).join(", ") }));
    }
  }

  private finish(said: string): void {
    this.line = "";
    this.said = said;
    this.failed = false;
  }

  private fail(why: string): void {
    this.said = why;
    this.failed = true;
  }
}
