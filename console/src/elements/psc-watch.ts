import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { elapsed, timeOfDay } from "../core/clock";
import { gettext, ngettext } from "../core/strings";
import type { AlarmClass, Coordination, Load } from "../core/types";
import { positionWord } from "../core/words";
import { PscElement } from "./element";
import { shelvedRow } from "./psc-shelve";

/** Presence and loads are no cards: they are asked for (milliseconds). */
const ASK_EVERY_MS = 10_000;
const CLASSES: readonly AlarmClass[] = ["A1", "A2", "A3"];

/** Agencies by name: a code means nothing to whoever must ring them. */
function inWords(seen: Coordination): Coordination {
  const names = new Map(seen.agencies.map(({ code, name }) => [code, name]));
  return {
    ...seen,
    loads: seen.loads.map((load) => ({ ...load, audience: names.get(load.audience) ?? load.audience })),
    duty: seen.duty.map((duty) => ({ ...duty, agency: names.get(duty.agency ?? "") ?? duty.agency })),
  };
}

/** Beside the board: alarm load of every position, who is at work, agencies that nobody answers for, what is shelved. */
export class PscWatch extends PscElement {
  declare seen: Coordination | null;
  declare lost: boolean;
  static override properties = { ...PscElement.properties, seen: { state: true }, lost: { state: true } };
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.seen = null;
    this.lost = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.look();
    this.timer = setInterval(() => void this.look(), ASK_EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const answer = (await this.desk.ask("get", "coordination")) as Coordination | null;
    this.lost = answer === null;
    if (answer === null) return;
    this.seen = inWords(answer);
    this.desk.floods = this.seen.loads.filter((load) => load.flood);
    this.desk.changed();
  }

  protected override render(): TemplateResult {
    const { seen } = this;
    if (seen === null) {
      return html`
        <p class="muted" role="status">
          ${this.lost ? gettext("Pantauan tidak menjawab; dicoba lagi tiap 10 detik.") : gettext("Memuat pantauan…")}
        </p>
      `;
    }
    return html`
      ${
        this.lost
          ? html`
              <p class="problem" role="status">
                ${gettext("Pantauan basi sejak %(time)s.", { time: timeOfDay(seen.at, this.desk.config.timezone) })}
              </p>
            `
          : nothing
      }
      ${this.duty(seen)} ${this.loads(seen.loads)} ${this.offline(seen)} ${this.shelved()}
    `;
  }

  private loads(loads: readonly Load[]): TemplateResult {
    return html`
      <section id="loads" aria-label=${gettext("Beban alarm")}>
        <h2>${gettext("Beban alarm")}</h2>
        <p class="small muted">
          ${gettext("Per 10 menit: rata-rata paling banyak 1, banjir di atas 10. Campuran 5/15/80.")}
        </p>
        ${
          loads.length === 0
            ? html`
                <p class="muted">${gettext("Belum ada alarm dalam 8 jam.")}</p>
              `
            : html`
                <table class="loads">
                  <thead>
                    <tr>
                      <th scope="col">${gettext("Posisi")}</th>
                      <th scope="col" class="number">${gettext("10 mnt")}</th>
                      <th scope="col" class="number">${gettext("rata-rata")}</th>
                      <th scope="col" class="number">A1/A2/A3 %</th>
                    </tr>
                  </thead>
                  <tbody>${loads.map((load) => this.load(load))}</tbody>
                </table>
              `
        }
      </section>
    `;
  }

  private load(load: Load): TemplateResult {
    const mix = CLASSES.map((level) => Math.round((100 * load.mix[level]) / Math.max(1, load.alarms)));
    return html`
      <tr class=${load.flood ? "flood" : ""}>
        <th scope="row">
          ${positionWord(load.role, load.audience)}
          ${
            load.flood
              ? html`
                  <b class="problem">${gettext("BANJIR")}</b>
                `
              : nothing
          }
        </th>
        <td class="number">${load.last_10_min}</td>
        <td class="number ${load.calm ? "" : "problem"}">${String(load.average_10_min).replace(".", gettext(","))}</td>
        <td class="number">${mix.join("/")}</td>
      </tr>
    `;
  }

  private duty({ duty }: Coordination): TemplateResult {
    return html`
      <section id="duty" aria-label=${gettext("Bertugas")}>
        <h2>
          ${gettext("Bertugas")}
          <span class="muted small">${ngettext("%(n)s orang", "%(n)s orang", duty.length)}</span>
        </h2>
        ${
          duty.length === 0
            ? html`
                <p class="muted">${gettext("Belum ada yang menekan Mulai bertugas.")}</p>
              `
            : nothing
        }
        <ul>
          ${duty.map(
            ({ name, position, agency, since }) => html`
              <li>
                ${position === "" ? "" : `${position} · `}${name}
                <span class="muted">
                  ${agency === null ? "" : `${agency} · `}${elapsed(since, this.desk.clock.now())}
                </span>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  /** Only agencies with accounts of their own can be missing at their screens; the others are always rung. */
  private offline({ agencies }: Coordination): TemplateResult {
    const away = agencies.filter((agency) => !agency.online && agency.has_desk);
    const never = agencies.filter((agency) => !agency.has_desk);
    return html`
      <section id="offline" aria-label=${gettext("Instansi tanpa layar terbuka")}>
        <h2>
          ${gettext("Instansi luring")}
          <span class="muted small">${away.length}</span>
        </h2>
        ${this.phones(away)}
        <details>
          <summary>
            ${ngettext("%(n)s tanpa meja, selalu lewat telepon", "%(n)s tanpa meja, selalu lewat telepon", never.length)}
          </summary>
          ${this.phones(never)}
        </details>
      </section>
    `;
  }

  private phones(agencies: Coordination["agencies"]): TemplateResult {
    return html`
      <ul>
        ${agencies.map(
          ({ code, name, phone }) => html`
            <li data-agency=${code}>
              ${name}
              ${
                phone === null
                  ? gettext("(tanpa nomor)")
                  : html`
                      <a class="tel" href="tel:${phone}">${phone}</a>
                    `
              }
            </li>
          `,
        )}
      </ul>
    `;
  }

  private shelved(): TemplateResult {
    const shelved = this.desk.alarms.shelved();
    return html`
      <section id="shelved-alarms" aria-label=${gettext("Alarm ditunda")}>
        <h2>
          ${gettext("Alarm ditunda")}
          <span class="muted small">${shelved.length}</span>
        </h2>
        <ul>
          ${repeat(
            shelved,
            (alarm) => alarm.key,
            (alarm) => shelvedRow(this.desk, alarm),
          )}
        </ul>
      </section>
    `;
  }
}
