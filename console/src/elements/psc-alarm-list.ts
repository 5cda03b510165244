import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Alarm, AlarmGroup } from "../core/alarms";
import { timeOfDay } from "../core/clock";
import { gettext } from "../core/strings";
import { alarmWord } from "../core/words";
import { pendingMark } from "./parts";
import { AlarmElement } from "./psc-alarms";

/** Every alarm of this position, by cause in a flood, and what was set aside. */
export class PscAlarmList extends AlarmElement {
  protected override render(): TemplateResult {
    const { alarms } = this.desk;
    const groups = alarms.groups();
    return html`
      <section class="panel alarm-list" id="alarms" aria-label=${gettext("Daftar alarm")}>
        <h2>${gettext("Alarm")}</h2>
        ${
          alarms.flooded
            ? html`
                <p class="problem">${gettext("Banjir alarm: dikelompokkan menurut sebab.")}</p>
              `
            : nothing
        }
        ${
          groups.length === 0
            ? html`
                <p class="muted">${gettext("Tidak ada alarm.")}</p>
              `
            : nothing
        }
        ${alarms.flooded ? groups.map((group) => this.group(group)) : this.rows(alarms.all())} ${this.aside()}
      </section>
    `;
  }

  /** In a flood a cause is one line: "Lewat batas: 14". */
  private group({ class: level, kind, alarms }: AlarmGroup): TemplateResult {
    return html`
      <details class="alarm-group" data-cause=${kind}>
        <summary>
          <b>${level}</b>
          ${alarmWord(kind)}:
          <span class="number">${alarms.length}</span>
        </summary>
        ${this.rows(alarms)}
      </details>
    `;
  }

  private rows(alarms: readonly Alarm[]): TemplateResult {
    return html`
      <ul>
        ${repeat(
          alarms,
          (alarm) => alarm.key,
          (alarm) => html`
            <li class="alarm ${alarm.class.toLowerCase()} ${alarm.mine ? "" : "muted"}">
              <b>${alarm.class}</b>
              <span class="number muted">${timeOfDay(alarm.since, this.desk.config.timezone, false)}</span>
              <span class="alarm-text">${alarm.text} ${this.phone(alarm)}</span>
              ${this.buttons(alarm)} ${this.shelve(alarm)}
            </li>
          `,
        )}
      </ul>
    `;
  }

  private shelve(alarm: Alarm): TemplateResult | typeof nothing {
    const { card } = alarm;
    if (card === null || !alarm.canWait || !alarm.mine || this.desk.moves.readsOnly) return nothing;
    return html`
      <psc-shelve .desk=${this.desk} .card=${card} .text=${alarm.text}></psc-shelve>
      ${pendingMark(this.desk, card)}
    `;
  }

  /** What was set aside stays in sight of everybody. */
  private aside(): TemplateResult {
    return html`
      <psc-shelved .desk=${this.desk}></psc-shelved>
    `;
  }
}
