import { LitElement, type PropertyValues } from "lit";
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
    this.hearDesk();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave?.();
    this.leave = null;
  }

  protected override update(changed: PropertyValues): void {
    this.hearDesk();
    super.update(changed);
  }

  /** A part that is fetched later stands in the page before its class does: its desk then comes with its first drawing. */
  private hearDesk(): void {
    const desk = this.desk as Desk | undefined;
    if (desk && this.isConnected) this.leave ??= desk.listen(() => this.requestUpdate());
  }

  /** Focus something that the next drawing brings. */
  protected async focusOn(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>(selector)?.focus();
  }
}
