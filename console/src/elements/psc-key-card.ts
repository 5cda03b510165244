import { html, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import { PscElement } from "./element";

/** F1: the keys of this screen, written from the registry that obeys them. */
export class PscKeyCard extends PscElement {
  protected override render(): TemplateResult {
    return html`
      <dialog id="key-card" aria-label=${gettext("Tombol")}>
        <h2>${gettext("Tombol di layar ini")}</h2>
        <dl class="keys">
          ${this.desk.keys.listed().map(
            ({ keys, does }) => html`
              <div>
                <dt>
                  ${keys.split(" / ").map(
                    (key) => html`
                      <kbd>${key}</kbd>
                    `,
                  )}
                </dt>
                <dd>${does()}</dd>
              </div>
            `,
          )}
        </dl>
        <form method="dialog">
          <button class="primary">
            ${gettext("Tutup")}
            <kbd>Esc</kbd>
          </button>
        </form>
      </dialog>
    `;
  }

  show(): void {
    this.querySelector("dialog")?.showModal();
  }
}
