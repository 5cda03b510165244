import { html, nothing, type TemplateResult } from "lit";
import type { Interview } from "../core/interview";
import { gettext } from "../core/strings";
import { needsSecondLook } from "../core/triage";
import type { Choice as Disposition, Duplicate, Id, Report } from "../core/types";
import { channelWord, placeText, shortNumber } from "../core/words";
import { reportWord } from "../core/words-work";
import * as wish from "../core/wishes";
import { earliest } from "../core/selectors";
import { PscElement } from "./element";
import { clockCell, exerciseTag, pendingMark, timeCell } from "./parts";

/** One report: what it may be and why, what it may belong to, and the decision. */
export class PscReportPanel extends PscElement {
  declare choice: wish.Choice | null;
  declare sure: string | null;
  declare interview: Interview | null;
  static override properties = {
    ...PscElement.properties,
    choice: { state: true },
    sure: { state: true },
    interview: { state: true },
  };
  private shownReport = "";
  private phone = "";

  constructor() {
    super();
    this.choice = null;
    this.sure = null;
    this.interview = null;
  }

  protected override render(): TemplateResult {
    const { report } = this.desk;
    if (!report) {
      return html`
        <section class="panel"><p class="muted">${gettext("Laporan ini sudah diputuskan.")}</p></section>
      `;
    }
    if (report.id !== this.shownReport) {
      this.shownReport = report.id;
      this.choice = this.desk.choices.get(report.id) ?? null;
      this.sure = null;
      this.phone = "";
      this.interview = null;
      void this.ask(report.id);
    }
    const moves = this.desk.moves.report(report);
    return html`
      <section class="panel" id="report-panel" aria-label=${gettext("Isi laporan")}>
        <div class="panel-head">
          <h2>
            <span class="number">${gettext("Laporan %(number)s", { number: shortNumber(report.number) })}</span>
            ${exerciseTag(report.exercise)}
          </h2>
          ${clockCell(this.desk, earliest(report.deadlines ?? []))}
        </div>
        ${pendingMark(this.desk, report.id)} ${this.facts(report)} ${this.suggestion(report)}
        ${moves.includes("open") ? this.decide(report, moves) : nothing} ${this.questions(report)}
        ${this.screening(report)}
        <psc-nearby
          .desk=${this.desk}
          .duplicates=${report.duplicates ?? []}
          .attach=${moves.includes("attach") ? this.attach : undefined}
          .busy=${this.desk.actions.isBusy(report.id)}
        ></psc-nearby>
        ${moves.includes("dismiss") ? this.endings(report) : nothing}
        <psc-complaint .desk=${this.desk} .about=${report} .path=${"reports"}></psc-complaint>
      </section>
    `;
  }

  /** Ctrl+Enter and Enter on the first button: the suggestion, or what was chosen instead. */
  openNow(): void {
    const { report } = this.desk;
    if (report && !this.desk.actions.isBusy(report.id)) this.desk.decide(report, wish.open(report, this.choice));
  }

  /** F7: the nearest open incident that it may tell of. */
  attachNearest(): void {
    const nearest = this.desk.report?.duplicates?.[0];
    if (nearest) this.attach(nearest);
  }

  private readonly attach = (incident: Duplicate): void => {
    const { report } = this.desk;
    if (report) this.desk.decide(report, wish.attach(report, incident));
  };

  /** Where the conversation stands; nothing waits for the answer. */
  private async ask(report: Id): Promise<void> {
    const found = (await this.desk.ask("get", `reports/${report}/interview`)) as Interview | null;
    if (this.shownReport === report) this.interview = found;
  }

  private readonly answer = (question: string, value: string | null): void => {
    const { report } = this.desk;
    if (!report) return;
    const action = this.desk.send(wish.answer(report.id, question, value));
    this.desk.when(action, () => {
      if (this.shownReport === report.id) this.interview = action.answer as Interview;
    });
  };

  private questions(report: Report): TemplateResult {
    return html`
      ${pendingMark(this.desk, `answers:${report.id}`)}
      <psc-interview
        .desk=${this.desk}
        .where=${"report"}
        .interview=${this.interview}
        .answer=${this.answer}
      ></psc-interview>
    `;
  }

  private facts(report: Report): TemplateResult {
    const who = report.claimed_by ? ` · ${report.claimed_by.name}` : "";
    return html`
      <p class="muted small">
        ${channelWord(report.channel)} · ${timeCell(this.desk, report.received_at, true)} ·
        ${reportWord(report.status)}${who}
        ${report.paper ? ` · ${gettext("kertas %(number)s", { number: report.paper })}` : ""}
      </p>
      <p class="words">${report.text || gettext("(tanpa kata-kata)")}</p>
      <p>${placeText(report)} ${this.point(report)}</p>
      ${report.caller ? this.caller(report.caller) : nothing}
    `;
  }

  private point(report: Report): TemplateResult | typeof nothing {
    if (report.lat === null || report.lon === null) return nothing;
    return html`
      <span class="number muted small">${report.lat.toFixed(5)}, ${report.lon.toFixed(5)}</span>
    `;
  }

  private caller(caller: NonNullable<Report["caller"]>): TemplateResult {
    return html`
      <div class="caller">
        <span>
          ${caller.name || gettext("nama tidak diketahui")}
          <span class="number">${this.phone || caller.masked}</span>
        </span>
        ${caller.masked === "" ? nothing : this.number()}
      </div>
    `;
  }

  private number(): TemplateResult {
    if (this.phone)
      return html`
        <a class="tel" href="tel:${this.phone}">${gettext("Telepon")}</a>
      `;
    return html`
      <form class="inline" @submit=${this.reveal}>
        <label class="hidden-but-heard" for="reveal-reason">${gettext("Alasan membuka nomor")}</label>
        <input
          id="reveal-reason"
          name="reason"
          required
          minlength="3"
          maxlength="500"
          placeholder=${gettext("Alasan membuka nomor")}
          autocomplete="off"
        />
        <button>${gettext("Buka nomor")}</button>
      </form>
    `;
  }

  /** Every reveal is an entry with its reason; the number stays on this panel only. */
  private readonly reveal = (event: Event): void => {
    event.preventDefault();
    const { report } = this.desk;
    const reason = new FormData(event.target as HTMLFormElement).get("reason");
    if (!report || typeof reason !== "string") return;
    void this.desk.ask("post", `reports/${report.id}/reveal`, { reason }).then((body) => {
      if (body !== null && this.shownReport === report.id) this.phone = (body as { phone: string }).phone;
      this.requestUpdate();
    });
  };

  private suggestion(report: Report): TemplateResult {
    const suggestion = this.interview?.suggestion ?? report.suggestion ?? null;
    return html`
      <psc-suggestion
        .desk=${this.desk}
        .where=${"open"}
        .suggestion=${suggestion}
        .type=${this.choice?.type ?? suggestion?.type ?? ""}
        .priority=${this.choice?.priority ?? suggestion?.priority ?? "P3"}
        .overruled=${this.choice !== null}
        .choose=${this.choose}
      ></psc-suggestion>
    `;
  }

  private readonly choose = (type: string, priority?: string): void => {
    const usual = this.desk.config.types.find(({ code }) => code === type)?.priority;
    this.choice = { type, priority: priority ?? usual ?? "P3" };
  };

  private screening(report: Report): TemplateResult | typeof nothing {
    const reasons = report.screening?.reasons ?? [];
    if (reasons.length === 0) return nothing;
    return html`
      <div class="screening">
        <h3>${gettext("Yang perlu diketahui")}</h3>
        <ul>
          ${reasons.map(
            (reason) => html`
              <li>${reason.text}</li>
            `,
          )}
        </ul>
      </div>
    `;
  }

  private decide(report: Report, moves: readonly string[]): TemplateResult {
    const busy = this.desk.actions.isBusy(report.id);
    return html`
      <div class="decide">
        <div class="buttons">
          <button class="primary" id="open-incident" ?disabled=${busy} @click=${() => this.openNow()}>
            ${gettext("Buka kejadian")}
          </button>
          ${
            moves.includes("claim")
              ? html`
                  <button ?disabled=${busy} @click=${() => this.desk.send(wish.claim(report))}>
                    ${gettext("Ambil")}
                  </button>
                `
              : nothing
          }
        </div>
      </div>
    `;
  }

  private endings(report: Report): TemplateResult {
    const busy = this.desk.actions.isBusy(report.id);
    return html`
      <div role="group" aria-label=${gettext("Tutup tanpa kejadian")}>
        <h3>${gettext("Tutup tanpa kejadian")}</h3>
        <div class="buttons">
          ${byFrequency(this.desk.config.dispositions.report).map((each) => this.dismissButton(report, each, busy))}
        </div>
      </div>
    `;
  }

  private dismissButton(report: Report, { code, name }: Disposition, busy: boolean): TemplateResult {
    const asks = this.sure === code;
    const press = () => {
      if (!asks && needsSecondLook(report, code)) this.sure = code;
      else this.desk.decide(report, wish.dismiss(report, code, name));
    };
    return html`
      <button ?disabled=${busy} class=${asks ? "asks" : ""} data-disposition=${code} @click=${press}>
        ${asks ? gettext("Yakin %(what)s? Sudah dengarkan baik-baik?", { what: name }) : name}
      </button>
    `;
  }
}

/** What a 112 hears most comes first: the most frequent action must be the nearest one. */
const FREQUENT = ["prank", "silent", "information", "misdial", "test", "duplicate"];

function byFrequency(dispositions: readonly Disposition[]): readonly Disposition[] {
  const rank = ({ code }: Disposition) => (FREQUENT.includes(code) ? FREQUENT.indexOf(code) : FREQUENT.length);
  return [...dispositions].sort((a, b) => rank(a) - rank(b));
}
