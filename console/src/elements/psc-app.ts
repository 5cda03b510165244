import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { gettext, ngettext } from "../core/strings";
import { PscElement } from "./element";
import type { PscAlarms } from "./psc-alarms";
import type { PscIncidentPanel } from "./psc-incident-panel";
import type { PscKeyCard } from "./psc-key-card";
import type { PscReportForm } from "./psc-report-form";
import type { PscReportPanel } from "./psc-report-panel";

/** Where F6 goes, in the order of the work. */
const PANELS = [
  "#report-form",
  "psc-report-list .list",
  "psc-incident-list .list",
  "psc-unit-list .list",
  "#details",
  "#alarms",
];

/** The live page: one board for every role, each seeing and doing what is theirs. */
export class PscApp extends PscElement {
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

  protected override firstUpdated(_changed: PropertyValues): void {
    this.focusOnceDrawn(this.desk.moves.filesReports ? "#report-place" : "psc-incident-list .list");
  }

  protected override updated(_changed: PropertyValues): void {
    const { lead } = this.desk;
    this.desk.lead = null;
    if (lead === "details") this.toDetails();
    if (lead === "form") this.focusOnceDrawn("#report-place");
  }

  protected override willUpdate(): void {
    this.tellNews();
    const { alarms } = this.desk;
    document.title = `${alarms.count("A1") > 0 ? "(!) " : ""}PSC 112`;
    this.urgent = alarms.urgent().find((alarm) => !alarm.acknowledged)?.text ?? "";
  }

  protected override render(): TemplateResult {
    const { desk } = this;
    const { moves, selection } = desk;
    const at = selection === null ? "at-lists" : "at-details";
    return html`
      <psc-top-bar
        .desk=${desk}
        @psc-help=${this.help}
        @psc-alarms=${this.toggleAlarms}
        @psc-language=${this.switchLanguage}
        @psc-sign-out=${this.signOut}
      ></psc-top-bar>
      <psc-alarms .desk=${desk} @psc-enter=${this.toDetails}></psc-alarms>
      <psc-bands .desk=${desk}></psc-bands>
      <main class="desk ${moves.filesReports ? "with-form" : ""} ${desk.line} ${at}" @psc-enter=${this.toDetails}>
        ${
          moves.filesReports
            ? html`
                <psc-report-form .desk=${desk}></psc-report-form>
              `
            : nothing
        }
        <div class="lists">
          ${
            moves.worksAtCentre || desk.store.reports.size > 0
              ? html`
                  <psc-report-list class="panel list-panel" .desk=${desk}></psc-report-list>
                `
              : nothing
          }
          <psc-incident-list class="panel list-panel grow" .desk=${desk}></psc-incident-list>
          ${
            moves.isCrew
              ? nothing
              : html`
                  <psc-unit-list class="panel list-panel" .desk=${desk}></psc-unit-list>
                `
          }
        </div>
        <div class="details" id="details" tabindex="-1">
          <button class="back" @click=${this.back}>${gettext("‹ Kembali ke daftar")}</button>
          ${
            selection?.kind === "report"
              ? html`
                  <psc-report-panel .desk=${desk}></psc-report-panel>
                `
              : html`
                  <psc-incident-panel .desk=${desk}></psc-incident-panel>
                `
          }
        </div>
      </main>
      <div class="hidden-but-heard" role="status" aria-live="polite">${this.news}</div>
      <div class="hidden-but-heard" role="alert" aria-live="assertive">${this.urgent}</div>
      <psc-key-card .desk=${desk}></psc-key-card>
      <psc-session .desk=${desk} .signInUrl=${this.signInUrl}></psc-session>
    `;
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
  private find<T extends Element>(selector: string): T | null {
    return this.querySelector<T>(selector);
  }

  private bindKeys(): void {
    const { desk } = this;
    const centre = () => desk.moves.filesReports;
    desk.keys.add(
      { keys: "F1", does: () => gettext("kartu tombol ini"), run: this.help },
      {
        keys: "F2",
        does: () => gettext("panggilan baru"),
        run: () => this.find<PscReportForm>("psc-report-form")?.begin(),
        when: centre,
      },
      { keys: "F3", does: () => gettext("cari kejadian"), run: () => this.find<HTMLElement>("#search")?.focus() },
      {
        keys: "F4",
        does: () => gettext("isian lokasi"),
        run: () => this.find<HTMLElement>("#report-place")?.focus(),
        when: centre,
      },
      {
        keys: "F6",
        does: () => gettext("panel berikutnya"),
        run: () => this.nextPanel(1),
      },
      {
        keys: "Shift+F6",
        does: () => gettext("panel sebelumnya"),
        run: () => this.nextPanel(-1),
      },
      {
        keys: "F7",
        does: () => gettext("gabung laporan ke kejadian terdekat"),
        run: () => this.find<PscReportPanel>("psc-report-panel")?.attachNearest(),
        when: () => centre() && (desk.report?.duplicates?.length ?? 0) > 0,
      },
      {
        keys: "F8",
        does: () => gettext("usulan unit, lalu Enter mengirim"),
        run: () => this.find<PscIncidentPanel>("psc-incident-panel")?.previewSend(),
        when: () => desk.incident !== undefined && !desk.moves.readsOnly,
      },
      {
        keys: "F9",
        does: () => gettext("alarm teratas sudah dilihat"),
        run: () => desk.acknowledgeTop(),
      },
      {
        keys: "Shift+F9",
        does: () => gettext("senyapkan 60 detik"),
        run: () => {
          desk.alarms.mute();
          desk.changed();
        },
      },
      { keys: "Ctrl+Enter", does: () => gettext("simpan dan teruskan"), run: this.saveAndGoOn, when: centre },
      { keys: "Escape", does: () => gettext("kembali; teks tidak hilang"), run: this.back },
      { keys: "↑ ↓ PgUp PgDn Home End", does: () => gettext("bergerak di daftar"), run: () => undefined, local: true },
      { keys: "Enter", does: () => gettext("ke isi baris"), run: () => undefined, local: true },
    );
  }

  /** In the form it sends the report, at a report it opens the incident: always the next step of the call. */
  private readonly saveAndGoOn = (event: KeyboardEvent): void => {
    const inDetails = event.target instanceof Node && this.find("#details")?.contains(event.target) === true;
    const panel = this.find<PscReportPanel>("psc-report-panel");
    if (inDetails && panel) panel.openNow();
    else this.find<PscReportForm>("psc-report-form")?.submitNow();
  };

  private nextPanel(step: 1 | -1): void {
    const panels = PANELS.map((selector) => this.find<HTMLElement>(selector)).filter((panel) => panel !== null);
    const at = panels.findIndex((panel) => panel.contains(document.activeElement));
    const next = panels[(at + step + panels.length) % panels.length];
    const target = next?.matches("form") ? next.querySelector<HTMLElement>("input, textarea, select") : next;
    target?.focus();
  }

  private readonly toDetails = (): void => {
    // The answer that is expected here, if there is one; sending units is never one key away by accident.
    this.focusOnceDrawn("#open-incident, #details .own-job .primary, #details .part.own .primary", "#details");
    this.find("#details")?.scrollTo({ top: 0 });
  };

  /** The parts of the page draw themselves after the page: the first of these that is there then gets the focus. */
  private focusOnceDrawn(...selectors: readonly string[]): void {
    setTimeout(() => {
      const found = selectors.map((selector) => this.find<HTMLElement>(selector)).find((element) => element !== null);
      found?.focus();
    });
  }

  private readonly back = (): void => {
    const { selection } = this.desk;
    if (selection === null) return;
    const list = selection.kind === "report" ? "psc-report-list .list" : "psc-incident-list .list";
    const inDetails = this.find("#details")?.contains(document.activeElement) === true;
    const narrow = matchMedia("(max-width: 700px)").matches;
    if (narrow || !inDetails) this.desk.select(null);
    this.focusOnceDrawn(list);
  };

  private readonly help = (): void => this.find<PscKeyCard>("psc-key-card")?.show();

  private readonly toggleAlarms = (): void => this.find<PscAlarms>("psc-alarms")?.toggle();

  /** The page's own forms do it: one language and one session for browser and account, and no second way. */
  private readonly switchLanguage = (event: Event): void => {
    submit("language-form", { language: String((event as CustomEvent<unknown>).detail) });
  };

  private readonly signOut = (): void => {
    submit("sign-out-form", {});
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
