// The mandate matrix as a grid of short texts: what a key does to a cell, and where it leads. Plain values, no page.

/** `L3`: the letter of a role and the number of the article behind it. */
export const LETTERS = ["L", "D", "I"] as const;
export type Letter = (typeof LETTERS)[number];
const WRITTEN = /^\s*([ldi])\s*(\d*)\s*(>.*)?$/i;

export interface Place {
  readonly row: number;
  readonly column: number;
}

export function letterOf(value: string): Letter | null {
  const letter = WRITTEN.exec(value)?.[1]?.toUpperCase();
  return (LETTERS as readonly string[]).includes(letter ?? "") ? (letter as Letter) : null;
}

export function articleOf(value: string): number | null {
  const number = Number(WRITTEN.exec(value)?.[2] || "0");
  return number > 0 ? number : null;
}

/** The cell with another role: its substitute stays, its article is the one that this role uses now. */
export function withLetter(value: string, letter: Letter, article: number | null): string {
  const standIn = WRITTEN.exec(value)?.[3] ?? "";
  return `${letter}${article ?? ""}${standIn}`;
}

/** The cell with another article; an empty cell has no role to rest on it. */
export function withArticle(value: string, article: number): string {
  const letter = letterOf(value);
  return letter === null ? value : withLetter(value, letter, article);
}

/** Where a key leads from a cell; null when it leads nowhere. */
export function moved(from: Place, key: string, rows: number, columns: number): Place | null {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    Enter: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [-10, 0],
    PageDown: [10, 0],
    Home: [0, -columns],
    End: [0, columns],
  };
  const step = steps[key];
  if (!step) return null;
  const within = (value: number, most: number) => Math.max(0, Math.min(most - 1, value));
  const to = { row: within(from.row + step[0], rows), column: within(from.column + step[1], columns) };
  return to.row === from.row && to.column === from.column ? null : to;
}

/** Rows in which more than one cell leads: two leads of one rank. */
export function doubleLeads(values: readonly (readonly string[])[]): number[] {
  return values.flatMap((row, index) => (row.filter((value) => letterOf(value) === "L").length > 1 ? [index] : []));
}

/** The article that each role used last: of the cells there are, the most common one. */
export function habits(values: readonly string[]): Map<Letter, number> {
  const counts = new Map<string, number>();
  for (const value of values) {
    const [letter, article] = [letterOf(value), articleOf(value)];
    if (letter !== null && article !== null) {
      const key = `${letter}${article}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const found = new Map<Letter, number>();
  for (const [key] of [...counts].sort((one, other) => one[1] - other[1]))
    found.set(key[0] as Letter, Number(key.slice(1)));
  return found;
}
