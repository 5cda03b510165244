import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Alarm } from "../core/alarms";
import { timeOfDay } from "../core/clock";
import type { Desk } from "../core/desk";
import { gettext } from "../core/strings";
import type { Id } from "../core/types";
import * as wish from "../core/wishes";
import { PscElement } from "./element";
import { options, pendingMark } from "./parts";

/** Set an alarm aside for a while: a reason from the list, then for how long. */
export class PscShelve extends PscElement {
  declare card: Id;
  declare text: string;
  declare problem: string;
  static override properties = {
    ...PscElement.properties,
    card: { attribute: false },
    text: { attribute: false },
    problem: { state: true },
  };

  constructor() {
    super();
    this.problem = "";
  }

  protected override render(): TemplateResult {
    const { shelving } = this.desk.config;
    const id = `shelve-${this.card}`;
    return html`
      <details class="shelve">
        <summary>${gettext("Tunda")}</summary>
        <div class="buttons">
          <label for="${id}-reason">${gettext("Alasan")}</label>
          <select id="${id}-reason">
            ${options(shelving.reasons, "")}
          </select>
          <input id="${id}-words" aria-label=${gettext("Keterangan")} placeholder=${gettext("Keterangan")} />
          ${shelving.minutes.map(
            (minutes) => html`
              <button data-minutes=${minutes} @click=${() => this.shelve(minutes)}>
                ${gettext("%(n)s menit", { n: minutes })}
              </button>
            `,
          )}
        </div>
        ${
          this.problem === ""
            ? nothing
            : html`
                <p class="problem" role="alert">${this.problem}</p>
              `
        }
      </details>
    `;
  }

  private shelve(minutes: number): void {
    const reason = this.querySelector("select")?.value ?? "";
    const words = this.querySelector("input")?.value.trim() ?? "";
    this.problem = reason === "other" && words === "" ? gettext("Tulis alasannya.") : "";
    if (this.problem === "") this.desk.send(wish.shelveAlarm(this.card, this.text, { minutes, reason, words }));
  }
}

/** One alarm that was set aside: who, why, until when, and a way to bring it back. */
export function shelvedRow(desk: Desk, alarm: Alarm): TemplateResult {
  const { shelved, card } = alarm;
  if (shelved === null) return html``;
  const reason = desk.config.shelving.reasons.find(({ code }) => code === shelved.reason)?.name ?? shelved.reason;
  return html`
    <li class="alarm muted" data-shelved=${alarm.kind}>
      <b>${alarm.class}</b>
      <span class="alarm-text">
        ${alarm.text} ·
        ${gettext("ditunda %(by)s sampai %(until)s: %(why)s", {
          by: shelved.by,
          until: timeOfDay(shelved.until, desk.config.timezone, false),
          why: [reason, shelved.words ?? ""].filter((part) => part !== "").join(", "),
        })}
      </span>
      ${
        card === null || desk.moves.readsOnly
          ? nothing
          : html`
              <button @click=${() => desk.send(wish.unshelveAlarm(card, alarm.text))}>
                ${gettext("Akhiri penundaan")}
              </button>
              ${pendingMark(desk, card)}
            `
      }
    </li>
  `;
}

/** All that was set aside, where there is any. */
export class PscShelved extends PscElement {
  protected override render(): TemplateResult | typeof nothing {
    const shelved = this.desk.alarms.shelved();
    if (shelved.length === 0) return nothing;
    return html`
      <h3>${gettext("Ditunda")}</h3>
      <ul id="shelved">
        ${repeat(
          shelved,
          (alarm) => alarm.key,
          (alarm) => shelvedRow(this.desk, alarm),
        )}
      </ul>
    `;
  }
}
