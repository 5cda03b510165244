import { LitElement } from "lit";
import type { Desk } from "../core/desk";

/** Base of every element: light DOM (one stylesheet, labels that reach across), drawn again whenever the desk changed. */
export abstract class PscElement extends LitElement {
  declare desk: Desk;
  static override properties = { desk: { attribute: false } };
  private leave: (() => void) | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = this.desk.listen(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave?.();
  }

  /** Focus something that the next drawing brings. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>(selector)?.focus();
  }
}
