import { html, nothing, type TemplateResult } from "lit";
import {
  belongs,
  districtOf,
  HEADING,
  type Heap,
  narrowing,
  type Order,
  orderOf,
  PLAIN,
  SavedViews,
  seenBy,
  type View,
  withHeadings,
} from "../core/board";
import { gettext } from "../core/strings";
import type { Id, Incident } from "../core/types";
import { agencyName, typeNameOf } from "../core/words";
import { PscIncidentList } from "./psc-incident-list";

const ORDERS: readonly { code: Order; name: () => string }[] = [
  { code: "urgency", name: () => gettext("urut: mendesak") },
  { code: "limit", name: () => gettext("urut: batas waktu") },
  { code: "newest", name: () => gettext("urut: terbaru") },
];
const HEAPS: readonly { code: Heap; name: () => string }[] = [
  { code: "none", name: () => gettext("tanpa kelompok") },
  { code: "district", name: () => gettext("per kecamatan") },
  { code: "type", name: () => gettext("per jenis") },
  { code: "lead", name: () => gettext("per instansi utama") },
];

const OFFER_MS = 3_000;
/** So few that gathering costs nothing (incidents). */
const FEW = 100;

interface Offered {
  readonly at: number;
  readonly districts: readonly Option[];
  readonly agencies: readonly Option[];
}

interface Option {
  readonly code: string;
  readonly name: string;
}

/** The dispatcher's list: narrowed, ordered and heaped at will, kept under a name; who has seen each row. */
export class PscBoardList extends PscIncidentList {
  protected override readonly plain: View = PLAIN;
  protected override filter: View = PLAIN;
  private naming = false;
  private offer: Offered = { at: Number.NEGATIVE_INFINITY, districts: [], agencies: [] };
  private kept: SavedViews | null = null;

  protected override comparison(): (a: Incident, b: Incident) => number {
    return orderOf(this.filter);
  }

  protected override rowsOf(incidents: readonly Incident[]): readonly Id[] {
    const wanted = incidents.filter((incident) => belongs(incident, this.filter));
    return withHeadings(wanted, this.filter.heap);
  }

  protected override heading(id: Id): string | null {
    if (!id.startsWith(HEADING)) return null;
    const code = id.slice(HEADING.length);
    if (this.filter.heap === "type") return typeNameOf(this.desk.config, code);
    if (this.filter.heap === "lead") return this.offered().agencies.find((each) => each.code === code)?.name ?? none();
    return code === "" ? none() : code;
  }

  protected override setFilter(change: Partial<View>): void {
    super.setFilter(change);
  }

  protected override bar(): TemplateResult {
    return html`
      <div class="list-bar">
        <h2>${gettext("Kejadian")}</h2>
        ${this.tabs()} ${this.searchField()}
      </div>
      <div class="list-bar view-bar">
        ${this.choice("district", gettext("Semua kecamatan"), this.offered().districts)}
        ${this.choice("agency", gettext("Semua instansi"), this.offered().agencies)} ${this.priorities()}
        ${this.manner("order", gettext("Urutan"), ORDERS)} ${this.manner("heap", gettext("Kelompok"), HEAPS)}
        ${this.views()}
      </div>
    `;
  }

  private choice(name: "district" | "agency", all: string, options: readonly Option[]): TemplateResult {
    const chosen = this.filter[name];
    // What was chosen stays to be seen, even while nothing on the board belongs to it.
    const there = chosen === null || options.some(({ code }) => code === chosen);
    const offered = there ? options : [...options, { code: chosen, name: chosen }];
    const change = (event: Event) => this.setFilter({ [name]: (event.target as HTMLSelectElement).value || null });
    return html`
      <select aria-label=${all} data-filter=${name} @change=${change}>
        <option value="" ?selected=${chosen === null}>${all}</option>
        ${offered.map((each) => option(each, chosen))}
      </select>
    `;
  }

  private manner(
    name: "order" | "heap",
    label: string,
    options: readonly { readonly code: string; readonly name: () => string }[],
  ): TemplateResult {
    const change = (event: Event) => this.setFilter({ [name]: (event.target as HTMLSelectElement).value });
    return html`
      <select aria-label=${label} data-filter=${name} @change=${change}>
        ${options.map(({ code, name: say }) => option({ code, name: say() }, this.filter[name]))}
      </select>
    `;
  }

  /** What there is to choose from changes slowly: it is gathered every few seconds, not at every change. */
  private offered(): Offered {
    const now = performance.now();
    if (now - this.offer.at > OFFER_MS || this.desk.store.incidents.size < FEW) {
      this.offer = { at: now, districts: this.districts(), agencies: this.agencies() };
    }
    return this.offer;
  }

  private districts(): readonly Option[] {
    const names = new Set([...this.desk.store.incidents.values()].map(districtOf));
    names.delete("");
    return [...names].sort().map((name) => ({ code: name, name }));
  }

  private agencies(): readonly Option[] {
    const names = new Map<string, string>();
    for (const incident of this.desk.store.incidents.values()) {
      for (const { agency } of incident.assignments) names.set(agency.code, agencyName(agency));
    }
    const options = [...names].map(([code, name]) => ({ code, name }));
    return options.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private get saved(): SavedViews {
    this.kept ??= new SavedViews(localStorage, this.desk.config.user.id);
    return this.kept;
  }

  private views(): TemplateResult {
    const views = this.saved.all();
    const current = [...views].find(([, view]) => sameView(view, this.filter))?.[0] ?? "";
    if (this.naming) return this.nameForm();
    return html`
      <select
        aria-label=${gettext("Tampilan tersimpan")}
        data-filter="view"
        @change=${(event: Event) => {
          const name = (event.target as HTMLSelectElement).value;
          this.setFilter(name === "" ? PLAIN : (views.get(name) ?? PLAIN));
        }}
      >
        <option value="" ?selected=${current === ""}>${gettext("Tampilan…")}</option>
        ${[...views.keys()].map((name) => option({ code: name, name }, current))}
      </select>
      ${current === "" ? this.keepButton() : this.forgetButton(current)}
      ${
        narrowing(this.filter) > 0
          ? html`
              <button data-view="clear" @click=${() => this.setFilter(PLAIN)}>${gettext("Hapus saringan")}</button>
            `
          : nothing
      }
    `;
  }

  private keepButton(): TemplateResult {
    const begin = () => {
      this.naming = true;
      this.requestUpdate();
      void this.focusOn("input[name=view]");
    };
    return html`
      <button data-view="keep" @click=${begin}>${gettext("Simpan tampilan")}</button>
    `;
  }

  private forgetButton(name: string): TemplateResult {
    const forget = () => {
      this.saved.forget(name);
      this.requestUpdate();
    };
    return html`
      <button data-view="forget" @click=${forget}>${gettext("Lupakan")}</button>
    `;
  }

  private nameForm(): TemplateResult {
    const end = (event: Event) => {
      event.preventDefault();
      const name = this.querySelector<HTMLInputElement>("input[name=view]")?.value.trim() ?? "";
      if (name !== "") this.saved.keep(name, this.filter);
      this.naming = false;
      this.requestUpdate();
    };
    return html`
      <form class="inline" @submit=${end}>
        <input
          name="view"
          maxlength="40"
          autocomplete="off"
          aria-label=${gettext("Nama tampilan")}
          placeholder=${gettext("Nama tampilan")}
        />
        <button>${gettext("Simpan")}</button>
      </form>
    `;
  }

  /** Marks with their numbers; the words stand behind them for whoever asks. */
  protected override extra(incident: Incident): TemplateResult {
    const { taken, shown, unseen } = seenBy(incident);
    const words = gettext("diterima %(taken)s, tampil di layar %(shown)s, belum tampil %(unseen)s", {
      taken,
      shown,
      unseen,
    });
    return html`
      <span class="cell-seen number" role="img" title=${words} aria-label=${words}>
        <span class="muted">✓${taken}</span>
        <span class=${shown > 0 ? "" : "muted"}>◐${shown}</span>
        <b class=${unseen > 0 ? "unseen" : "muted"}>○${unseen}</b>
      </span>
    `;
  }
}

function option({ code, name }: Option, chosen: string | null): TemplateResult {
  return html`
    <option value=${code} ?selected=${code === chosen}>${name}</option>
  `;
}

function none(): string {
  return gettext("tidak diketahui");
}

function sameView(a: View, b: View): boolean {
  return (Object.keys(PLAIN) as (keyof View)[]).every((key) => a[key] === b[key]);
}
