import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import { PscElement } from "./element";

/** Something folded away that is asked for when somebody opens it, and anew each time: it may have changed meanwhile. */
export abstract class AskingFold<Answer> extends PscElement {
  declare answer: Answer | null;
  declare failed: boolean;
  static override properties = { ...PscElement.properties, answer: { state: true }, failed: { state: true } };

  constructor() {
    super();
    this.answer = null;
    this.failed = false;
  }

  /** Of the API, without what goes before. */
  protected abstract path(): string;
  protected abstract summary(): string;
  protected abstract whole(answer: Answer): TemplateResult;

  protected override render(): TemplateResult {
    return html`
      <details @toggle=${(event: Event) => void this.open(event)}>
        <summary>${this.summary()}</summary>
        ${this.failed ? this.refusal() : nothing} ${this.answer ? this.whole(this.answer) : this.waiting()}
      </details>
    `;
  }

  private async open(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open) return;
    this.failed = false;
    const answer = (await this.desk.ask("get", this.path())) as Answer | null;
    this.answer = answer ?? this.answer;
    this.failed = answer === null;
  }

  private waiting(): TemplateResult | typeof nothing {
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
}
