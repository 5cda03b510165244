import { html, nothing, type TemplateResult } from "lit";
import * as wish from "../core/field-wishes";
import { crewTold } from "../core/wishes";
import { gettext } from "../core/strings";
import type { Id } from "../core/types";
import { PscElement } from "./element";
import { pendingMark } from "./parts";

/** On an alarm of somebody who needs help: where they are, and that the centre has seen to it. Needs no incident.
 *  On that of a message that failed: that the crew was rung. */
export class PscHandled extends PscElement {
  declare card: Id;
  static override properties = { ...PscElement.properties, card: { attribute: false } };

  protected override render(): TemplateResult | typeof nothing {
    const { desk } = this;
    const alarm = desk.store.alarms.get(this.card);
    if (alarm?.kind === "link_failed" && alarm.job) return this.told(alarm.job);
    const call = alarm?.help;
    if (!call) return nothing;
    const place =
      call.lat === null || call.lon === null
        ? nothing
        : html`
            <span class="number">${call.lat.toFixed(5)}, ${call.lon.toFixed(5)}</span>
          `;
    if (!desk.moves.worksAtCentre)
      return html`
        ${place}
      `;
    return html`
      ${place}
      <button
        data-move="answer-help"
        ?disabled=${desk.actions.isBusy(call.id)}
        @click=${() => desk.send(wish.answerHelp(call))}
      >
        ${gettext("Sudah ditangani")}
      </button>
      ${pendingMark(desk, call.id)}
    `;
  }

  /** The message to a crew failed: it was rung instead. */
  private told({ id, call_sign }: { readonly id: Id; readonly call_sign: string }): TemplateResult {
    const { desk } = this;
    return html`
      <button
        data-move="crew-told"
        ?disabled=${desk.moves.readsOnly || desk.actions.isBusy(`link:${id}`)}
        @click=${() => desk.send(crewTold({ id, unit: { call_sign } }))}
      >
        ${gettext("Awak sudah ditelepon")}
      </button>
      ${pendingMark(desk, `link:${id}`)}
    `;
  }
}
