import { html, nothing, type TemplateResult } from "lit";
import { isUnaccepted } from "../core/selectors";
import { gettext } from "../core/strings";
import type { Assignment, Incident, OnBehalf, UnitAssignment } from "../core/types";
import { agencyName, isObligation, moveWord, unitWord } from "../core/words";
import { MEANS_CODES, meansWord, partWord, roleWord } from "../core/words-work";
import * as wish from "../core/wishes";
import { PscElement } from "./element";
import { clockCell, keyHint, options, pendingMark, timeCell } from "./parts";

/** Moves that are a plain button; declining asks why, sending asks which unit. */
const PLAIN = ["acknowledge", "done"];

/** One agency's part: what obliges it, whether it has seen and taken it, and its units. */
export class PscAssignment extends PscElement {
  declare incident: Incident;
  declare assignment: Assignment;
  declare speaking: boolean;
  declare problem: string;
  static override properties = {
    ...PscElement.properties,
    incident: { attribute: false },
    assignment: { attribute: false },
    speaking: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.speaking = false;
    this.problem = "";
  }

  protected override render(): TemplateResult {
    const { assignment: part, desk } = this;
    const own = desk.moves.isOwn(part);
    const limit = this.incident.deadlines.find((each) => each.assignment === part.id && isObligation(each.kind));
    const ended = part.status === "declined" || part.status === "withdrawn";
    return html`
      <article
        class="part ${own ? "own" : ""} ${ended ? "ended" : ""}"
        data-agency=${part.agency.code}
        data-status=${part.status}
      >
        <div class="panel-head">
          <h3>
            <b class="name">${agencyName(part.agency)}</b>
            · ${roleWord(part.role)}
          </h3>
          ${clockCell(desk, limit)}
        </div>
        <p>
          <span class="part-status">${partWord(part)}</span>
          ${timeCell(desk, part.since)}${this.receipt()}${this.onBehalf()}${this.substitute()}
        </p>
        ${this.why(own)} ${this.unitLines()} ${pendingMark(desk, part.id)} ${this.actions()}
      </article>
    `;
  }

  private receipt(): TemplateResult | typeof nothing {
    const { assignment: part } = this;
    if (!part.delivered_at || part.status === "delivered") return nothing;
    return html`
      ·
      <span class="muted small">${gettext("tampil")} ${timeCell(this.desk, part.delivered_at)}</span>
    `;
  }

  private onBehalf(): TemplateResult | typeof nothing {
    const told = this.assignment.on_behalf;
    if (!told) return nothing;
    const words = gettext("lewat pusat: %(name)s (%(means)s)", { name: told.name, means: meansWord(told.means) });
    return html`
      ·
      <span class="muted">${words}</span>
    `;
  }

  private substitute(): TemplateResult | typeof nothing {
    const { assignment: part, incident, desk } = this;
    const replaced = incident.assignments.find((each) => each.id === part.substitute_for);
    const reason = desk.config.decline_reasons.find(({ code }) => code === part.reason)?.name ?? part.reason;
    return html`
      ${
        replaced
          ? html`
              · ${gettext("pengganti %(agency)s", { agency: agencyName(replaced.agency) })}
            `
          : nothing
      }
      ${
        part.status === "declined" && reason
          ? html`
              : ${reason}
            `
          : nothing
      }
    `;
  }

  private why(own: boolean): TemplateResult | typeof nothing {
    const { decree, article, obligation } = this.assignment;
    if (!decree) return nothing;
    return html`
      <details class="why" ?open=${own && isUnaccepted(this.assignment)}>
        <summary>${own ? gettext("Mengapa kami?") : gettext("Mengapa instansi ini?")}</summary>
        <p>${decree}${article ? ` · ${article}` : ""}</p>
        ${
          obligation
            ? html`
                <p>${obligation}</p>
              `
            : nothing
        }
        <psc-why .desk=${this.desk} .assignment=${this.assignment}></psc-why>
      </details>
    `;
  }

  private unitLines(): TemplateResult | typeof nothing {
    if (this.assignment.units.length === 0) return nothing;
    return html`
      <ul class="jobs">
        ${this.assignment.units.map(
          (job) => html`
            <li data-unit=${job.unit.call_sign}>
              ${this.unitLine(job)}
              <psc-crew-link .desk=${this.desk} .job=${job} .assignment=${this.assignment}></psc-crew-link>
            </li>
          `,
        )}
      </ul>
    `;
  }

  private unitLine(job: UnitAssignment): TemplateResult {
    const { moves, onBehalf } = this.desk.moves.unit(job, this.assignment);
    const busy = this.desk.actions.isBusy(job.id);
    return html`
      <span>
        <b>${job.unit.call_sign}</b>
        ${unitWord(job.status)} ${timeCell(this.desk, job.since)}
        ${
          job.destination
            ? html`
                <span class="muted">→ ${job.destination}</span>
              `
            : nothing
        }
      </span>
      <span class="buttons">
        ${moves.map(
          (move) => html`
            <button
              ?disabled=${busy}
              data-move=${move}
              @click=${() => this.desk.send(wish.moveUnit(job, move, onBehalf ? this.told(false) : null))}
            >
              ${moveWord(move)}
            </button>
          `,
        )}
      </span>
      ${pendingMark(this.desk, job.id)}
    `;
  }

  private actions(): TemplateResult | typeof nothing {
    const { moves, onBehalf } = this.desk.moves.assignment(this.assignment);
    if (!moves.some((move) => [...PLAIN, "decline"].includes(move))) return nothing;
    if (onBehalf && !this.speaking) {
      return html`
        <div class="buttons">
          ${this.phone()}
          <button
            @click=${() => {
              this.speaking = true;
              void this.focusOn("input[name=name]");
            }}
          >
            ${gettext("Atas nama instansi…")}
          </button>
        </div>
      `;
    }
    return html`
      <div class="answer">
        ${onBehalf ? this.speaker() : nothing}
        ${
          this.problem
            ? html`
                <p class="problem" role="alert">${this.problem}</p>
              `
            : nothing
        }
        <div class="buttons">
          ${PLAIN.filter((move) => moves.includes(move)).map((move) => this.plain(move, onBehalf))}
        </div>
        ${moves.includes("decline") ? this.decline(onBehalf) : nothing}
      </div>
    `;
  }

  private plain(move: string, onBehalf: boolean): TemplateResult {
    const press = () => {
      const told = onBehalf ? this.told(true) : null;
      if (!onBehalf || told) this.answered(wish.movePart(this.assignment, move, told));
    };
    return html`
      <button
        class=${move === "acknowledge" ? "primary" : ""}
        data-move=${move}
        ?disabled=${this.desk.actions.isBusy(this.assignment.id)}
        @click=${press}
      >
        ${moveWord(move)} ${!onBehalf && move === "acknowledge" ? keyHint("Enter") : nothing}
      </button>
    `;
  }

  private decline(onBehalf: boolean): TemplateResult {
    const submit = (event: Event) => {
      event.preventDefault();
      const reason = new FormData(event.target as HTMLFormElement).get("reason");
      const told = onBehalf ? this.told(true) : null;
      if (typeof reason === "string" && (!onBehalf || told)) this.answered(wish.decline(this.assignment, reason, told));
    };
    return html`
      <form class="inline" @submit=${submit}>
        <label class="hidden-but-heard" for="reason-${this.assignment.id}">${gettext("Alasan menolak")}</label>
        <select id="reason-${this.assignment.id}" name="reason" required>
          <option value="">${gettext("Alasan menolak…")}</option>
          ${options(this.desk.config.decline_reasons, "")}
        </select>
        <button data-move="decline" ?disabled=${this.desk.actions.isBusy(this.assignment.id)}>
          ${moveWord("decline")} ${onBehalf ? nothing : keyHint("T")}
        </button>
      </form>
    `;
  }

  private answered(wanted: ReturnType<typeof wish.movePart>): void {
    this.problem = "";
    this.speaking = false;
    this.desk.send(wanted);
  }

  private phone(): TemplateResult {
    const { phone } = this.assignment.agency;
    if (!phone)
      return html`
        <span class="muted">${gettext("nomor telepon tidak tercatat")}</span>
      `;
    return html`
      <a class="tel" href="tel:${phone}">☎ ${phone}</a>
    `;
  }

  private speaker(): TemplateResult {
    return html`
      <div class="speaker">
        ${this.phone()}
        <div class="two">
          <div class="field">
            <label for="told-${this.assignment.id}">${gettext("Siapa di instansi itu")}</label>
            <input id="told-${this.assignment.id}" name="name" maxlength="120" autocomplete="off" />
          </div>
          <div class="field">
            <label for="means-${this.assignment.id}">${gettext("Lewat")}</label>
            <select id="means-${this.assignment.id}" name="means">
              ${MEANS_CODES.map(
                (code) => html`
                  <option value=${code}>${meansWord(code)}</option>
                `,
              )}
            </select>
          </div>
        </div>
      </div>
    `;
  }

  /** Who was told, and how. The centre is not the agency: an answer without a name is no answer. */
  private told(needed: boolean): OnBehalf | null {
    const name = this.querySelector<HTMLInputElement>("input[name=name]")?.value.trim() ?? "";
    const means = this.querySelector<HTMLSelectElement>("select[name=means]")?.value ?? "phone";
    if (name !== "") return { name, means };
    if (needed) {
      this.problem = gettext("Tulis nama orang di instansi itu yang menjawab.");
      void this.focusOn("input[name=name]");
    }
    return null;
  }
}
