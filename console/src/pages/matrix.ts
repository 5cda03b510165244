// The mandate matrix by keyboard: arrows move, letters set, Delete clears. The page is a plain form without this.

import {
  articleOf,
  doubleLeads,
  habits,
  letterOf,
  type Letter,
  LETTERS,
  moved,
  withArticle,
  withLetter,
} from "../core/grid";
import { gettext, ngettext } from "../core/strings";

class Sheet {
  private readonly cells: HTMLInputElement[][];
  private readonly kept: Map<HTMLInputElement, string>;
  private readonly last: Map<Letter, number>;
  private current: HTMLInputElement | null = null;
  private leaving = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly picker: HTMLSelectElement,
    private readonly state: HTMLElement,
  ) {
    const rows = [...form.querySelectorAll("table.matrix tbody tr")];
    this.cells = rows.map((row) => [...row.querySelectorAll<HTMLInputElement>("td input")]);
    this.kept = new Map(this.all().map((cell) => [cell, cell.defaultValue]));
    this.last = habits(this.all().map((cell) => cell.value));
  }

  begin(): void {
    this.fillPicker();
    this.form.addEventListener("keydown", (event) => this.press(event));
    this.form.addEventListener("focusin", (event) => this.enter(event.target));
    this.form.addEventListener("input", () => this.show());
    this.form.addEventListener("submit", () => (this.leaving = true));
    this.picker.addEventListener("change", () => this.choose(Number(this.picker.value)));
    window.addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.changes() > 0) event.preventDefault();
    });
    // One stop for Tab: inside, the arrows lead.
    this.all().forEach((cell, index) => (cell.tabIndex = index === 0 ? 0 : -1));
    for (const shown of document.querySelectorAll<HTMLElement>(".with-script")) shown.hidden = false;
    this.show();
  }

  private all(): HTMLInputElement[] {
    return this.cells.flat();
  }

  private fillPicker(): void {
    document.querySelectorAll("#articles > li > b").forEach((name, index) => {
      this.picker.append(new Option(`${index + 1}. ${name.textContent}`, String(index + 1)));
    });
  }

  private enter(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement) || !this.kept.has(target)) return;
    for (const cell of this.all()) cell.tabIndex = cell === target ? 0 : -1;
    this.current = target;
    target.select();
    const article = articleOf(target.value);
    if (article !== null) this.picker.value = String(article);
  }

  private press(event: KeyboardEvent): void {
    const cell = event.target;
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      this.form.requestSubmit();
      return;
    }
    if (cell instanceof HTMLTextAreaElement && event.key === "F2") {
      event.preventDefault();
      this.named("c", cell)?.focus();
    }
    if (!(cell instanceof HTMLInputElement) || !this.kept.has(cell)) return;
    if (event.key === "F2") {
      event.preventDefault();
      this.toDuty(cell);
    } else if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (this.change(cell, event.key) || this.go(cell, event)) {
      event.preventDefault();
    }
  }

  /** The field of the same cell with this letter: `c` its role, `o` its obligation. */
  private named(letter: string, field: HTMLElement & { name: string }): HTMLElement | null {
    const found = this.form.elements.namedItem(letter + field.name.slice(1));
    return found instanceof HTMLElement ? found : null;
  }

  private toDuty(cell: HTMLInputElement): void {
    const words = this.named("o", cell);
    if (!words) return;
    words.closest("details")?.setAttribute("open", "");
    words.focus();
  }

  /** Letters and Delete; true when the key was meant for the cell. */
  private change(cell: HTMLInputElement, key: string): boolean {
    const letter = LETTERS.find((each) => each === key.toUpperCase());
    // After ">" the code of a substitute is being typed.
    if (letter && !cell.value.includes(">")) {
      cell.value = withLetter(cell.value, letter, this.last.get(letter) ?? this.chosen());
      this.enter(cell);
    } else if (key === "Delete") {
      cell.value = "";
    } else {
      return false;
    }
    this.show();
    return true;
  }

  private go(cell: HTMLInputElement, event: KeyboardEvent): boolean {
    const row = this.cells.findIndex((cells) => cells.includes(cell));
    const columns = this.cells[row]?.length ?? 0;
    const from = { row, column: this.cells[row]?.indexOf(cell) ?? 0 };
    const to = moved(from, event.key, this.cells.length, columns);
    if (!to) return event.key === "Enter";
    this.cells[to.row]?.[to.column]?.focus();
    return true;
  }

  private chosen(): number | null {
    return Number(this.picker.value) || null;
  }

  /** Another article for the cell that was left for the picker, and for its role from now on. */
  private choose(article: number): void {
    const cell = this.current;
    if (!cell) return;
    cell.value = withArticle(cell.value, article);
    const letter = letterOf(cell.value);
    if (letter) this.last.set(letter, article);
    this.show();
    cell.focus();
  }

  private changes(): number {
    const words = [...this.form.querySelectorAll("textarea")].filter((area) => area.value !== area.defaultValue);
    return words.length + this.all().filter((cell) => cell.value.trim() !== this.kept.get(cell)).length;
  }

  private show(): void {
    for (const cell of this.all()) {
      cell.dataset.role = letterOf(cell.value) ?? "";
      cell.classList.toggle("changed", cell.value.trim() !== this.kept.get(cell));
    }
    const doubles = new Set(doubleLeads(this.cells.map((row) => row.map((cell) => cell.value))));
    this.cells.forEach((row, index) => row[0]?.closest("tr")?.classList.toggle("double", doubles.has(index)));
    const changed = this.changes();
    const said = changed ? ngettext("%(n)s sel belum disimpan.", "%(n)s sel belum disimpan.", changed) : "";
    const warned = doubles.size ? gettext("Ada jenis dengan dua pemimpin.") : "";
    this.state.textContent = `${said} ${warned}`.trim();
  }
}

const form = document.querySelector<HTMLFormElement>("#matrix-form");
const picker = document.querySelector<HTMLSelectElement>("#article");
const state = document.querySelector<HTMLElement>("#unsaved");
if (form && picker && state) new Sheet(form, picker, state).begin();
