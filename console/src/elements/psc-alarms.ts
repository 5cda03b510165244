import { html, nothing, type TemplateResult } from "lit";
import type { Alarm } from "../core/alarms";
import { gettext } from "../core/strings";
import { PscElement } from "./element";

/** Alarms that somebody says the end of where they stand. */
const HANDLED: readonly string[] = ["panic", "help", "link_failed"];

/** One alarm in words: whom to ring, where to look, and that it was seen. */
export abstract class AlarmElement extends PscElement {
  protected phone(alarm: Alarm): TemplateResult | typeof nothing {
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

  protected buttons(alarm: Alarm): TemplateResult {
    const target = alarm.incident ?? alarm.report;
    return html`
      <span class="buttons">
        ${
          HANDLED.includes(alarm.kind)
            ? html`
                <psc-handled .desk=${this.desk} .card=${alarm.card}></psc-handled>
              `
            : nothing
        }
        ${
          target === null
            ? nothing
            : html`
                <button @click=${() => this.show(alarm)}>${gettext("Lihat")}</button>
              `
        }
        ${
          alarm.page === null
            ? nothing
            : html`
                <a class="button" href=${alarm.page} target="_blank" rel="noopener">
                  ${alarm.kind === "procedure" ? gettext("Yang berubah") : gettext("Buka")}
                </a>
              `
        }
        ${
          // A notice goes with its reading: it is not for others to read it away.
          alarm.class === "A3" && !alarm.mine
            ? nothing
            : alarm.acknowledged
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
}

/** What must be done now stands on top of every page; the rest is one press away. */
export class PscAlarms extends AlarmElement {
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
      ${
        this.open
          ? html`
              <psc-alarm-list .desk=${this.desk}></psc-alarm-list>
            `
          : nothing
      }
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
          <b>▲ ${count > 1 ? gettext("%(n)s alarm:", { n: count }) : nothing}</b>
          ${alarm.text} ${this.phone(alarm)}
        </span>
        ${this.buttons(alarm)}
      </div>
    `;
  }
}
