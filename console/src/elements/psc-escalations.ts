import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { countdown } from "../core/clock";
import { type Escalation, escalations } from "../core/escalations";
import { Freeze, FrozenOrder } from "../core/freeze";
import { gettext, ngettext } from "../core/strings";
import { agencyName, alarmWord, positionWord } from "../core/words";
import { assignmentWord, limitActWord } from "../core/words-work";
import * as wish from "../core/wishes";
import { PscElement } from "./element";
import { loading, options, pendingMark, priorityChip, timeCell, type Drawn } from "./parts";

/** So many are drawn; whoever has more has another problem than a long list. */
const MOST_ROWS = 60;

/** What nobody answered in time: which step, who was called, what was said, and how long until the next step. */
export class PscEscalations extends PscElement {
  private readonly freeze = new Freeze();
  private readonly order = new FrozenOrder();

  /** No row moves under a hand: while one works here, what is new waits and is counted. */
  private view(): { readonly rows: readonly Escalation[]; readonly fresh: number } {
    const found = new Map(escalations(this.desk.store, this.desk.config).map((row) => [row.limit, row]));
    const { ids, fresh } = this.order.view([...found.keys()], this.freeze.held);
    return { rows: ids.map((id) => found.get(id)).filter((row) => row !== undefined), fresh };
  }

  protected override render(): TemplateResult {
    const { rows, fresh } = this.view();
    return html`
      <div class="list-bar">
        <h2>
          ${gettext("Eskalasi")}
          <span class="muted small">${ngettext("%(n)s berjalan", "%(n)s berjalan", rows.length)}</span>
        </h2>
      </div>
      ${
        fresh > 0
          ? html`
              <div class="list-fresh">
                <button @click=${this.release}>${ngettext("%(n)s baru ↓", "%(n)s baru ↓", fresh)}</button>
              </div>
            `
          : nothing
      }
      <div
        class="list"
        tabindex="0"
        role="region"
        aria-label=${gettext("Eskalasi menurut waktu ke langkah berikut")}
        @focusin=${() => this.freeze.touch("focus")}
        @input=${() => this.freeze.touch("focus")}
        @focusout=${() => this.freeze.leave("focus")}
        @pointerenter=${() => this.freeze.touch("pointer")}
        @pointerleave=${() => this.freeze.leave("pointer")}
      >
        <ul>
          ${repeat(
            rows.slice(0, MOST_ROWS),
            (row) => row.limit,
            (row) => this.row(row),
          )}
        </ul>
        ${
          rows.length > MOST_ROWS
            ? html`
                <p class="problem">${gettext("%(n)s lagi di bawah ini.", { n: rows.length - MOST_ROWS })}</p>
              `
            : nothing
        }
      </div>
      ${
        rows.length === 0
          ? html`
              <div class="empty">${this.empty()}</div>
            `
          : nothing
      }
    `;
  }

  /** Nobody is told that all is well before anything was heard. */
  private empty(): TemplateResult {
    if (this.desk.store.position === null) return loading();
    return html`
      <p class="muted">${gettext("Tidak ada eskalasi: semua batas dipenuhi atau belum lewat.")}</p>
    `;
  }

  private readonly release = (): void => {
    this.order.release();
    this.requestUpdate();
  };

  private row(row: Escalation): TemplateResult {
    const { desk } = this;
    return html`
      <li class="escalation" data-limit=${row.limit} data-kind=${row.kind}>
        <div class="escalation-head">
          ${row.priority === null ? nothing : priorityChip(row.priority)}
          <button class="quiet" @click=${() => this.show(row)}>${row.number}</button>
          <b>${row.title}</b>
          <span class="clock over" title=${gettext("lewat sejak batasnya")}>
            ${countdown(row.dueAt, desk.clock.now()).text}
          </span>
        </div>
        <div class="escalation-body">
          <span>${alarmWord(row.kind)}</span>
          ${this.answer(row)}
          <span>
            ${gettext("langkah %(n)s/%(of)s", { n: row.step, of: row.steps })} ·
            ${gettext("dihubungi: %(who)s", { who: row.called === null ? "-" : positionWord(row.called) })}
          </span>
          ${this.nextStep(row)}
        </div>
        ${this.acts(row)} ${this.act(row)} ${pendingMark(desk, row.limit)}
      </li>
    `;
  }

  private answer({ part }: Escalation): Drawn {
    if (part === null) return nothing;
    const { phone } = part.agency;
    return html`
      <span>
        <b>${agencyName(part.agency)}</b>
        ${assignmentWord(part.status)}
        ${
          phone
            ? html`
                <a class="tel" href="tel:${phone}">${phone}</a>
              `
            : nothing
        }
      </span>
    `;
  }

  private nextStep({ next, nextAt }: Escalation): TemplateResult {
    if (next === null || nextAt === null) {
      return html`
        <b class="problem">${gettext("tidak ada langkah lagi")}</b>
      `;
    }
    const { text, urgency } = countdown(nextAt, this.desk.clock.now());
    const sure = this.desk.line === "live" ? "" : "unsure";
    return html`
      <span>
        ${gettext("berikut: %(who)s dalam", { who: positionWord(next) })}
        <span class="clock ${urgency} ${sure}">${text}</span>
      </span>
    `;
  }

  private act({ act }: Escalation): Drawn {
    if (act === null) return nothing;
    const reason = this.desk.config.limit_reasons.find(({ code }) => code === act.reason)?.name ?? act.reason;
    const why = act.what === "taken_over" ? (act.words ?? "") : [reason, act.words ?? ""].filter(Boolean).join(", ");
    return html`
      <p class="small muted">
        ${timeCell(this.desk, act.at)} ${act.by}: ${limitActWord(act.what)}${why === "" ? "" : ` (${why})`}
      </p>
    `;
  }

  /** Only the coordinator decides, each time with a reason; everybody concerned sees it on the card. */
  private acts(row: Escalation): Drawn {
    if (!this.desk.config.user.roles.includes("coordinator")) return nothing;
    const id = `limit-${row.limit}`;
    return html`
      <div class="buttons">
        <button data-act="take-over" @click=${() => this.send(row, "take-over", gettext("Ambil alih"))}>
          ${gettext("Ambil alih")}
        </button>
        <details class="limit-acts">
          <summary>${gettext("Lewati / perpanjang…")}</summary>
          <div class="buttons">
            <label for="${id}-reason">${gettext("Alasan")}</label>
            <select id="${id}-reason" data-reason>
              ${options(this.desk.config.limit_reasons, "")}
            </select>
            <input
              data-words
              aria-label=${gettext("Keterangan")}
              placeholder=${gettext("Keterangan")}
              maxlength="500"
            />
            <button
              data-act="skip"
              ?disabled=${row.next === null}
              @click=${() => this.send(row, "skip", gettext("Lewati langkah"))}
            >
              ${gettext("Lewati langkah")}
            </button>
            <button data-act="extend" @click=${() => this.send(row, "extend", gettext("Perpanjang 5 menit"))}>
              ${gettext("Perpanjang 5 menit")}
            </button>
          </div>
        </details>
      </div>
    `;
  }

  private send(row: Escalation, act: string, label: string): void {
    const place = this.querySelector(`[data-limit="${row.limit}"]`);
    const reason = place?.querySelector<HTMLSelectElement>("[data-reason]")?.value ?? "";
    const words = place?.querySelector<HTMLInputElement>("[data-words]")?.value.trim() ?? "";
    const body = act === "take-over" ? { words } : { reason, words };
    this.desk.send(wish.actOnLimit(row.limit, act, `${label} · ${row.number}`, body));
    const form = place?.querySelector("details");
    if (form) form.open = false;
  }

  private show(row: Escalation): void {
    if (row.incident !== null) this.desk.select({ kind: "incident", id: row.incident });
    else if (row.report !== null) this.desk.select({ kind: "report", id: row.report });
    this.dispatchEvent(new CustomEvent("psc-enter", { bubbles: true }));
  }
}
