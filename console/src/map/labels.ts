// Where names stand on the map: beside marks, never on one, and none on another. A name that finds no room waits until
// the map is nearer. Pure.

export interface Label {
  readonly text: string;
  /** The middle of what it names, on the screen (pixels). */
  readonly x: number;
  readonly y: number;
  /** Half the size of the mark that it stands beside; none for the name of an area, which stands in the middle of it. */
  readonly beside?: number;
  /** The name of a colour in `tokens.css`. */
  readonly tone: string;
}

export interface Written {
  readonly text: string;
  /** The left end of its ground line. */
  readonly x: number;
  readonly y: number;
  readonly tone: string;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The squares of which it is known whether something stands there (pixels). */
const CELL = 4;
const MARGIN = 2;

/** What of the screen is taken: two thousand marks cost two thousand small sums. */
export class Room {
  private readonly columns: number;
  private readonly rows: number;
  private readonly taken: Uint8Array;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.columns = Math.ceil(width / CELL) + 1;
    this.rows = Math.ceil(height / CELL) + 1;
    this.taken = new Uint8Array(this.columns * this.rows);
  }

  take(box: Box): void {
    this.each(box, (cell) => {
      this.taken[cell] = 1;
      return true;
    });
  }

  /** Whole on the screen, and on nothing. */
  isFree(box: Box): boolean {
    const { left, top, width, height } = box;
    const inside = left >= 0 && top >= 0 && left + width <= this.width && top + height <= this.height;
    return inside && this.each(box, (cell) => this.taken[cell] === 0);
  }

  /** Until one says no. */
  private each({ left, top, width, height }: Box, run: (cell: number) => boolean): boolean {
    const [first, last] = [Math.max(0, Math.floor(left / CELL)), Math.min(this.columns - 1, (left + width) / CELL)];
    const low = Math.min(this.rows - 1, (top + height) / CELL);
    for (let row = Math.max(0, Math.floor(top / CELL)); row <= low; row++) {
      for (let column = first; column <= last; column++) if (!run(row * this.columns + column)) return false;
    }
    return true;
  }
}

/** Places the labels in their order, each at the first of its places that is free; what is placed takes its room. */
export function placeLabels(
  room: Room,
  labels: readonly Label[],
  size: number,
  wide: (text: string) => number,
): Written[] {
  const placed: Written[] = [];
  for (const label of labels) {
    const width = wide(label.text);
    const found = places(label, width, size)
      .map(([x, y]) => ({
        x,
        y,
        box: { left: x - MARGIN, top: y - size, width: width + 2 * MARGIN, height: size * 1.3 },
      }))
      .find(({ box }) => room.isFree(box));
    if (!found) continue;
    room.take(found.box);
    placed.push({ text: label.text, x: Math.round(found.x), y: Math.round(found.y), tone: label.tone });
  }
  return placed;
}

type Point = readonly [x: number, y: number];

function places({ x, y, beside }: Label, width: number, size: number): readonly Point[] {
  const [middle, line] = [x - width / 2, size * 1.3 + CELL];
  const ground = y + size / 3;
  if (beside === undefined) {
    const aside = width / 2 + line;
    return [0, 1, -1, 2, -2].flatMap((lines) =>
      (Math.abs(lines) < 2 ? [0, aside, -aside] : [0]).map((shift): Point => [middle + shift, ground + lines * line]),
    );
  }
  const gap = beside + 6;
  return [
    [x + gap, ground],
    [x - gap - width, ground],
    [middle, y + gap + size],
    [middle, y - gap],
  ];
}
