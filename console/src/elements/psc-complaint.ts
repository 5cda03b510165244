import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import type { Incident, Report } from "../core/types";
import * as wish from "../core/wishes";
import { PscElement } from "./element";
import { pendingMark } from "./parts";

/** A caller complains of how this incident or report is handled: written down here for the coordinator; no agency sees it. */
export class PscComplaint extends PscElement {
  declare about: Incident | Report;
  declare path: "incidents" | "reports";
  static override properties = { ...PscElement.properties, about: { attribute: false }, path: { attribute: false } };

  protected override render(): TemplateResult | typeof nothing {
    const { about, desk } = this;
    if (!desk.moves.worksAtCentre) return nothing;
    return html`
      <details class="complaint" @toggle=${this.opened}>
        <summary>${gettext("Catat keluhan…")}</summary>
        <form class="stack" @submit=${this.send}>
          <label class="hidden-but-heard" for="complaint-${about.id}">${gettext("Keluhan penelepon")}</label>
          <textarea
            id="complaint-${about.id}"
            rows="2"
            maxlength="5000"
            placeholder=${gettext("Keluhan penelepon; untuk koordinator, instansi tidak melihatnya")}
          ></textarea>
          <button data-move="complain">${gettext("Kirim ke koordinator")}</button>
        </form>
      </details>
      ${pendingMark(desk, `complaint:${about.id}`)}
    `;
  }

  /** It is the last of its panel: what opens would stand below the rim. */
  private readonly opened = (event: Event): void => {
    (event.target as HTMLElement).scrollIntoView({ block: "nearest" });
  };

  private readonly send = (event: Event): void => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector("textarea");
    const text = field?.value.trim() ?? "";
    if (!field || text === "") return;
    this.desk.send(wish.complain(this.about, this.path, text));
    field.value = "";
    field.closest("details")?.removeAttribute("open");
  };
}
