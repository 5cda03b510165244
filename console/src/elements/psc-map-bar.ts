import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../core/strings";
import type { Contents, Found } from "../map/contents";
import { type Layer, LAYERS } from "../map/marks";
import { PscElement } from "./element";

const LAYER_WORDS: Readonly<Record<Layer, () => string>> = {
  incidents: () => gettext("Kejadian"),
  units: () => gettext("Unit"),
  stations: () => gettext("Pos"),
  hospitals: () => gettext("Rumah sakit dan puskesmas"),
};

/**
 * Over the map: a search (`psc-go` says where to), the layers (`psc-layers` when one was switched) and the list of what
 * is seen (`psc-list`).
 */
export class PscMapBar extends PscElement {
  declare contents: Contents;
  declare listing: boolean;
  declare found: readonly Found[];
  static override properties = {
    ...PscElement.properties,
    contents: { attribute: false },
    listing: { type: Boolean },
    found: { state: true },
  };

  constructor() {
    super();
    this.found = [];
  }

  protected override render(): TemplateResult {
    return html`
      <div class="list-bar map-bar">
        <input
          type="search"
          autocomplete="off"
          placeholder=${gettext("Cari di peta")}
          aria-label=${gettext("Cari di peta")}
          @input=${(event: Event) => (this.found = this.contents.named((event.target as HTMLInputElement).value))}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === "Enter" && this.found[0]) this.go(this.found[0]);
          }}
        />
        <details class="layers">
          <summary>${gettext("Lapis")}</summary>
          <div class="layer-list">${LAYERS.map((layer) => this.layerBox(layer))}</div>
        </details>
        <button aria-pressed=${this.listing} @click=${() => this.dispatchEvent(new CustomEvent("psc-list"))}>
          ${gettext("Daftar")}
        </button>
      </div>
      ${this.found.length > 0 ? this.results() : nothing}
    `;
  }

  private layerBox(layer: Layer): TemplateResult {
    const toggle = (event: Event) => {
      this.contents.switch(layer, (event.target as HTMLInputElement).checked);
      this.dispatchEvent(new CustomEvent("psc-layers"));
    };
    return html`
      <label class="choice">
        <input type="checkbox" .checked=${this.contents.shows(layer)} @change=${toggle} />
        ${LAYER_WORDS[layer]()}
      </label>
    `;
  }

  private results(): TemplateResult {
    return html`
      <ul class="map-found" aria-label=${gettext("Hasil pencarian di peta")}>
        ${this.found.map(
          (each) => html`
            <li><button @click=${() => this.go(each)}>${each.label}</button></li>
          `,
        )}
      </ul>
    `;
  }

  private go(found: Found): void {
    this.found = [];
    this.dispatchEvent(new CustomEvent<Found>("psc-go", { detail: found }));
  }
}
