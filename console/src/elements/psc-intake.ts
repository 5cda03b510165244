import { html, nothing, type TemplateResult } from "lit";
import { Call } from "../core/call";
import type { KeyBinding } from "../core/keys";
import { gettext } from "../core/strings";
import { PscCentreShell } from "./psc-centre-shell";
import type { PscPlaceField } from "./psc-place-field";
import type { PscReportForm } from "./psc-report-form";
import type { PscReportPanel } from "./psc-report-panel";
import type { PscTriage } from "./psc-triage";

/** The operator's console: the call stands beside the board. */
export class PscIntake extends PscCentreShell {
  private call!: Call;

  override connectedCallback(): void {
    this.call = new Call(this.desk);
    super.connectedCallback();
  }

  protected override readonly panels: readonly string[] = [
    "#triage",
    "#report-form",
    "psc-report-list .list",
    "psc-incident-list .list",
    "#details",
    "#alarms",
  ];

  protected override homeList(): string {
    return this.desk.moves.filesReports ? "#triage" : "psc-incident-list .list";
  }

  /** Who waits, and what is going on; units are the dispatcher's. */
  protected override lists(): TemplateResult {
    return html`
      <psc-report-list class="panel list-panel" .desk=${this.desk}></psc-report-list>
      <psc-incident-list class="panel list-panel grow" .desk=${this.desk}></psc-incident-list>
    `;
  }

  protected override content(): TemplateResult {
    if (!this.desk.moves.filesReports) return super.content();
    return html`
      <psc-triage .desk=${this.desk} .call=${this.call} @psc-speak=${this.speak}></psc-triage>
      ${super.content()}
    `;
  }

  protected override form(): TemplateResult | typeof nothing {
    if (!this.desk.moves.filesReports) return nothing;
    return html`
      <psc-report-form .desk=${this.desk} .call=${this.call} @psc-answered=${this.answered}></psc-report-form>
    `;
  }

  protected override bindings(): readonly KeyBinding[] {
    const { desk } = this;
    const files = () => desk.moves.filesReports;
    return [
      {
        keys: "F2",
        does: () => gettext("jawab panggilan baru"),
        run: () => this.find<PscReportForm>("psc-report-form")?.begin(),
        when: files,
      },
      { keys: "1 2 3 4 5", does: () => gettext("jenis panggilan, di bilah atas"), run: () => undefined, local: true },
      { keys: "Y T ? A B C", does: () => gettext("jawaban, di pertanyaan SOP"), run: () => undefined, local: true },
      { keys: "F4", does: () => gettext("isian lokasi"), run: this.speak, when: files },
      {
        keys: "Shift+F4",
        does: () => gettext("pilih lokasi di peta"),
        run: () => void this.find<PscPlaceField>("psc-place-field")?.toggleMap(),
        when: files,
      },
      {
        keys: "F7",
        does: () => gettext("gabung ke kejadian terdekat"),
        run: this.attachNearest,
        when: () => files() && this.nearest() > 0,
      },
      { keys: "Ctrl+Enter", does: () => gettext("simpan dan teruskan"), run: this.saveAndGoOn, when: files },
      ...super.bindings(),
    ];
  }

  private readonly speak = (): void => this.find<PscReportForm>("psc-report-form")?.focusPlace();

  private readonly answered = (): void => this.find<PscTriage>("psc-triage")?.focusStrip();

  private nearest(): number {
    const { report } = this.desk;
    return report ? (report.duplicates?.length ?? 0) : (this.call.nearby.answer?.duplicates.length ?? 0);
  }

  /** A report that is looked at goes before the call that is being typed. */
  private readonly attachNearest = (): void => {
    if (this.desk.report) this.find<PscReportPanel>("psc-report-panel")?.attachNearest();
    else this.find<PscReportForm>("psc-report-form")?.attachNearest();
  };

  /** In the form it sends the report, at a report it opens the incident: always the next step of the call. */
  private readonly saveAndGoOn = (event?: KeyboardEvent): void => {
    const inDetails = event?.target instanceof Node && this.find("#details")?.contains(event.target) === true;
    const panel = this.find<PscReportPanel>("psc-report-panel");
    if (inDetails && panel) panel.openNow();
    else this.find<PscReportForm>("psc-report-form")?.submitNow();
  };
}
