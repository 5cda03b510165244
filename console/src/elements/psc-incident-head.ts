import { html, nothing, type TemplateResult } from "lit";
import { isOpen } from "../core/selectors";
import { gettext } from "../core/strings";
import type { Incident } from "../core/types";
import { deadlineWord, isObligation, shortNumber, typeName } from "../core/words";
import { incidentWord, whereText } from "../core/words-work";
import { PscElement } from "./element";
import { clockCell, emergencyTag, exerciseTag, priorityChip, timeCell } from "./parts";

/** What an incident is, where, since when, under which procedure, and what of it runs out. */
export class PscIncidentHead extends PscElement {
  declare incident: Incident;
  static override properties = { ...PscElement.properties, incident: { attribute: false } };

  protected override render(): TemplateResult {
    const { incident } = this;
    return html`
      <div class="panel-head">
        <h2>
          ${priorityChip(incident.priority)}
          <span class="number">${shortNumber(incident.number)}</span>
          ${typeName(this.desk.config, incident)} ${exerciseTag(incident.exercise)}
        </h2>
        <span class="stage">${incidentWord(incident)}</span>
        <a href="/incidents/${incident.id}/sheet" target="_blank" rel="noopener">${gettext("Lembar cetak")}</a>
      </div>
      <p>${whereText(incident)} ${this.point(incident)}</p>
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
      ${this.limits(incident)}
    `;
  }

  private disposition(incident: Incident): string {
    const found = this.desk.config.dispositions.incident.find(({ code }) => code === incident.disposition);
    return found?.name ?? incident.disposition ?? "";
  }

  private point({ lat, lon }: Incident): TemplateResult | typeof nothing {
    if (lat === null || lon === null) return nothing;
    return html`
      <span class="number muted small">${lat.toFixed(5)}, ${lon.toFixed(5)}</span>
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
}
