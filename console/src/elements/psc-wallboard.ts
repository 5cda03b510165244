import { html, LitElement, nothing, type TemplateResult } from "lit";
import { Clock, elapsed, Ticker, timeOfDay, zoneName } from "../core/clock";
import { CardStore } from "../core/store";
import { gettext } from "../core/strings";
import { Stream, surroundings } from "../core/stream";
import type { Config } from "../core/types";
import { freshness, mayReload, partAt, turnOf, wallView, type WallIncident, type WallView } from "../core/wall";
import { deadlineWord, priorityLook, shortNumber, typeName } from "../core/words";
import { stageWord } from "../core/words-work";
import { baseOf, type AreaCollection } from "../map/base";
import { incidentMarks, unitMarks } from "../map/marks";
import type { MapPort } from "../map/port";

export interface WallConfig {
  readonly name: string;
  readonly language: string;
  readonly priorities: readonly string[];
  readonly timezone: string;
  /** What the region is called; empty where it has several names or none. */
  readonly region: string;
  readonly demo: boolean;
  readonly build: string;
  readonly stream: string;
  readonly today: string;
  readonly areas: string;
}

interface Today {
  readonly build: string;
  readonly standards: readonly { readonly kind: string; readonly n: number; readonly met: number }[];
}

const ASK_EVERY_MS = 60_000;
/** Fewer than so many say nothing in per cent. */
const ENOUGH = 5;
/** A longer name of a type does not fit on one line in the great letters. */
const LONG_NAME = 36;

/** The wall: read from four metres, touched by nobody, and visibly frozen when it is. */
export class PscWallboard extends LitElement {
  config!: WallConfig;
  private readonly store = new CardStore();
  private readonly clock = new Clock();
  private readonly ticker = new Ticker(this.clock);
  private heardAt: number | null = null;
  private movedAt = performance.now();
  private revoked = false;
  private today: Today | null = null;
  private map: MapPort | null = null;
  private readonly turnMs = turnOf(location.search);
  private criticalAt: number | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const stream = new Stream(this.listener(), surroundings(`${scheme}://${location.host}${this.config.stream}`));
    stream.start();
    addEventListener("online", () => stream.resume());
    this.ticker.listen(() => this.tick());
    void this.ask();
    setInterval(() => void this.ask(), ASK_EVERY_MS);
  }

  private listener(): ConstructorParameters<typeof Stream>[0] {
    const heard = (): void => {
      this.heardAt = performance.now();
      this.requestUpdate();
    };
    return {
      position: () => this.store.position,
      forget: () => {
        this.store.position = null;
      },
      frame: (frame) => {
        const { added, replaced } = this.store.apply(frame);
        this.movedAt = performance.now();
        const critical = added.some((id) => this.store.incidents.get(id)?.priority === "P1");
        if (critical && !replaced) this.criticalAt = this.movedAt;
        this.drawMap();
        heard();
      },
      beat: (beat) => {
        this.clock.hear(beat.at);
        heard();
      },
      positions: (places) => {
        this.store.place(places);
        this.drawMap();
        heard();
      },
      state: (state) => {
        this.revoked = state === "expired";
        this.requestUpdate();
      },
    };
  }

  /** Today's numbers; and whether another build is served by now. */
  private async ask(): Promise<void> {
    try {
      const answer = await fetch(this.config.today, { credentials: "omit", signal: AbortSignal.timeout(10_000) });
      if (answer.ok) this.today = (await answer.json()) as Today;
    } catch {
      return; // the line says by itself when nobody answers
    }
  }

  private tick(): void {
    const now = performance.now();
    const fresh = freshness(this.heardAt, now);
    if (mayReload(this.config.build, this.today?.build ?? "", fresh, this.movedAt, now)) location.reload();
    this.requestUpdate();
  }

  protected override firstUpdated(): void {
    void this.openMap();
  }

  private async openMap(): Promise<void> {
    const place = this.querySelector<HTMLElement>("#wall-map");
    if (!place) return;
    try {
      const [{ openMap }, areas] = await Promise.all([
        import("../map/leaflet"),
        fetch(this.config.areas, { credentials: "omit" }).then((answer) => answer.json() as Promise<AreaCollection>),
      ]);
      const base = baseOf(areas);
      const map = openMap(place, null);
      this.map = map;
      map.setBase(base);
      // The whole region, however large the part of the wall is that the map has now.
      const fill = (): void => {
        map.refresh();
        map.fit(base.areas);
      };
      new ResizeObserver(fill).observe(place);
      this.drawMap();
    } catch {
      place.textContent = gettext("Peta tidak terbuka.");
    }
  }

  private drawMap(): void {
    const placed = [...this.store.incidents.values()].filter(({ lat, closed_at: closed }) => lat !== null && !closed);
    this.map?.setPoints([...unitMarks(this.store, this.clock.now()), ...incidentMarks(this.words, placed)]);
  }

  /** As much of a console's configuration as words need. */
  private get words(): Config {
    return { user: { language: this.config.language }, types: [] } as unknown as Config;
  }

  protected override render(): TemplateResult {
    const now = performance.now();
    const fresh = freshness(this.heardAt, now);
    const view = wallView(this.store, this.config.priorities, this.config.region);
    return html`
      <div class="wall ${fresh}" data-state=${fresh} data-part=${partAt(this.turnMs, now, this.criticalAt)}>
        <header class="wall-top">
          <h1>112</h1>
          <time class="wall-clock">${timeOfDay(this.clock.now(), this.config.timezone)}</time>
          <span class="wall-zone">${zoneName(this.config.timezone)}</span>
          ${
            this.config.demo
              ? html`
                  <b>${gettext("DEMO")}</b>
                `
              : nothing
          }
          ${this.line(now)} ${this.counts(view)}
        </header>
        <div class="wall-body">
          <ol class="wall-top-incidents" aria-label=${gettext("Kejadian teratas")}>
            ${view.top.map((incident) => this.incident(incident))}
            ${
              view.top.length === 0
                ? html`
                    <li class="wall-empty">${gettext("Tidak ada kejadian terbuka.")}</li>
                  `
                : nothing
            }
          </ol>
          <div class="wall-side">
            <div id="wall-map" class="map" role="img" aria-label=${gettext("Peta kejadian")}></div>
            ${this.ready(view)} ${this.standards()}
          </div>
        </div>
        ${this.frozen(fresh, now)}
      </div>
    `;
  }

  private silence(now: number): string {
    return String(Math.floor((now - (this.heardAt ?? now)) / 1000));
  }

  private line(now: number): TemplateResult {
    const fresh = freshness(this.heardAt, now);
    const words = {
      loading: gettext("MEMUAT"),
      live: gettext("LANGSUNG"),
      stale: gettext("BASI %(n)s dtk", { n: this.silence(now) }),
      frozen: gettext("BASI %(n)s dtk", { n: this.silence(now) }),
    };
    return html`
      <span class="wall-line ${fresh}">${words[fresh]}</span>
    `;
  }

  private counts(view: WallView): TemplateResult {
    return html`
      <span class="wall-counts" aria-label=${gettext("Kejadian terbuka menurut prioritas")}>
        ${[...view.open].map(
          ([priority, n]) => html`
            <span class="chip ${priority.toLowerCase()}">${priorityLook(priority).shape} ${priority} ${n}</span>
          `,
        )}
      </span>
      <span class="wall-waiting ${view.waiting > 0 ? "some" : ""}">
        ${gettext("Laporan menunggu %(n)s", { n: view.waiting })}
        ${view.oldest === null ? "" : `· ${gettext("terlama %(t)s", { t: elapsed(view.oldest, this.clock.now()) })}`}
      </span>
    `;
  }

  private incident(incident: WallIncident): TemplateResult {
    const { shape } = priorityLook(incident.priority);
    const name = `${typeName(this.words, incident)}${incident.exercise ? ` (${gettext("LATIHAN")})` : ""}`;
    return html`
      <li>
        <span class="chip ${incident.priority.toLowerCase()}">${shape} ${incident.priority}</span>
        <span class="wall-what">
          <span class=${name.length > LONG_NAME ? "wall-name long" : "wall-name"}>${name}</span>
          <small>
            <span>${shortNumber(incident.number)} · ${incident.district ?? gettext("lokasi belum diketahui")}</span>
            <span class="wall-stage">
              ${stageWord(incident.stage)} ${elapsed(incident.opened_at, this.clock.now())}
            </span>
          </small>
        </span>
      </li>
    `;
  }

  private ready(view: WallView): TemplateResult {
    return html`
      <section aria-label=${gettext("Unit siap")}>
        <h2>${gettext("Unit siap")}</h2>
        <ul class="wall-ready">
          ${view.ready.map(
            ({ agency, ready, all }) => html`
              <li class=${ready === 0 ? "none" : ""}>
                <span>${agency}</span>
                <b>${ready}/${all}</b>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  /** Per cent only where there are enough; the number they are made of always. */
  private standards(): TemplateResult | typeof nothing {
    if (this.today === null) return nothing;
    return html`
      <section aria-label=${gettext("Standar layanan hari ini")}>
        <h2>${gettext("Hari ini tepat waktu")}</h2>
        <ul class="wall-ready">
          ${this.today.standards.map(
            ({ kind, n, met }) => html`
              <li class=${n < ENOUGH ? "few" : ""}>
                <span>${deadlineWord(kind)}</span>
                <b>${n < ENOUGH ? `${met}/${n}` : `${Math.round((100 * met) / n)} % (n=${n})`}</b>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  /** A board that stands still must look like one. */
  private frozen(fresh: string, now: number): TemplateResult | typeof nothing {
    if (this.revoked) {
      return html`
        <div class="wall-frozen" role="alert"><b>${gettext("TAUTAN DICABUT")}</b></div>
      `;
    }
    if (fresh !== "frozen") return nothing;
    return html`
      <div class="wall-frozen" role="alert">
        <b>${gettext("DATA BASI")}</b>
        <span>${gettext("%(n)s detik tanpa kabar. Lihat posisi operator.", { n: this.silence(now) })}</span>
      </div>
    `;
  }
}
