import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import type { Choice as Disposition, Duplicate, Report, Suggestion, TypeChoice } from "../core/types";
import { channelWord, distanceText, priorityLook, reportWord, shortNumber, typeNameOf } from "../core/words";
import * as wish from "../core/wishes";
import { earliest } from "../core/selectors";
import { PscElement } from "./element";
import { clockCell, exerciseTag, options, pendingMark, priorityChip, timeCell } from "./parts";

const PRIORITIES = ["P1", "P2", "P3", "P4", "P5"];
/** Below this the suggestion is a guess that a person must look at twice. */
const UNSURE = 0.5;
/** Ways to end a report that a habit must not take: a silent line may be somebody who cannot speak. */
const NEEDS_A_SECOND_LOOK = ["silent", "prank"];

/** One report: what it may be and why, what it may belong to, and the decision. */
export class PscReportPanel extends PscElement {
  declare choice: wish.Choice | null;
  declare sure: string | null;
  static override properties = { ...PscElement.properties, choice: { state: true }, sure: { state: true } };
  private shownReport = "";
  private phone = "";

  constructor() {
    super();
    this.choice = null;
    this.sure = null;
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
      this.choice = null;
      this.sure = null;
      this.phone = "";
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
        ${pendingMark(this.desk, report.id)} ${this.facts(report)}
        ${report.suggestion ? this.suggestion(report.suggestion) : nothing} ${this.screening(report)}
        ${this.duplicates(report, moves)} ${moves.includes("open") ? this.decide(report, moves) : nothing}
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
    const { report } = this.desk;
    const nearest = report?.duplicates?.[0];
    if (report && nearest) this.desk.decide(report, wish.attach(report, nearest));
  }

  private facts(report: Report): TemplateResult {
    const who = report.claimed_by ? ` · ${report.claimed_by.name}` : "";
    return html`
      <p class="muted small">
        ${channelWord(report.channel)} · ${timeCell(this.desk, report.received_at, true)} ·
        ${reportWord(report.status)}${who}
      </p>
      <p class="words">${report.text || gettext("(tanpa kata-kata)")}</p>
      <p>${report.place || gettext("lokasi belum diketahui")} ${this.point(report)}</p>
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

  private suggestion(suggestion: Suggestion): TemplateResult {
    const { config } = this.desk;
    const words = [...new Set(suggestion.evidence.map((each) => each.word))];
    const percent = Math.round(suggestion.confidence * 100);
    return html`
      <div class="suggestion">
        <h3>${gettext("Usulan")}</h3>
        <p>
          ${priorityChip(suggestion.priority)}
          <b>${typeNameOf(config, suggestion.type)}</b>
          <span class=${suggestion.confidence < UNSURE ? "problem" : "muted"}>
            ${
              suggestion.confidence < UNSURE
                ? gettext("keyakinan rendah (%(n)s %%), pastikan", { n: percent })
                : gettext("keyakinan %(n)s %%", { n: percent })
            }
          </span>
        </p>
        ${
          words.length > 0
            ? html`
                <p class="small muted">${gettext("Karena kata: %(words)s", { words: words.join(", ") })}</p>
              `
            : nothing
        }
        ${
          suggestion.alternatives.length > 0
            ? html`
                <div class="buttons" role="group" aria-label=${gettext("Kemungkinan lain")}>
                  ${suggestion.alternatives.map(
                    (other) => html`
                      <button
                        @click=${() => {
                          this.choice = { type: other.type, priority: other.priority };
                        }}
                      >
                        ${other.priority} ${typeNameOf(config, other.type)}
                      </button>
                    `,
                  )}
                </div>
              `
            : nothing
        }
      </div>
    `;
  }

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

  private duplicates(report: Report, moves: readonly string[]): TemplateResult | typeof nothing {
    const duplicates = report.duplicates ?? [];
    if (duplicates.length === 0) return nothing;
    return html`
      <div class="duplicates">
        <h3>${gettext("Mungkin kejadian yang sama")}</h3>
        <ul>
          ${duplicates.map(
            (duplicate, index) => html`
              <li>
                <span>${this.duplicateWords(duplicate)}</span>
                ${
                  moves.includes("attach")
                    ? html`
                        <button
                          ?disabled=${this.desk.actions.isBusy(report.id)}
                          @click=${() => this.desk.decide(report, wish.attach(report, duplicate))}
                        >
                          ${gettext("Gabung")}
                          ${
                            index === 0
                              ? html`
                                  <kbd>F7</kbd>
                                `
                              : nothing
                          }
                        </button>
                      `
                    : nothing
                }
              </li>
            `,
          )}
        </ul>
      </div>
    `;
  }

  private duplicateWords(duplicate: Duplicate): string {
    const far = duplicate.distance_m === null ? "" : distanceText(duplicate.distance_m);
    const caller = duplicate.same_caller === true ? gettext("nomor sama") : "";
    const ago = gettext("%(n)s mnt lalu", { n: Math.round(duplicate.minutes) });
    const facts = [far, ago, caller].filter((part) => part !== "").join(" · ");
    return `${shortNumber(duplicate.number)} ${typeNameOf(this.desk.config, duplicate.type)} · ${facts}`;
  }

  private decide(report: Report, moves: readonly string[]): TemplateResult {
    const busy = this.desk.actions.isBusy(report.id);
    return html`
      <div class="decide">
        <div class="two">${this.typeField(report)} ${this.priorityField(report)}</div>
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
        <div role="group" aria-label=${gettext("Tutup tanpa kejadian")}>
          <h3>${gettext("Tutup tanpa kejadian")}</h3>
          <div class="buttons">
            ${byFrequency(this.desk.config.dispositions.report).map((each) => this.dismissButton(report, each, busy))}
          </div>
        </div>
      </div>
    `;
  }

  private typeField(report: Report): TemplateResult {
    const chosen = this.choice?.type ?? report.suggestion?.type ?? "";
    return html`
      <div class="field">
        <label for="open-type">${gettext("Jenis")}</label>
        <select id="open-type" @change=${this.chooseType}>
          ${typeGroups(this.desk.config.types).map(
            ([group, types]) => html`
              <optgroup label=${group}>${options(types, chosen)}</optgroup>
            `,
          )}
        </select>
      </div>
    `;
  }

  private priorityField(report: Report): TemplateResult {
    const chosen = this.choice?.priority ?? report.suggestion?.priority ?? "P3";
    const choices = PRIORITIES.map((code) => ({ code, name: `${code} ${priorityLook(code).word}` }));
    return html`
      <div class="field">
        <label for="open-priority">${gettext("Prioritas")}</label>
        <select id="open-priority" @change=${this.choosePriority}>
          ${options(choices, chosen)}
        </select>
      </div>
    `;
  }

  private dismissButton(report: Report, { code, name }: Disposition, busy: boolean): TemplateResult {
    const asks = this.sure === code;
    const press = () => {
      if (NEEDS_A_SECOND_LOOK.includes(code) && !asks && speaksForTheCaller(report)) this.sure = code;
      else this.desk.decide(report, wish.dismiss(report, code, name));
    };
    return html`
      <button ?disabled=${busy} class=${asks ? "asks" : ""} data-disposition=${code} @click=${press}>
        ${asks ? gettext("Yakin %(what)s? Sudah dengarkan baik-baik?", { what: name }) : name}
      </button>
    `;
  }

  private readonly chooseType = (event: Event): void => {
    const type = (event.target as HTMLSelectElement).value;
    const usual = this.desk.config.types.find(({ code }) => code === type)?.priority;
    this.choice = { type, priority: usual ?? "P3" };
  };

  private readonly choosePriority = (event: Event): void => {
    const priority = (event.target as HTMLSelectElement).value;
    const type = this.choice?.type ?? this.desk.report?.suggestion?.type ?? "";
    this.choice = { type, priority };
  };
}

/** What a 112 hears most comes first: the most frequent action must be the nearest one. */
const FREQUENT = ["prank", "silent", "information", "misdial", "test", "duplicate"];

function byFrequency(dispositions: readonly Disposition[]): readonly Disposition[] {
  const rank = ({ code }: Disposition) => (FREQUENT.includes(code) ? FREQUENT.indexOf(code) : FREQUENT.length);
  return [...dispositions].sort((a, b) => rank(a) - rank(b));
}

/** An earlier real emergency from this number, or an open one nearby: then a second look is due. */
function speaksForTheCaller(report: Report): boolean {
  const reasons = report.screening?.reasons ?? [];
  return (report.duplicates?.length ?? 0) > 0 || reasons.some(({ code }) => code === "genuine_before");
}

function typeGroups(types: readonly TypeChoice[]): [string, TypeChoice[]][] {
  const groups = new Map<string, TypeChoice[]>();
  for (const type of types) groups.set(type.group, [...(groups.get(type.group) ?? []), type]);
  return [...groups];
}
