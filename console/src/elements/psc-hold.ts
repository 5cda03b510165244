import { html, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import { PscElement } from "./element";

/** So long a button is held before it acts (milliseconds): a pocket or a glove presses by accident. */
export const HOLD_MS = 1_000;

/** A button that acts when it is held; by keyboard a press and Enter again say the same. */
export class PscHold extends PscElement {
  declare label: string;
  declare name: string;
  declare kind: string;
  declare holding: boolean;
  declare asked: boolean;
  static override properties = {
    ...PscElement.properties,
    label: { attribute: false },
    name: { attribute: false },
    kind: { attribute: false },
    holding: { state: true },
    asked: { state: true },
  };
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor() {
    super();
    this.holding = false;
    this.asked = false;
    this.kind = "";
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.letGo();
  }

  protected override render(): TemplateResult {
    return html`
      <button
        class="hold ${this.kind} ${this.holding ? "holding" : ""}"
        data-hold=${this.name}
        @pointerdown=${this.press}
        @pointerup=${this.letGo}
        @pointerleave=${this.letGo}
        @pointercancel=${this.letGo}
        @contextmenu=${(event: Event) => event.preventDefault()}
        @click=${this.clicked}
        @blur=${() => (this.asked = false)}
      >
        <span>${this.label}</span>
        <span class="small">${this.asked ? gettext("Enter sekali lagi") : gettext("tahan 1 detik")}</span>
      </button>
    `;
  }

  private readonly press = (): void => {
    this.holding = true;
    this.timer ??= setTimeout(() => {
      this.letGo();
      this.act();
    }, HOLD_MS);
  };

  private readonly letGo = (): void => {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.holding = false;
  };

  /** A click without a pointer comes from a key or from help for those who cannot hold: the second one counts. */
  private readonly clicked = (event: MouseEvent): void => {
    if (event.detail !== 0) return;
    if (this.asked) this.act();
    else this.asked = true;
  };

  private act(): void {
    this.asked = false;
    this.dispatchEvent(new CustomEvent("psc-held", { bubbles: true }));
  }
}
