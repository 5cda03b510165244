import { html, nothing, type TemplateResult } from "lit";
import { gettext, ngettext } from "../core/strings";
import { PscElement } from "./element";
import type { KeyBinding } from "../core/keys";
import type { PscAlarms } from "./psc-alarms";
import type { PscKeyCard } from "./psc-key-card";

/**
 * What every console shares: the top bar, the alarms, the bands of the line, the key card and the session. A console
 * says what stands in between, which keys it knows and where F6 goes.
 */
export abstract class PscShell extends PscElement {
  declare signInUrl: string;
  static override properties = { ...PscElement.properties, signInUrl: { attribute: false } };
  private heardIncidents = -1;
  private news = "";
  private urgent = "";

  override connectedCallback(): void {
    super.connectedCallback();
    this.bindKeys();
    addEventListener("keydown", this.key);
    // A shift that was begun goes on after a reload with the first gesture: browsers allow no sound before one.
    for (const gesture of ["keydown", "pointerdown"]) addEventListener(gesture, this.wake);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("keydown", this.key);
  }

  /** What this console shows between its bands and its foot. */
  protected abstract content(): TemplateResult;

  /** The panels that F6 goes through, in the order of the work. */
  protected abstract readonly panels: readonly string[];

  /** The keys that only this console knows. */
  protected bindings(): readonly KeyBinding[] {
    return [];
  }

  protected override willUpdate(): void {
    this.tellNews();
    const { alarms } = this.desk;
    document.title = `${alarms.count("A1") > 0 ? "(!) " : ""}PSC 112`;
    this.urgent = alarms.urgent().find((alarm) => !alarm.acknowledged)?.text ?? "";
  }

  protected override render(): TemplateResult {
    const { desk } = this;
    return html`
      <psc-top-bar
        .desk=${desk}
        @psc-help=${this.help}
        @psc-alarms=${this.toggleAlarms}
        @psc-language=${this.switchLanguage}
        @psc-sign-out=${this.signOut}
      ></psc-top-bar>
      <psc-alarms .desk=${desk} @psc-enter=${this.enter}></psc-alarms>
      <psc-bands .desk=${desk}></psc-bands>
      ${this.content()} ${this.commandLine()}
      <div class="hidden-but-heard" role="status" aria-live="polite">${this.news}</div>
      <div class="hidden-but-heard" role="alert" aria-live="assertive">${this.urgent}</div>
      <psc-key-card .desk=${desk}></psc-key-card>
      <psc-session .desk=${desk} .signInUrl=${this.signInUrl}></psc-session>
    `;
  }

  /** The line for everything; a console for thumbs has none. */
  protected commandLine(): TemplateResult | typeof nothing {
    return html`
      <psc-command-line .desk=${this.desk}></psc-command-line>
    `;
  }

  /** An alarm was followed to what it speaks of. */
  protected enter(): void {
    // A console without details has nowhere to go.
  }

  /** One polite counter; the rows themselves are never read out as they come. */
  private tellNews(): void {
    const count = this.desk.store.incidents.size;
    if (this.heardIncidents >= 0 && count > this.heardIncidents) {
      const n = count - this.heardIncidents;
      this.news = ngettext("%(n)s kejadian baru", "%(n)s kejadian baru", n);
    }
    if (this.desk.store.position !== null) this.heardIncidents = count;
  }

  private readonly wake = (): void => {
    if (this.desk.wasOnDuty && !this.desk.onDuty) void this.desk.beginDuty();
  };

  private readonly key = (event: KeyboardEvent): void => {
    // A key held too long must not press the next button too: one press, one step.
    if (event.repeat && (event.key === "Enter" || event.key.startsWith("F"))) {
      event.preventDefault();
      return;
    }
    const inDialog = this.querySelector("dialog[open]") !== null;
    if (!inDialog) this.desk.keys.obey(event);
  };

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as the DOM's own querySelector
  protected find<T extends Element>(selector: string): T | null {
    return this.querySelector<T>(selector);
  }

  private bindKeys(): void {
    const { desk } = this;
    desk.keys.add(
      { keys: "F1", does: () => gettext("kartu tombol ini"), run: this.help },
      ...this.bindings(),
      { keys: "F6", does: () => gettext("panel berikutnya"), run: () => this.nextPanel(1) },
      { keys: "Shift+F6", does: () => gettext("panel sebelumnya"), run: () => this.nextPanel(-1) },
      { keys: "F9", does: () => gettext("alarm teratas sudah dilihat"), run: () => desk.acknowledgeTop() },
      {
        keys: "Shift+F9",
        does: () => gettext("senyapkan 60 detik"),
        run: () => {
          desk.alarms.mute();
          void desk.ask("post", "alarms/mute", {});
          desk.changed();
        },
      },
      {
        keys: "F10 / Ctrl+K",
        does: () => gettext("baris perintah"),
        run: () => this.find<HTMLElement>("psc-command-line")?.focus(),
      },
    );
  }

  private nextPanel(step: 1 | -1): void {
    const panels = this.panels.map((selector) => this.find<HTMLElement>(selector)).filter((panel) => panel !== null);
    const at = panels.findIndex((panel) => panel.contains(document.activeElement));
    const next = panels[(at + step + panels.length) % panels.length];
    const target = next?.matches("form") ? next.querySelector<HTMLElement>("input, textarea, select") : next;
    target?.focus();
  }

  /** The parts of the page draw themselves after the page: the first of these that is there then gets the focus. */
  protected focusOnceDrawn(...selectors: readonly string[]): void {
    setTimeout(() => {
      const found = selectors.map((selector) => this.find<HTMLElement>(selector)).find((element) => element !== null);
      found?.focus();
    });
  }

  private readonly help = (): void => this.find<PscKeyCard>("psc-key-card")?.show();

  private readonly toggleAlarms = (): void => this.find<PscAlarms>("psc-alarms")?.toggle();

  /** The page's own forms do it: one language and one session for browser and account, and no second way. */
  private readonly switchLanguage = (event: Event): void => {
    submit("language-form", { language: String((event as CustomEvent<unknown>).detail) });
  };

  /** What this console kept of the person in the browser, and the next one must not find. */
  protected async forget(): Promise<void> {
    // Most keep nothing but drafts, which wait under the account's name for whoever typed them.
  }

  private readonly signOut = (): void => {
    void this.forget().finally(() => submit("sign-out-form", {}));
  };
}

function submit(id: string, values: Readonly<Record<string, string>>): void {
  const form = document.getElementById(id);
  if (!(form instanceof HTMLFormElement)) return;
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }
  form.submit();
}
