import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import type { Incident } from "../core/types";
import { incidentLabel, type Mark } from "../map/marks";
import { PscElement } from "./element";

const MOST_LISTED = 100;

/** What is to be seen on the map, as words, for whoever does not see it; `psc-choose` says what was chosen. */
export class PscMapTwin extends PscElement {
  declare seen: readonly Mark[];
  declare placeless: readonly Incident[];
  static override properties = {
    ...PscElement.properties,
    seen: { attribute: false },
    placeless: { attribute: false },
  };

  protected override render(): TemplateResult {
    const { seen, placeless } = this;
    return html`
      <section class="map-twin" aria-label=${gettext("Yang tampak di peta")}>
        <h3>${gettext("Tampak di peta (%(n)s)", { n: seen.length })}</h3>
        <ul>
          ${seen.slice(0, MOST_LISTED).map((mark) => this.line(mark.id, mark.label))}
        </ul>
        ${
          seen.length > MOST_LISTED
            ? html`
                <p>${gettext("dan %(n)s lagi: perbesar peta", { n: seen.length - MOST_LISTED })}</p>
              `
            : nothing
        }
        ${placeless.length > 0 ? this.without(placeless) : nothing}
      </section>
    `;
  }

  private without(placeless: readonly Incident[]): TemplateResult {
    return html`
      <h3>${gettext("Tanpa titik")}</h3>
      <ul>
        ${placeless
          .slice(0, MOST_LISTED)
          .map((incident) => this.line(incident.id, incidentLabel(this.desk.config, incident)))}
      </ul>
    `;
  }

  private line(id: string, label: string): TemplateResult {
    const chosen = this.desk.selection?.id === id;
    const choose = () => this.dispatchEvent(new CustomEvent<string>("psc-choose", { detail: id }));
    return html`
      <li><button class="quiet" aria-pressed=${chosen} @click=${choose}>${label}</button></li>
    `;
  }
}
