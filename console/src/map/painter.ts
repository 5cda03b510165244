// The own layer of the map: three canvases over each other, the areas, what stands in them, and all names. A change of
// the cards draws the middle one, and the names only where one of them moves.

import { type WorldPoint, worldPerMetre, worldPoint } from "../core/geography";
import type { Base, BaseArea, Outline } from "./base";
import type { Circle, Mark } from "./marks";
import { Names, NEAR_ZOOM } from "./names";
import { type Colour, Sprites } from "./sprites";

/** What part of the flat world the canvas shows. */
export interface View {
  /** The size of the whole world in pixels. */
  readonly scale: number;
  readonly zoom: number;
  /** The world's pixel in the upper left corner. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A mark on the screen. */
export interface Seen {
  readonly mark: Mark;
  readonly x: number;
  readonly y: number;
}

interface Placed {
  readonly mark: Mark;
  readonly at: WorldPoint;
}

/** Most marks are the same as a moment ago. */
const places = new WeakMap<Mark, WorldPoint>();

function placeOf(mark: Mark): WorldPoint {
  const known = places.get(mark);
  if (known) return known;
  const at = worldPoint(mark.lat, mark.lon);
  places.set(mark, at);
  return at;
}

/** A mark further than this outside is not drawn (pixels). */
const MARGIN = 24;
const REACH = 16;

export class Painter {
  private base: Base | null = null;
  private placed: readonly Placed[] = [];
  private circles: readonly Circle[] = [];
  private selected: string | null = null;
  private soon = false;
  private readonly colours = new Map<string, string>();
  private sprites: Sprites;
  private readonly below: CanvasRenderingContext2D | null;
  private readonly above: CanvasRenderingContext2D | null;
  private readonly names: Names;
  private readonly ratio = Math.min(2, devicePixelRatio || 1);

  constructor(
    private readonly place: HTMLElement,
    private readonly view: () => View,
    private readonly onPictures: boolean,
  ) {
    this.below = this.canvas("map-base");
    this.above = this.canvas("map-marks");
    this.names = new Names(this.canvas("map-names"), this.colour, (pen, view) => this.clear(pen, view));
    this.sprites = new Sprites(this.colour, this.ratio);
  }

  setBase(base: Base): void {
    this.base = base;
    this.draw();
  }

  setPoints(marks: readonly Mark[]): void {
    this.placed = marks.map((mark) => ({ mark, at: placeOf(mark) }));
    this.drawSoon();
  }

  setCircles(circles: readonly Circle[]): void {
    this.circles = circles;
    this.drawSoon();
  }

  select(id: string | null): void {
    this.selected = id;
    this.drawSoon();
  }

  /** Marks, circles and choice change together: they are drawn together. */
  private drawSoon(): void {
    if (this.soon) return;
    this.soon = true;
    requestAnimationFrame(() => {
      this.soon = false;
      this.drawMarks(this.view());
    });
  }

  /** Other colours, another size. */
  refresh(): void {
    this.colours.clear();
    this.names.forget();
    this.sprites = new Sprites(this.colour, this.ratio);
    this.draw();
  }

  draw(): void {
    const view = this.view();
    this.drawBase(view);
    this.drawMarks(view);
  }

  /** The uppermost mark within reach of this pixel, or the circle around it. */
  markAt(x: number, y: number): string | null {
    const view = this.view();
    let best: { id: string; distance: number } | null = null;
    for (const { mark, at } of this.placed) {
      const distance = Math.hypot(at.x * view.scale - view.left - x, at.y * view.scale - view.top - y);
      if (distance <= REACH && distance <= (best?.distance ?? REACH)) best = { id: mark.id, distance };
    }
    return best?.id ?? this.circleAt(view, x, y);
  }

  private circleAt(view: View, x: number, y: number): string | null {
    const around = this.circles.find((circle) => {
      const [left, top, radius] = onScreen(view, circle);
      return Math.hypot(left - x, top - y) <= radius;
    });
    return around?.id ?? null;
  }

  /** Asking the page for a colour costs more than a hundred strokes in it. */
  private readonly colour: Colour = (token) => {
    const known = this.colours.get(token);
    if (known !== undefined) return known;
    const colour = getComputedStyle(this.place).getPropertyValue(`--${token}`).trim();
    this.colours.set(token, colour);
    return colour;
  };

  private canvas(name: string): CanvasRenderingContext2D | null {
    const canvas = document.createElement("canvas");
    canvas.className = name;
    canvas.setAttribute("aria-hidden", "true");
    this.place.append(canvas);
    return canvas.getContext("2d");
  }

  private clear(pen: CanvasRenderingContext2D, { width, height }: View): void {
    const [wide, high] = [Math.round(width * this.ratio), Math.round(height * this.ratio)];
    if (pen.canvas.width !== wide || pen.canvas.height !== high) [pen.canvas.width, pen.canvas.height] = [wide, high];
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
  }

  private drawBase(view: View): void {
    const pen = this.below;
    if (!pen || !this.base) return;
    this.clear(pen, view);
    const near = view.zoom >= NEAR_ZOOM - 1;
    const kinds = near ? ["village", "district"] : ["district"];
    const outlined = this.base.areas.filter((area) => area.outlines.some((outline) => isSeen(view, outline)));
    // Where only the villages have outlines, they are the picture at every distance.
    const shown = outlined.filter((area) => kinds.includes(area.kind));
    for (const area of shown.length > 0 ? shown : outlined) this.outline(pen, view, area);
  }

  private outline(pen: CanvasRenderingContext2D, view: View, area: BaseArea): void {
    pen.beginPath();
    for (const outline of area.outlines) if (isSeen(view, outline)) follow(pen, view, outline.ring);
    if (!this.onPictures && area.kind === "district") {
      pen.fillStyle = this.colour("bg1");
      pen.fill("evenodd");
    }
    pen.lineWidth = area.kind === "district" ? 1.5 : 0.75;
    pen.strokeStyle = this.colour(area.kind === "district" ? "edge" : "line");
    pen.stroke();
  }

  private drawMarks(view: View): void {
    const pen = this.above;
    if (!pen) return;
    this.clear(pen, view);
    for (const circle of this.circles) this.circle(pen, view, circle);
    const seen: Seen[] = [];
    for (const { mark, at } of this.placed) {
      const [x, y] = [at.x * view.scale - view.left, at.y * view.scale - view.top];
      if (x < -MARGIN || y < -MARGIN || x > view.width + MARGIN || y > view.height + MARGIN) continue;
      seen.push({ mark, x, y });
    }
    for (const { mark, x, y } of seen) this.stamp(pen, mark, x, y);
    const chosen = seen.find(({ mark }) => mark.id === this.selected);
    if (chosen) this.ring(pen, chosen.mark, chosen.x, chosen.y);
    this.names.draw(view, seen, this.base?.areas ?? []);
  }

  private stamp(pen: CanvasRenderingContext2D, mark: Mark, x: number, y: number): void {
    const sprite = this.sprites.of(mark);
    const side = sprite.width / this.ratio;
    if (mark.heading !== undefined) this.arrow(pen, x, y, mark);
    pen.drawImage(sprite, x - side / 2, y - side / 2, side, side);
  }

  private arrow(pen: CanvasRenderingContext2D, x: number, y: number, mark: Mark): void {
    pen.save();
    pen.translate(x, y);
    pen.rotate(((mark.heading ?? 0) * Math.PI) / 180);
    pen.beginPath();
    pen.moveTo(0, -mark.size - 4);
    pen.lineTo(5, -mark.size / 2);
    pen.lineTo(-5, -mark.size / 2);
    pen.closePath();
    pen.fillStyle = this.colour("text");
    pen.fill();
    pen.restore();
  }

  private ring(pen: CanvasRenderingContext2D, mark: Mark, x: number, y: number): void {
    this.stamp(pen, mark, x, y);
    pen.beginPath();
    pen.arc(x, y, mark.size / 2 + 8, 0, 2 * Math.PI);
    pen.lineWidth = 3;
    pen.strokeStyle = this.colour("focus");
    pen.stroke();
  }

  private circle(pen: CanvasRenderingContext2D, view: View, circle: Circle): void {
    const [x, y, radius] = onScreen(view, circle);
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.globalAlpha = 0.15;
    pen.fillStyle = this.colour(circle.tone);
    pen.fill();
    pen.globalAlpha = 1;
    pen.setLineDash([6, 4]);
    pen.lineWidth = circle.id === this.selected ? 4 : 2;
    pen.strokeStyle = this.colour(circle.id === this.selected ? "focus" : circle.tone);
    pen.stroke();
    pen.setLineDash([]);
  }
}

function onScreen(view: View, circle: Circle): [x: number, y: number, radius: number] {
  const at = worldPoint(circle.lat, circle.lon);
  const radius = circle.radius_m * worldPerMetre(circle.lat) * view.scale;
  return [at.x * view.scale - view.left, at.y * view.scale - view.top, radius];
}

function isSeen({ scale, left, top, width, height }: View, outline: Outline): boolean {
  return (
    outline.east * scale >= left &&
    outline.west * scale <= left + width &&
    outline.south * scale >= top &&
    outline.north * scale <= top + height
  );
}

/** Corners less than a pixel from the last one are left out: nobody sees them. */
function follow(pen: CanvasRenderingContext2D, { scale, left, top }: View, ring: Float64Array): void {
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  for (let at = 0; at < ring.length; at += 2) {
    const [x, y] = [(ring[at] ?? 0) * scale - left, (ring[at + 1] ?? 0) * scale - top];
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < 1) continue;
    if (at === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
    [lastX, lastY] = [x, y];
  }
  pen.closePath();
}
