import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Freeze, FrozenOrder } from "../core/freeze";
import { gettext, ngettext } from "../core/strings";
import type { Id } from "../core/types";
import { PscElement } from "./element";

/** Rows drawn beyond the edge, so that a short scroll shows no gap. */
const MARGIN_ROWS = 6;

/**
 * A list of rows of one height of which only the visible ones are in the page: painting rows that nobody sees is what
 * costs. The focus stays on the list itself; the chosen row is an id, told by `aria-activedescendant`, because the
 * focus on a live row dies with the row.
 */
export abstract class WindowList extends PscElement {
  declare active: Id | null;
  static override properties = { ...PscElement.properties, active: { state: true } };

  private readonly freeze = new Freeze();
  private readonly order = new FrozenOrder();
  private ids: readonly Id[] = [];
  private fresh = 0;
  private top = 0;
  private height = 400;
  private rowHeight = 32;
  private watcher: ResizeObserver | null = null;

  constructor() {
    super();
    this.active = null;
  }

  /** All ids in the order in which they should stand. */
  protected abstract wanted(): readonly Id[];
  /** What a row shows; null when its card is gone. */
  protected abstract row(id: Id): TemplateResult | null;
  protected abstract name(): string;
  protected abstract empty(): TemplateResult;
  /** The row under the selection changed by hand. */
  protected abstract choose(id: Id): void;
  /** Enter or a second click: go to the row's details. */
  protected abstract enter(id: Id): void;
  /** The words of a row that only parts the others; null for all others. */
  protected heading(_id: Id): string | null {
    return null;
  }
  /** Rows that somebody can really see now, without the margin. */
  protected shown(_ids: readonly Id[]): void {
    return;
  }
  /** New rows that wait for the hand; a P1 among them must not wait unseen. */
  protected waiting(_ids: readonly Id[]): TemplateResult | typeof nothing {
    return nothing;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watcher?.disconnect();
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    const list = this.list;
    if (!list) return;
    this.watcher = new ResizeObserver(() => this.measure());
    this.watcher.observe(list);
    // Passive listeners of our own: the pointer only tells that a hand is here.
    for (const event of ["pointerenter", "pointermove"]) {
      list.addEventListener(event, () => this.freeze.touch("pointer"), { passive: true });
    }
    list.addEventListener("pointerleave", () => this.freeze.leave("pointer"), { passive: true });
  }

  protected override render(): TemplateResult {
    const wanted = this.wanted();
    const { ids, fresh } = this.order.view(wanted, this.freeze.held);
    this.ids = ids;
    this.fresh = fresh;
    const first = Math.max(0, Math.floor(this.top / this.rowHeight) - MARGIN_ROWS);
    const last = Math.min(ids.length, Math.ceil((this.top + this.height) / this.rowHeight) + MARGIN_ROWS);
    return html`
      ${this.chip(wanted)}
      <div
        class="list"
        role="listbox"
        tabindex="0"
        aria-label=${this.name()}
        aria-activedescendant=${this.active !== null && ids.includes(this.active) ? this.rowId(this.active) : nothing}
        @scroll=${this.scrolled}
        @keydown=${this.key}
        @focusin=${() => this.freeze.touch("focus")}
        @focusout=${() => this.freeze.leave("focus")}
      >
        <div class="list-pad" role="presentation" data-rows=${first}></div>
        ${ids.slice(first, last).map((id, index) => this.option(id, first + index))}
        <div class="list-pad" role="presentation" data-rows=${ids.length - last}></div>
      </div>
      ${
        ids.length === 0
          ? html`
              <div class="empty">${this.empty()}</div>
            `
          : nothing
      }
    `;
  }

  protected override updated(_changed: PropertyValues): void {
    for (const pad of this.querySelectorAll<HTMLElement>(":scope > .list > .list-pad")) {
      pad.style.height = `${Number(pad.dataset.rows) * this.rowHeight}px`;
    }
    const first = Math.ceil(this.top / this.rowHeight);
    this.shown(this.ids.slice(first, Math.max(first + 1, Math.floor((this.top + this.height) / this.rowHeight))));
  }

  private chip(wanted: readonly Id[]): TemplateResult | typeof nothing {
    if (this.fresh === 0) return nothing;
    const shown = new Set(this.ids);
    return html`
      <div class="list-fresh">
        ${this.waiting(wanted.filter((id) => !shown.has(id)))}
        <button @click=${this.release}>${ngettext("%(n)s baru ↓", "%(n)s baru ↓", this.fresh)}</button>
      </div>
    `;
  }

  private option(id: Id, index: number): TemplateResult {
    const heading = this.heading(id);
    if (heading !== null) {
      return html`
        <div class="row heading" role="presentation">${heading}</div>
      `;
    }
    const content = this.row(id);
    return html`
      <div
        class="row ${id === this.active ? "chosen" : ""}"
        role="option"
        id=${this.rowId(id)}
        aria-selected=${id === this.active}
        aria-setsize=${this.ids.length}
        aria-posinset=${index + 1}
        @click=${() => this.pick(id)}
        @dblclick=${() => this.enter(id)}
      >
        ${
          content ??
          html`
            <span class="muted">${gettext("— tidak ada lagi di papan ini —")}</span>
          `
        }
      </div>
    `;
  }

  private rowId(id: Id): string {
    return `${this.localName}-${id}`;
  }

  private get list(): HTMLElement | null {
    return this.querySelector(":scope > .list");
  }

  private measure(): void {
    const list = this.list;
    if (!list) return;
    this.height = list.clientHeight;
    // Asked of what stands in the list: a narrow list has rows of another height.
    const inside = list.firstElementChild ?? list;
    this.rowHeight = Number.parseFloat(getComputedStyle(inside).getPropertyValue("--row")) || 32;
    this.requestUpdate();
  }

  private readonly scrolled = (): void => {
    this.top = this.list?.scrollTop ?? 0;
    this.requestUpdate();
  };

  /** Another question is asked of the list: its rows may move. */
  protected letGo(): void {
    this.order.release();
    this.requestUpdate();
  }

  private readonly release = (): void => {
    this.order.release();
    this.list?.focus();
    this.list?.scrollTo({ top: 0 });
    this.requestUpdate();
  };

  private pick(id: Id): void {
    this.active = id;
    this.choose(id);
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && this.active !== null) {
      event.preventDefault();
      this.enter(this.active);
      return;
    }
    const at = this.active === null ? -1 : this.ids.indexOf(this.active);
    const next = this.target(event.key, at);
    if (next === null) return;
    event.preventDefault();
    this.freeze.touch("focus");
    const id = this.ids[next];
    if (id === undefined) return;
    this.pick(id);
    this.bringIntoView(next);
  };

  private target(key: string, at: number): number | null {
    const page = Math.max(1, Math.floor(this.height / this.rowHeight) - 1);
    const last = this.ids.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? last : at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: last,
    };
    const wanted = moves[key];
    return wanted === undefined ? null : this.pastHeadings(Math.min(last, Math.max(0, wanted)), wanted >= at ? 1 : -1);
  }

  /** A heading is never chosen: the next row in the same direction is, or the first one in the other. */
  private pastHeadings(from: number, step: 1 | -1): number {
    const isRow = (at: number) => this.ids[at] !== undefined && this.heading(this.ids[at]) === null;
    let at = from;
    while (this.ids[at] !== undefined && !isRow(at)) at += step;
    return isRow(at) ? at : this.ids.findIndex((_id, index) => isRow(index));
  }

  private bringIntoView(index: number): void {
    const list = this.list;
    if (!list) return;
    const from = index * this.rowHeight;
    if (from < list.scrollTop) list.scrollTop = from;
    else if (from + this.rowHeight > list.scrollTop + this.height) list.scrollTop = from + this.rowHeight - this.height;
    this.scrolled();
  }
}
