import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { isActive, isOpen } from "../core/selectors";
import { gettext } from "../core/strings";
import type { Assignment, Incident } from "../core/types";
import {
  channelWord,
  deadlineWord,
  incidentWord,
  isObligation,
  moveWord,
  shortNumber,
  typeName,
  typeNameOf,
  unitWord,
  whereText,
} from "../core/words";
import * as wish from "../core/wishes";
import { PscElement } from "./element";
import { clockCell, emergencyTag, exerciseTag, pendingMark, priorityChip, timeCell } from "./parts";

const ROLE_ORDER: Readonly<Record<string, number>> = { lead: 0, support: 1, informed: 2 };

/** One incident: what, where, since when; every agency's part; what was said; and what this person may do. */
export class PscIncidentPanel extends PscElement {
  protected override render(): TemplateResult {
    const { incident, selection } = this.desk;
    if (!incident)
      return html`
        <section class="panel">${selection ? this.lost() : this.nothingChosen()}</section>
      `;
    const moves = this.desk.moves.incident(incident);
    return html`
      <section class="panel" id="incident-panel" aria-label=${gettext("Isi kejadian")} data-incident=${incident.id}>
        ${this.head(incident)} ${pendingMark(this.desk, incident.id)} ${this.ownJob(incident)} ${this.limits(incident)}
        ${
          this.desk.moves.worksAtCentre && isOpen(incident)
            ? html`
                <psc-incident-interview .desk=${this.desk} .incident=${incident}></psc-incident-interview>
              `
            : nothing
        }
        ${this.parts(incident, true)}
        ${
          this.desk.moves.worksAtDesk
            ? html`
                <psc-checklist .desk=${this.desk} .incident=${incident}></psc-checklist>
              `
            : nothing
        }
        <psc-help .desk=${this.desk} .incident=${incident}></psc-help>
        ${
          this.maySend(incident)
            ? html`
                <psc-send-units .desk=${this.desk} .incident=${incident}></psc-send-units>
              `
            : nothing
        }
        ${this.parts(incident, false)}
        <psc-aid .desk=${this.desk} .incident=${incident}></psc-aid>
        <psc-casualties .desk=${this.desk} .incident=${incident}></psc-casualties>
        <psc-exchange .desk=${this.desk} .incident=${incident}></psc-exchange>
        ${this.reports(incident)} ${this.notes(incident, moves)} ${this.proposal(incident, moves)}
        <psc-incident-changes .desk=${this.desk} .incident=${incident}></psc-incident-changes>
        <psc-timeline .desk=${this.desk} .incident=${incident.id}></psc-timeline>
      </section>
    `;
  }

  /** One's own part comes first, then what can be sent, then everybody else's. */
  private parts(incident: Incident, own: boolean): TemplateResult | typeof nothing {
    const wanted = parts(incident).filter((part) => this.desk.moves.isOwn(part) === own);
    if (own && wanted.length === 0) return nothing;
    return html`
      <section aria-label=${own ? gettext("Bagian kami") : gettext("Bagian instansi")}>
        ${repeat(
          wanted,
          (part) => part.id,
          (part) => html`
            <psc-assignment .desk=${this.desk} .incident=${incident} .assignment=${part}></psc-assignment>
          `,
        )}
        ${
          incident.assignments.length === 0
            ? html`
                <p class="problem">${gettext("Belum ada instansi yang berkewajiban: koordinator menentukan.")}</p>
              `
            : nothing
        }
      </section>
    `;
  }

  previewSend(): void {
    this.querySelector<HTMLElement & { preview(): void }>("psc-send-units")?.preview();
  }

  private lost(): TemplateResult {
    return html`
      <p>${gettext("Kejadian ini tidak ada lagi di papan Anda: selesai, atau bagian Anda sudah berakhir.")}</p>
    `;
  }

  private nothingChosen(): TemplateResult {
    return html`
      <p class="muted">${gettext("Pilih satu baris untuk melihat isinya.")}</p>
    `;
  }

  private head(incident: Incident): TemplateResult {
    return html`
      <div class="panel-head">
        <h2>
          ${priorityChip(incident.priority)}
          <span class="number">${shortNumber(incident.number)}</span>
          ${typeName(this.desk.config, incident)} ${exerciseTag(incident.exercise)}
        </h2>
        <span class="stage">${incidentWord(incident)}</span>
        ${
          this.desk.moves.isCrew
            ? nothing
            : html`
                <a href="/incidents/${incident.id}/sheet" target="_blank" rel="noopener">${gettext("Lembar cetak")}</a>
              `
        }
      </div>
      <p>${whereText(incident)} ${this.way(incident)}</p>
      <p class="muted small">
        ${gettext("dibuka")} ${timeCell(this.desk, incident.opened_at, true)}
        ${
          incident.closed_at
            ? html`
                · ${gettext("ditutup")} ${timeCell(this.desk, incident.closed_at, true)} · ${this.disposition(incident)}
              `
            : nothing
        }
        ${
          incident.procedure
            ? html`
                · ${gettext("SOP versi %(n)s", { n: incident.procedure.version })} ${emergencyTag(incident.procedure)}
              `
            : nothing
        }
      </p>
    `;
  }

  private disposition(incident: Incident): string {
    const found = this.desk.config.dispositions.incident.find(({ code }) => code === incident.disposition);
    return found?.name ?? incident.disposition ?? "";
  }

  /** The telephone's own map knows the way; nothing is fetched by this page. */
  private way(incident: Incident): TemplateResult | typeof nothing {
    if (incident.lat === null || incident.lon === null) return nothing;
    const point = `${incident.lat.toFixed(5)},${incident.lon.toFixed(5)}`;
    if (this.desk.moves.isCrew)
      return html`
        <a class="button" href="geo:${point}?q=${point}">${gettext("Arahkan")}</a>
      `;
    return html`
      <span class="number muted small">${point.replace(",", ", ")}</span>
    `;
  }

  /** A crew's own next state, as large as a thumb. */
  private ownJob(incident: Incident): TemplateResult | typeof nothing {
    const { moves } = this.desk;
    const own = incident.assignments
      .flatMap((part) => part.units.map((job) => ({ part, job })))
      .find(({ job }) => moves.isOwnUnit(job.unit.id) && !["cleared", "cancelled"].includes(job.status));
    if (!own) return nothing;
    const next = moves.unit(own.job, own.part).moves.filter((move) => move !== "cancelled");
    return html`
      <div class="own-job">
        <p>
          <b>${own.job.unit.call_sign}</b>
          ${unitWord(own.job.status)}
        </p>
        ${next.map(
          (move, index) => html`
            <button
              class=${index === 0 ? "primary thumb" : "thumb"}
              data-move=${move}
              ?disabled=${this.desk.actions.isBusy(own.job.id)}
              @click=${() => this.desk.send(wish.moveUnit(own.job, move, null))}
            >
              ${moveWord(move)}
            </button>
          `,
        )}
        ${pendingMark(this.desk, own.job.id)}
      </div>
    `;
  }

  private limits(incident: Incident): TemplateResult | typeof nothing {
    const own = incident.deadlines.filter((limit) => !limit.assignment && isObligation(limit.kind));
    if (own.length === 0 || !isOpen(incident)) return nothing;
    return html`
      <ul class="limits" aria-label=${gettext("Batas waktu")}>
        ${own.map(
          (limit) => html`
            <li>
              <span class="muted">${deadlineWord(limit.kind)}</span>
              ${clockCell(this.desk, limit)}
            </li>
          `,
        )}
      </ul>
    `;
  }

  private maySend(incident: Incident): boolean {
    return incident.assignments.some((part) => this.desk.moves.assignment(part).moves.includes("send"));
  }

  private reports(incident: Incident): TemplateResult {
    return html`
      <section aria-label=${gettext("Laporan")}>
        <h3>
          ${gettext("Laporan")}
          <span class="number">${incident.reports.length}</span>
        </h3>
        <ul class="lines">
          ${incident.reports.map(
            (report) => html`
              <li>
                <span class="muted small">
                  ${timeCell(this.desk, report.received_at)} ${channelWord(report.channel)}
                  ${shortNumber(report.number)}
                </span>
                <span class="words">${report.text}</span>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  private notes(incident: Incident, moves: readonly string[]): TemplateResult {
    return html`
      <section aria-label=${gettext("Catatan")}>
        <h3>${gettext("Catatan")}</h3>
        <ul class="lines">
          ${(incident.notes ?? []).map(
            (note) => html`
              <li>
                <span class="muted small">${timeCell(this.desk, note.at)} ${note.author}</span>
                <span class="words">${note.text}</span>
              </li>
            `,
          )}
        </ul>
        ${moves.includes("note") ? this.noteForm(incident) : nothing} ${pendingMark(this.desk, `note:${incident.id}`)}
      </section>
    `;
  }

  private noteForm(incident: Incident): TemplateResult {
    const submit = (event: Event) => {
      event.preventDefault();
      const field = (event.target as HTMLFormElement).querySelector("textarea");
      const text = field?.value.trim() ?? "";
      if (!field || text === "") return;
      this.desk.send(wish.note(incident, text));
      field.value = "";
    };
    return html`
      <form class="inline" @submit=${submit}>
        <label class="hidden-but-heard" for="note-${incident.id}">${gettext("Catatan baru")}</label>
        <textarea id="note-${incident.id}" rows="2" maxlength="5000" placeholder=${gettext("Catatan baru")}></textarea>
        <button data-move="note">${gettext("Catat")}</button>
      </form>
    `;
  }

  /** What the caller's answers speak for, with the two ways to decide. */
  private proposal(incident: Incident, moves: readonly string[]): TemplateResult | typeof nothing {
    const { proposal } = incident;
    if (!proposal || !moves.includes("reclassify")) return nothing;
    const choice = { type: proposal.type, priority: proposal.priority };
    const busy = this.desk.actions.isBusy(incident.id);
    const what = { type: typeNameOf(this.desk.config, choice.type), because: proposal.because.join(", ") };
    return html`
      <section class="problem" aria-label=${gettext("Usulan dari jawaban penelepon")}>
        <p>${priorityChip(choice.priority)} ${gettext("Jawaban penelepon mengusulkan %(type)s (%(because)s)", what)}</p>
        <button
          class="primary"
          data-move="confirm-proposal"
          ?disabled=${busy}
          @click=${() => this.desk.send(wish.reclassify(incident, choice))}
        >
          ${gettext("Pakai usulan")}
        </button>
        <button
          data-move="decline-proposal"
          ?disabled=${busy}
          @click=${() => this.desk.send(wish.declineProposal(incident))}
        >
          ${gettext("Biarkan seperti sekarang")}
        </button>
      </section>
    `;
  }
}

/** Whoever leads first; those that ended last. */
function parts(incident: Incident): readonly Assignment[] {
  const rank = (part: Assignment) => (isActive(part) || part.status === "done" ? 0 : 10) + (ROLE_ORDER[part.role] ?? 3);
  return [...incident.assignments].sort((a, b) => rank(a) - rank(b));
}
