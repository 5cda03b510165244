import { html, type TemplateResult } from "lit";
import { listed } from "../core/command-line";
import { COMMANDS } from "../core/commands";
import { gettext } from "../core/strings";
import { PscElement } from "./element";

/** F1: the keys and commands of this screen, written from the registries that obey them; printed, it is the sheet. */
export class PscKeyCard extends PscElement {
  protected override render(): TemplateResult {
    return html`
      <dialog id="key-card" aria-label=${gettext("Tombol dan perintah")}>
        <h2>${gettext("Tombol di layar ini")}</h2>
        <dl class="keys">${this.desk.keys.listed().map(({ keys, does }) => this.line(keys.split(" / "), does()))}</dl>
        <h2>${gettext("Perintah (F10)")}</h2>
        <p class="small muted">
          ${gettext("Kejadian: # dan angka terakhirnya; laporan: L. Awal perintah sudah cukup bila tidak tertukar.")}
        </p>
        <dl class="keys">
          ${listed(COMMANDS, this.desk).map(({ verb, aliases, grammar, does }) =>
            this.line([verb], `${does()} (${aliases.join(", ")})`, grammar),
          )}
        </dl>
        <form method="dialog">
          <button class="primary">
            ${gettext("Tutup")}
            <kbd>Esc</kbd>
          </button>
          <button type="button" @click=${() => print()}>${gettext("Cetak")}</button>
        </form>
      </dialog>
    `;
  }

  private line(keys: readonly string[], does: string, grammar = ""): TemplateResult {
    return html`
      <div>
        <dt>
          ${keys.map(
            (key) => html`
              <kbd>${key}</kbd>
            `,
          )}
          ${grammar}
        </dt>
        <dd>${does}</dd>
      </div>
    `;
  }

  show(): void {
    this.querySelector("dialog")?.showModal();
  }
}
