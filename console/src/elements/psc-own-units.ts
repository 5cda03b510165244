import { html, nothing, type TemplateResult } from "lit";
import { ownUnits, type OwnUnit } from "../core/agency-desk";
import { partOf } from "../core/selectors";
import { gettext } from "../core/strings";
import type { Assignment, Incident } from "../core/types";
import { moveWord, shortNumber, unitWord } from "../core/words";
import * as wish from "../core/wishes";
import { PscElement } from "./element";
import { keyHint, pendingMark, timeCell } from "./parts";

/** So many units have a digit of their own. */
const DIGITS = 9;

/** The agency's own units: a digit goes to the next step of one, Enter takes it. */
export class PscOwnUnits extends PscElement {
  protected override render(): TemplateResult {
    const { incident } = this.desk;
    const units = ownUnits(this.desk.store.units.values(), incident);
    return html`
      <h2>${gettext("Unit kami")}</h2>
      ${
        units.length === 0
          ? html`
              <p class="muted">${gettext("Instansi ini tidak mempunyai unit.")}</p>
            `
          : nothing
      }
      <ul class="own-units" tabindex="-1" aria-label=${gettext("Unit kami")}>
        ${units.map((own, index) => this.row(own, index, incident))}
      </ul>
    `;
  }

  /** A digit was pressed: the focus goes to that unit's next step. Nothing is sent before Enter. */
  pick(digit: number): void {
    this.querySelector<HTMLElement>(`[data-digit="${digit}"] button:not([disabled])`)?.focus();
  }

  private row({ unit, job }: OwnUnit, index: number, incident: Incident | undefined): TemplateResult {
    const digit = index < DIGITS ? index + 1 : null;
    const part = incident && partOf(incident, this.desk.config.user.agency?.code);
    return html`
      <li data-unit=${unit.call_sign} data-digit=${digit ?? nothing}>
        <span class="own-unit">
          ${digit === null ? nothing : keyHint(String(digit))}
          <b>${unit.call_sign}</b>
          ${unitWord(unit.status)} ${unit.since ? timeCell(this.desk, unit.since) : nothing}
          ${this.elsewhere(unit, job)}
        </span>
        <span class="buttons">${part ? this.steps({ unit, job }, part) : nothing}</span>
        ${pendingMark(this.desk, job?.id ?? unit.id)}
      </li>
    `;
  }

  private elsewhere(unit: OwnUnit["unit"], job: OwnUnit["job"]): TemplateResult | typeof nothing {
    const other = unit.incident === null || job ? undefined : this.desk.store.incidents.get(unit.incident);
    if (!other) return nothing;
    return html`
      <span class="muted">${gettext("di %(number)s", { number: shortNumber(other.number) })}</span>
    `;
  }

  private steps({ unit, job }: OwnUnit, part: Assignment): TemplateResult | TemplateResult[] | typeof nothing {
    const { desk } = this;
    if (job) {
      return desk.moves.unit(job, part).moves.map(
        (move) => html`
          <button
            class=${move === "cancelled" ? "quiet" : ""}
            data-move=${move}
            ?disabled=${desk.actions.isBusy(job.id)}
            @click=${() => desk.send(wish.moveUnit(job, move, null))}
          >
            ${moveWord(move)}
          </button>
        `,
      );
    }
    if (unit.status !== "available" || !desk.moves.assignment(part).moves.includes("send")) return nothing;
    return html`
      <button
        data-move="send"
        ?disabled=${desk.actions.isBusy(unit.id)}
        @click=${() => desk.send(wish.sendUnit(part.id, unit, null))}
      >
        ${gettext("Kirim")}
      </button>
    `;
  }
}
