import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { KeyBinding } from "../core/keys";
import { gettext } from "../core/strings";
import type { PscIncidentPanel } from "./psc-incident-panel";
import { PscShell } from "./psc-shell";

/** A console of lists on the left and the details of what is chosen on the right. */
export abstract class PscBoardShell extends PscShell {
  /** What has the focus, and the panel around it: a button that is pressed may be gone with the next card. */
  private focused: HTMLElement | null = null;
  private around = "#details";

  /** The lists of this console, from the most urgent. */
  protected abstract lists(): TemplateResult;

  /** The form before the lists, where there is one. */
  protected form(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** The list that has the focus at first, and that Esc comes back to. */
  protected homeList(): string {
    return "psc-incident-list .list";
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    this.focusOnceDrawn(this.homeList());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("focusin", this.remember);
    addEventListener("pointerdown", this.forgetFocus, true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("pointerdown", this.forgetFocus, true);
  }

  private readonly remember = (event: FocusEvent): void => {
    const at = event.target as HTMLElement;
    this.focused = at;
    this.around = this.panels.find((panel) => this.find(panel)?.contains(at)) ?? "#details";
  };

  /** Whoever points beside everything wants no focus. */
  private readonly forgetFocus = (): void => {
    this.focused = null;
  };

  /** Keys work where the focus is: it goes back to what it was taken from, or to the panel that lost it. */
  private readonly keepFocus = (): void => {
    const { focused } = this;
    if (focused === null || document.activeElement !== document.body) return;
    if (!focused.isConnected) this.find<HTMLElement>(this.around)?.focus();
    else if (!focused.matches(":disabled")) focused.focus();
  };

  protected override updated(_changed: PropertyValues): void {
    // The parts of the page draw themselves after the page.
    if (this.focused) setTimeout(this.keepFocus);
    const { lead } = this.desk;
    this.desk.lead = null;
    if (lead === "details") this.enter();
    if (lead === "form") this.focusOnceDrawn(this.homeList());
  }

  protected override bindings(): readonly KeyBinding[] {
    const { desk } = this;
    return [
      {
        keys: "F3",
        does: () => gettext("cari kejadian"),
        run: () => this.find<HTMLElement>("#search, .map-bar input")?.focus(),
      },
      {
        keys: "F8",
        does: () => gettext("usulan unit, lalu Enter mengirim"),
        run: () => this.find<PscIncidentPanel>("psc-incident-panel")?.previewSend(),
        when: () => desk.incident !== undefined && !desk.moves.readsOnly,
      },
      { keys: "Escape", does: () => gettext("kembali; teks tidak hilang"), run: () => this.back() },
      { keys: "↑ ↓ PgUp PgDn Home End", does: () => gettext("bergerak di daftar"), run: () => undefined, local: true },
      { keys: "Enter", does: () => gettext("ke isi baris"), run: () => undefined, local: true },
    ];
  }

  protected override content(): TemplateResult {
    const { desk } = this;
    const at = desk.selection === null ? "at-lists" : "at-details";
    const form = this.form();
    return html`
      <main class="desk ${form === nothing ? "" : "with-form"} ${desk.line} ${at}" @psc-enter=${() => this.enter()}>
        ${form}
        <div class="lists">${this.lists()}</div>
        <div class="details" id="details" tabindex="-1">
          <button class="back" @click=${() => this.back()}>${gettext("‹ Kembali ke daftar")}</button>
          ${this.details()}
        </div>
      </main>
    `;
  }

  /** What is chosen. */
  protected details(): TemplateResult {
    return html`
      <psc-incident-panel .desk=${this.desk}></psc-incident-panel>
    `;
  }

  protected override enter(): void {
    // The answer that is expected here, if there is one; sending units is never one key away by accident.
    this.focusOnceDrawn("#open-incident, #details .part.own .primary", "#details");
    this.find("#details")?.scrollTo({ top: 0 });
  }

  private back(): void {
    const { selection } = this.desk;
    if (selection === null) return;
    const list = selection.kind === "report" ? "psc-report-list .list" : "psc-incident-list .list";
    const inDetails = this.find("#details")?.contains(document.activeElement) === true;
    const narrow = matchMedia("(max-width: 700px)").matches;
    if (narrow || !inDetails) this.desk.select(null);
    this.focusOnceDrawn(list, this.homeList());
  }
}
