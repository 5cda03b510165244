import { html, nothing, type TemplateResult } from "lit";
import { timeOfDay, zoneName } from "../core/clock";
import { gettext } from "../core/strings";
import { currentTheme, switchTheme } from "../theme";
import { PscElement } from "./element";

/** Who works here, what the line is worth, how many alarms stand, and the two switches. */
export class PscTopBar extends PscElement {
  /** The page brings them (templates/sections.html), drawn as on every page that is not live. */
  private readonly sections =
    document.querySelector<HTMLTemplateElement>("#sections")?.content.firstElementChild ?? nothing;

  protected override render(): TemplateResult {
    const { config } = this.desk;
    return html`
      <header class="top-bar">
        <h1>112</h1>
        <span class="who">
          <b>${config.user.unit?.call_sign ?? config.user.agency?.name}</b>
          <span class="muted">${config.user.name}</span>
        </span>
        ${
          config.demo
            ? html`
                <span class="tag">${gettext("DEMO")}</span>
              `
            : nothing
        }
        ${this.sections} ${this.line()}
        ${
          this.desk.clockLate
            ? html`
                <span class="line late" title=${gettext("Jam pengawas terlambat: batas waktu diperiksa lebih lambat.")}>
                  ${gettext("JAM TERLAMBAT")}
                </span>
              `
            : nothing
        }
        ${this.counters()} ${this.desk.moves.isCrew ? this.menu() : this.switches()}
      </header>
    `;
  }

  private line(): TemplateResult {
    const { line, heardAt, config } = this.desk;
    const at = heardAt === 0 ? "" : timeOfDay(heardAt, config.timezone);
    const words: Record<string, string> = {
      loading: gettext("MEMUAT"),
      live: gettext("LANGSUNG"),
      stale: gettext("BASI"),
      offline: gettext("LURING"),
      expired: gettext("SESI BERAKHIR"),
      refused: gettext("DITOLAK"),
    };
    return html`
      <span class="line ${line}" id="line-state" data-state=${line}>
        ${words[line]}
        <span class="number">${at}</span>
        <span class="muted">${at ? zoneName(config.timezone) : ""}</span>
      </span>
    `;
  }

  private counters(): TemplateResult {
    const { alarms } = this.desk;
    const muted = Math.ceil(alarms.mutedForMs / 1000);
    return html`
      <button
        class="counters"
        id="alarm-button"
        @click=${() => this.dispatchEvent(new CustomEvent("psc-alarms", { bubbles: true }))}
      >
        ${gettext("Alarm")}
        <span class=${alarms.count("A1") > 0 ? "count a1" : "count"}>▲${alarms.count("A1")}</span>
        <span class=${alarms.count("A2") > 0 ? "count a2" : "count"}>◆${alarms.count("A2")}</span>
        <span class="count">●${alarms.count("A3")}</span>
      </button>
      ${
        muted > 0
          ? html`
              <span class="tag">${gettext("senyap %(n)s dtk", { n: muted })}</span>
            `
          : nothing
      }
    `;
  }

  /** On a telephone the job needs the room. */
  private menu(): TemplateResult {
    return html`
      <details class="menu">
        <summary class="button">${gettext("Menu")}</summary>
        ${this.switches()}
      </details>
    `;
  }

  private switches(): TemplateResult {
    const dark = currentTheme() === "dark";
    const other = this.desk.config.user.language === "en" ? "id" : "en";
    return html`
      <span class="switches">
        <button
          @click=${() => {
            switchTheme(dark ? "light" : "dark");
            this.desk.changed();
          }}
        >
          ${dark ? gettext("Terang") : gettext("Gelap")}
        </button>
        <button
          lang=${other}
          @click=${() => this.dispatchEvent(new CustomEvent("psc-language", { bubbles: true, detail: other }))}
        >
          ${other === "en" ? "English" : "Indonesia"}
        </button>
        <button @click=${() => this.dispatchEvent(new CustomEvent("psc-help", { bubbles: true }))}>
          ${gettext("Bantuan")}
          <kbd>F1</kbd>
        </button>
        <button class="quiet" @click=${() => this.dispatchEvent(new CustomEvent("psc-sign-out", { bubbles: true }))}>
          ${gettext("Keluar")}
        </button>
      </span>
    `;
  }
}
