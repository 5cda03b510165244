import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Call } from "../core/call";
import { type Point, readCoordinates } from "../core/coordinates";
import { spotOf } from "../core/intake";
import { type Place, placeFacts, placeLabel } from "../core/places";
import { gettext } from "../core/strings";
import { distanceText } from "../core/words";
import { PscElement } from "./element";
import type { Spot } from "./psc-map";

/** Two numbers that are no place on earth are words, and the field says so. */
const NUMBERS = /^-?\d+(\.\d+)?\s*[,; ]\s*-?\d+(\.\d+)?$/;
/** Links of this kind say nothing by themselves, and this page asks no stranger what they mean. */
const SHORT_LINK = /https?:\/\/(maps\.app\.goo\.gl|goo\.gl|g\.co)\//i;

/** Where: words with what the gazetteer knows of them, or a point pasted from a map. */
export class PscPlaceField extends PscElement {
  declare call: Call;
  declare active: number;
  declare mapped: boolean;
  static override properties = {
    ...PscElement.properties,
    call: { attribute: false },
    active: { state: true },
    mapped: { state: true },
  };
  private spot: Spot | null = null;

  constructor() {
    super();
    this.active = 0;
    this.mapped = false;
  }

  /** Shift+F4: most calls need no map, so it is fetched only when somebody looks at it. */
  async toggleMap(): Promise<void> {
    this.mapped = !this.mapped;
    if (!this.mapped) return;
    const { PscMap } = await import("./psc-map").catch(() => ({ PscMap: null }));
    if (PscMap && !customElements.get("psc-map")) customElements.define("psc-map", PscMap);
    this.mapped = PscMap !== null;
    await this.focusOn("psc-map .map");
  }

  protected override willUpdate(): void {
    const { form } = this.desk.intake;
    const point = readCoordinates(form.point);
    const named = spotOf(form);
    const spot = point ?? (named && { lat: named.lat, lon: named.lon, radius_m: named.radius_m });
    // The same place again must not pull the map back under a hand that has moved it.
    if (JSON.stringify(spot) !== JSON.stringify(this.spot)) this.spot = spot;
  }

  protected override render(): TemplateResult {
    const places = this.candidates();
    const open = places.length > 0;
    return html`
      <div class="field">
        <label for="report-place">
          ${gettext("Lokasi")}
          <kbd>F4</kbd>
        </label>
        <input
          id="report-place"
          name="place"
          maxlength="500"
          autocomplete="off"
          role="combobox"
          aria-expanded=${open}
          aria-controls="places"
          aria-autocomplete="list"
          aria-activedescendant=${open ? `place-${this.at(places)}` : nothing}
          aria-describedby="place-chosen problem-point"
          placeholder=${gettext("jalan, desa, patokan, koordinat, tautan")}
          .value=${live(this.desk.intake.form.place)}
          @input=${this.typed}
          @keydown=${this.key}
        />
        ${open ? this.list(places) : nothing}
        <p class="small" id="place-chosen">${this.chosen()}</p>
        ${this.problem()} ${this.map()}
      </div>
    `;
  }

  private map(): TemplateResult {
    return html`
      <button type="button" class="quiet" aria-expanded=${this.mapped} @click=${() => void this.toggleMap()}>
        ${this.mapped ? gettext("Tutup peta") : gettext("Pilih di peta")}
        <kbd>Shift+F4</kbd>
      </button>
      ${
        this.mapped
          ? html`
              <psc-map
                class="place-map"
                compact
                picking
                .desk=${this.desk}
                .spot=${this.spot}
                @psc-place=${this.pointed}
              ></psc-map>
            `
          : nothing
      }
    `;
  }

  private readonly pointed = (event: Event): void => {
    const { lat, lon } = (event as CustomEvent<Point>).detail;
    this.desk.intake.set("point", `${lat.toFixed(5)}, ${lon.toFixed(5)}`);
  };

  /** What may be meant, until one is chosen. */
  private candidates(): readonly Place[] {
    const { form } = this.desk.intake;
    return spotOf(form) === null && form.point === "" ? (this.call.places.answer?.results ?? []) : [];
  }

  private at(places: readonly Place[]): number {
    return Math.min(this.active, places.length - 1);
  }

  private list(places: readonly Place[]): TemplateResult {
    return html`
      <ul class="places" id="places" role="listbox" aria-label=${gettext("Tempat yang mungkin dimaksud")}>
        ${places.map(
          (place, index) => html`
            <li
              role="option"
              id="place-${index}"
              aria-selected=${index === this.at(places)}
              @click=${() => this.choose(place)}
            >
              ${placeLabel(place)}
              <span class="muted small">${placeFacts(place)}</span>
            </li>
          `,
        )}
      </ul>
    `;
  }

  private chosen(): TemplateResult | typeof nothing {
    const { form } = this.desk.intake;
    const spot = spotOf(form);
    const point = readCoordinates(form.point);
    if (point) {
      return html`
        ▸
        <span class="number">${point.lat.toFixed(5)}, ${point.lon.toFixed(5)}</span>
        ${
          this.call.nearby.answer?.area === null
            ? html`
                <b class="problem">${gettext("di luar wilayah")}</b>
              `
            : nothing
        }
        ${this.letGo(() => this.desk.intake.set("point", ""))}
      `;
    }
    if (spot)
      return html`
        ▸ ${placeLabel(spot)}
        <span class="muted">±${distanceText(spot.radius_m)}</span>
        ${this.letGo(() => this.call.settle(null))}
      `;
    const area = this.call.nearby.answer?.area;
    if (area && form.place.trim() !== "")
      return html`
        <span class="muted">▸ ${gettext("terbaca: %(area)s", { area: area.name })}</span>
      `;
    return nothing;
  }

  private letGo(run: () => void): TemplateResult {
    return html`
      <button type="button" class="quiet" aria-label=${gettext("Lepas titik ini")} @click=${run}>✕</button>
    `;
  }

  private problem(): TemplateResult | typeof nothing {
    const { form, problems } = this.desk.intake;
    const noPlace = NUMBERS.test(form.place.trim()) ? gettext("Bukan koordinat. Contoh: -8.0672, 111.9004") : undefined;
    const text = SHORT_LINK.test(form.place)
      ? gettext("Tautan pendek tidak memuat titik: buka dulu di peta, lalu salin koordinat atau tautan panjangnya.")
      : (problems.place ?? problems.point ?? noPlace);
    if (!text) return nothing;
    return html`
      <p class="problem small" id="problem-point">${text}</p>
    `;
  }

  private readonly typed = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    this.active = 0;
    const { intake } = this.desk;
    // A pasted point is no name: it goes where points are kept, and what was typed before it stays.
    if (readCoordinates(value)) {
      intake.set("point", value.trim());
      intake.set("place", "");
      return;
    }
    intake.set("place", value);
    if (value.trim() === "" && spotOf(intake.form)) this.call.settle(null);
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const places = this.candidates();
    const at = this.at(places);
    if (event.key === "ArrowDown" && places.length > 0) this.active = (at + 1) % places.length;
    else if (event.key === "ArrowUp" && places.length > 0) this.active = (at - 1 + places.length) % places.length;
    else if (event.key === "Enter") this.enter(places[at]);
    else if (event.key === "Escape" && places.length > 0) this.call.places.about(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.requestUpdate();
  };

  /** Enter takes the place that is marked and goes on with what happened. */
  private enter(place: Place | undefined): void {
    if (place) this.choose(place);
    this.dispatchEvent(new CustomEvent("psc-next", { bubbles: true }));
  }

  private choose(place: Place): void {
    this.call.settle(place);
  }
}
