import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Place } from "../core/geography";
import { gettext, ngettext } from "../core/strings";
import { Contents, type Found } from "../map/contents";
import type { Circle } from "../map/marks";
import type { MapPort, OpenMap, Pick } from "../map/port";
import { type Ground, groundOf } from "../map/sources";
import { currentTheme } from "../theme";
import { PscElement } from "./element";

/** The marks follow the cards this often at most (milliseconds): a storm of changes is drawn, not animated. */
const REDRAW_MS = 250;
const RETRY_MS = 10_000;

/** Somewhere on the map, with how far it may be off. */
export interface Spot extends Place {
  readonly radius_m?: number;
}

/**
 * The map of the centre. `spot` is a place that the console speaks of now; with `picking` a click, or Enter for the
 * middle, tells a place (`psc-place`); `compact` leaves the bar and the lists to the console around it.
 */
export class PscMap extends PscElement {
  declare spot: Spot | null;
  declare picking: boolean;
  declare compact: boolean;
  declare listing: boolean;
  declare failed: boolean;
  static override properties = {
    ...PscElement.properties,
    spot: { attribute: false },
    picking: { type: Boolean },
    compact: { type: Boolean },
    listing: { state: true },
    failed: { state: true },
  };
  /** Loads what draws; a test gives one of its own. */
  static open: () => Promise<OpenMap> = async () => (await import("../map/leaflet")).openMap;

  private port: MapPort | null = null;
  private ground: Ground | null = null;
  private opening = false;
  private tried = { at: 0, line: "" };
  private readonly contents = new Contents(localStorage);
  private noTiles = false;
  private drawnFor = "";
  private drawnAt = 0;
  private later: ReturnType<typeof setTimeout> | undefined;
  private theme = currentTheme();
  private watcher: ResizeObserver | null = null;

  constructor() {
    super();
    this.spot = null;
    this.picking = false;
    this.compact = false;
    this.listing = false;
    this.failed = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.later);
    this.watcher?.disconnect();
    this.port?.destroy();
    this.port = null;
  }

  protected override render(): TemplateResult {
    return html`
      ${this.compact ? nothing : this.bar()}
      <div class="map-place ${this.picking ? "picking" : ""}">
        <div class="map" role="application" aria-label=${this.name()} tabindex="0" @keydown=${this.key}></div>
        <div class="map-buttons">
          <button aria-label=${gettext("Perbesar peta")} @click=${() => this.port?.zoom(1)}>+</button>
          <button aria-label=${gettext("Perkecil peta")} @click=${() => this.port?.zoom(-1)}>−</button>
          <button aria-label=${gettext("Seluruh wilayah")} @click=${() => this.fitRegion()}>⤢</button>
        </div>
        ${this.notes()}
      </div>
      ${this.listing && !this.compact ? this.twin() : nothing}
    `;
  }

  private name(): string {
    if (this.picking) return gettext("Peta: panah menggeser, + dan − memperbesar, Enter memilih titik tengah");
    return gettext("Peta: panah menggeser, + dan − memperbesar; daftar isinya di tombol Daftar");
  }

  private bar(): TemplateResult {
    return html`
      <psc-map-bar
        .desk=${this.desk}
        .contents=${this.contents}
        .listing=${this.listing}
        @psc-go=${this.go}
        @psc-layers=${() => this.redraw()}
        @psc-list=${this.toggleList}
      ></psc-map-bar>
    `;
  }

  private readonly toggleList = (): void => {
    this.listing = !this.listing;
    this.redraw();
  };

  private twin(): TemplateResult {
    const box = this.port?.box();
    return html`
      <psc-map-twin
        .desk=${this.desk}
        .seen=${box ? this.contents.within(box) : []}
        .placeless=${this.contents.placeless}
        @psc-choose=${(event: CustomEvent<string>) => this.choose(event.detail)}
      ></psc-map-twin>
    `;
  }

  private notes(): TemplateResult {
    const { tiles } = this.desk.config;
    const without = this.compact ? 0 : this.contents.placeless.length;
    return html`
      <div class="map-notes" role="status">
        ${this.failed ? note(gettext("Peta belum dapat dimuat; dicoba lagi saat tersambung.")) : nothing}
        ${this.noTiles ? note(gettext("Gambar peta tidak datang; batas wilayah tetap benar.")) : nothing}
        ${without > 0 ? note(ngettext("%(n)s kejadian tanpa titik, lihat Daftar", "%(n)s kejadian tanpa titik, lihat Daftar", without)) : nothing}
        ${tiles && tiles.credit !== "" ? note(tiles.credit) : nothing}
      </div>
    `;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    this.watcher = new ResizeObserver(() => this.port?.refresh());
    void this.start();
  }

  protected override updated(changed: PropertyValues): void {
    if (this.failed && this.isTimeToRetry()) void this.start();
    if (changed.has("spot")) this.showSpot();
    if (this.theme !== currentTheme()) {
      this.theme = currentTheme();
      this.port?.refresh();
    }
    this.follow();
  }

  private isTimeToRetry(): boolean {
    const { at, line } = this.tried;
    return this.desk.line === "live" && (line !== "live" || performance.now() - at > RETRY_MS);
  }

  private async start(): Promise<void> {
    if (this.opening || this.ground) return;
    this.opening = true;
    this.tried = { at: performance.now(), line: this.desk.line };
    this.failed = false;
    // A script that does not come is the same as no answer.
    const script = PscMap.open().catch(() => null);
    const [open, ground] = await Promise.all([script, groundOf(this.desk)]);
    this.opening = false;
    if (open === null || ground === null) this.failed = true;
    else if (this.isConnected) this.draw(open, ground);
  }

  private draw(open: OpenMap, ground: Ground): void {
    const place = this.querySelector<HTMLElement>(".map");
    if (!place) return;
    this.ground = ground;
    this.port = open(place, this.desk.config.tiles ?? null);
    this.port.onPick((pick) => this.pick(pick));
    this.port.onMove(() => this.requestUpdate());
    this.port.onTiles((come) => {
      if (this.noTiles !== come) return;
      this.noTiles = !come;
      this.requestUpdate();
    });
    this.port.setBase(ground.base);
    this.watcher?.observe(place);
    this.fitRegion();
    this.showSpot();
    this.redraw();
  }

  private fitRegion(): void {
    this.port?.fit(this.ground?.base.areas ?? []);
  }

  private showSpot(): void {
    if (!this.spot || !this.port) return;
    this.port.fit([this.spot]);
    this.redraw();
  }

  /** The marks follow what the desk knows: at once when it is quiet, four times a second in a storm. */
  private follow(): void {
    if (!this.port || this.later !== undefined) return;
    const { store, selection, clock } = this.desk;
    const now = `${store.version} ${selection?.id ?? ""} ${Math.floor(clock.now() / 1000)}`;
    if (now === this.drawnFor) return;
    this.drawnFor = now;
    const wait = Math.max(0, this.drawnAt + REDRAW_MS - performance.now());
    this.later = setTimeout(() => this.redraw(), wait);
  }

  private redraw(): void {
    clearTimeout(this.later);
    this.later = undefined;
    this.drawnAt = performance.now();
    if (!this.port || !this.ground) return;
    const { contents } = this;
    const { config, store, clock, selection } = this.desk;
    const before = contents.placeless.length;
    contents.gather(config, store, this.ground, clock.now());
    const spot = this.spot ? [spotCircle(this.spot)] : [];
    this.port.setPoints(contents.marks);
    this.port.setCircles([...contents.circles, ...spot]);
    this.port.select(selection?.id ?? null);
    if (this.listing || before !== contents.placeless.length) this.requestUpdate();
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !this.picking || !this.port) return;
    event.preventDefault();
    this.tell(this.port.centre());
  };

  private pick(pick: Pick): void {
    if (this.picking) this.tell(pick);
    else if (pick.id !== null) this.choose(pick.id);
  }

  private tell({ lat, lon }: Place): void {
    this.dispatchEvent(new CustomEvent<Place>("psc-place", { bubbles: true, detail: { lat, lon } }));
  }

  /** An incident is opened beside the map; a unit leads to the incident it works for. */
  private choose(id: string): void {
    const unit = this.desk.store.units.get(id);
    const incident = this.desk.store.incidents.has(id) ? id : unit?.incident;
    if (incident) this.desk.select({ kind: "incident", id: incident });
    const mark = this.contents.marks.find((each) => each.id === id);
    if (mark && this.listing) this.port?.fit([mark]);
  }

  private readonly go = ({ detail: found }: CustomEvent<Found>): void => {
    this.port?.fit([found]);
    if (found.id !== null) this.choose(found.id);
  };
}

function note(text: string): TemplateResult {
  return html`
    <p>${text}</p>
  `;
}

function spotCircle({ lat, lon, radius_m = 60 }: Spot): Circle {
  return { id: "spot", lat, lon, radius_m, tone: "focus" };
}
