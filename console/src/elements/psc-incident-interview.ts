import { html, nothing, type TemplateResult } from "lit";
import { type Interview, sayAnswer } from "../core/interview";
import { gettext } from "../core/strings";
import type { Incident } from "../core/types";
import { typeNameOf } from "../core/words";
import * as wish from "../core/wishes";
import { PscElement } from "./element";
import { pendingMark, priorityChip } from "./parts";

/** Help is on its way and the caller still speaks: the questions go on, and nothing waits for them. */
export class PscIncidentInterview extends PscElement {
  declare incident: Incident;
  declare interview: Interview | null;
  static override properties = {
    ...PscElement.properties,
    incident: { attribute: false },
    interview: { state: true },
  };
  private asked = "";

  constructor() {
    super();
    this.interview = null;
  }

  protected override willUpdate(): void {
    const wanted = `${this.incident.id} ${this.incident.rev}`;
    if (wanted === this.asked) return;
    if (!this.asked.startsWith(this.incident.id)) this.interview = null;
    this.asked = wanted;
    void this.ask(wanted);
  }

  private async ask(wanted: string): Promise<void> {
    const found = (await this.desk.ask("get", `incidents/${this.incident.id}/interview`)) as Interview | null;
    if (wanted === this.asked && found !== null) this.interview = found;
  }

  protected override render(): TemplateResult {
    return html`
      <psc-interview
        .desk=${this.desk}
        .where=${"incident"}
        .interview=${this.interview}
        .answer=${this.answer}
      ></psc-interview>
      ${pendingMark(this.desk, `answers:${this.interview?.report ?? ""}`)} ${this.proposal()}
    `;
  }

  /** What the caller's answers speak for, with the two ways to decide. */
  private proposal(): TemplateResult | typeof nothing {
    const { incident } = this;
    const { proposal } = incident;
    if (!proposal || !this.desk.moves.incident(incident).includes("reclassify")) return nothing;
    const choice = { type: proposal.type, priority: proposal.priority };
    const busy = this.desk.actions.isBusy(incident.id);
    return html`
      <section class="problem" aria-label=${gettext("Usulan dari jawaban penelepon")}>
        <p>
          ${priorityChip(choice.priority)}
          ${gettext("Jawaban penelepon mengusulkan %(type)s", { type: typeNameOf(this.desk.config, choice.type) })}
        </p>
        ${this.because(proposal.because)}
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

  /** The answers that speak for it, as they were asked and given: the card names them by code. */
  private because(codes: readonly string[]): TemplateResult | typeof nothing {
    const given = this.interview?.answered.filter(({ id }) => codes.some((code) => code.startsWith(`${id}=`))) ?? [];
    if (given.length === 0) return nothing;
    return html`
      <ul class="lines small">
        ${given.map(
          (one) => html`
            <li>${sayAnswer(one, this.desk.config.user.language)}</li>
          `,
        )}
      </ul>
    `;
  }

  private readonly answer = (question: string, value: string | null): void => {
    const report = this.interview?.report;
    if (!report) return;
    const action = this.desk.send(wish.answer(report, question, value));
    this.desk.when(action, () => {
      this.asked = "";
      this.requestUpdate();
    });
  };
}
