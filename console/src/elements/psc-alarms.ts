import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Alarm, AlarmGroup } from "../core/alarms";
import { timeOfDay } from "../core/clock";
import { gettext } from "../core/strings";
import { alarmWord } from "../core/words";
import { PscElement } from "./element";
import { pendingMark } from "./parts";

/** What must be done now stands on top of every page; the rest is one press away. */
export class PscAlarms extends PscElement {
  declare open: boolean;
  static override properties = { ...PscElement.properties, open: { state: true } };

  constructor() {
    super();
    this.open = false;
  }

  protected override render(): TemplateResult {
    const { alarms } = this.desk;
    const urgent = alarms.urgent();
    const first = urgent.find((alarm) => !alarm.acknowledged) ?? urgent[0];
    return html`
      ${
        first
          ? html`
              <section aria-label=${gettext("Alarm teratas")}>${this.band(first, urgent.length)}</section>
            `
          : nothing
      }
      ${this.open ? this.list() : nothing}
    `;
  }

  toggle(): void {
    this.open = !this.open;
  }

  /** Steady after two pulses; nothing flashes faster than once a second. */
  private band(alarm: Alarm, count: number): TemplateResult {
    return html`
      <div class="band now ${alarm.acknowledged ? "seen" : "pulse"}" data-alarm=${alarm.kind}>
        <span class="band-text">
          <b>${count > 1 ? `▲ ${count}` : "▲"}</b>
          ${alarm.text} ${this.phone(alarm)}
        </span>
        ${this.buttons(alarm)}
      </div>
    `;
  }

  private phone(alarm: Alarm): TemplateResult | typeof nothing {
    if (alarm.calls.length > 0) return this.callees(alarm);
    if (!alarm.phone) return nothing;
    return html`
      <a class="tel" href="tel:${alarm.phone}">${alarm.phone}</a>
    `;
  }

  /** Everybody who must be rung, each with the number. */
  private callees(alarm: Alarm): TemplateResult {
    return html`
      <span class="callees">
        ${alarm.calls.map(
          ({ name, phone }) => html`
            <span>
              ${name}
              ${
                phone
                  ? html`
                      <a class="tel" href="tel:${phone}">${phone}</a>
                    `
                  : gettext("(tanpa nomor)")
              }
            </span>
          `,
        )}
      </span>
    `;
  }

  private buttons(alarm: Alarm): TemplateResult {
    const target = alarm.incident ?? alarm.report;
    return html`
      <span class="buttons">
        ${
          target === null
            ? nothing
            : html`
                <button @click=${() => this.show(alarm)}>${gettext("Lihat")}</button>
              `
        }
        ${
          alarm.acknowledged
            ? html`
                <span class="small">${gettext("sudah dilihat")}</span>
              `
            : html`
                <button @click=${() => this.desk.acknowledge(alarm)}>
                  ${gettext("Saya lihat")}
                  ${
                    alarm === this.desk.alarms.top
                      ? html`
                          <kbd>F9</kbd>
                        `
                      : nothing
                  }
                </button>
              `
        }
      </span>
    `;
  }

  private show(alarm: Alarm): void {
    if (alarm.incident !== null) this.desk.select({ kind: "incident", id: alarm.incident });
    else if (alarm.report !== null) this.desk.select({ kind: "report", id: alarm.report });
    this.dispatchEvent(new CustomEvent("psc-enter", { bubbles: true }));
  }

  private list(): TemplateResult {
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
