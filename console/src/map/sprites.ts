// The shapes of the marks, drawn once for each look and then stamped: two thousand of them cost what two thousand
// copies cost. Colours come from the page's own tokens.

import type { Age, Mark, Shape } from "./marks";

export type Colour = (token: string) => string;

/** Room around a shape for its outline. */
const EDGE = 4;
/** Hollow by look, not by age. */
const OUTLINED: readonly Shape[] = ["ring", "house", "cross"];

type Look = Pick<Mark, "shape" | "tone" | "size"> & { readonly age: Age };

export class Sprites {
  private readonly made = new Map<string, HTMLCanvasElement>();

  constructor(
    private readonly colour: Colour,
    private readonly ratio: number,
  ) {}

  of(mark: Mark): HTMLCanvasElement {
    const key = `${mark.shape} ${mark.tone} ${mark.size} ${mark.age ?? "fresh"}`;
    const known = this.made.get(key);
    if (known) return known;
    const sprite = this.draw({ shape: mark.shape, tone: mark.tone, size: mark.size, age: mark.age ?? "fresh" });
    this.made.set(key, sprite);
    return sprite;
  }

  private draw(look: Look): HTMLCanvasElement {
    const side = look.size + EDGE * 2;
    const sprite = document.createElement("canvas");
    sprite.width = sprite.height = Math.ceil(side * this.ratio);
    const pen = sprite.getContext("2d");
    if (!pen) return sprite;
    pen.scale(this.ratio, this.ratio);
    pen.translate(side / 2, side / 2);
    pen.lineJoin = "round";
    this.fill(pen, look);
    if (look.age === "lost") this.crossOut(pen, look.size / 2);
    return sprite;
  }

  /** A dark rim and a light one: the mark stands out on any ground, also on a picture. */
  private fill(pen: CanvasRenderingContext2D, { shape, tone, size, age }: Look): void {
    const hollow = age !== "fresh" || OUTLINED.includes(shape);
    trace(pen, shape, size / 2);
    pen.lineWidth = 5;
    pen.strokeStyle = this.colour("bg1");
    pen.stroke();
    pen.fillStyle = this.colour(hollow ? "bg1" : tone);
    pen.fill();
    pen.lineWidth = hollow ? 2.5 : 1;
    pen.strokeStyle = this.colour(hollow ? tone : "chip");
    pen.stroke();
  }

  private crossOut(pen: CanvasRenderingContext2D, half: number): void {
    pen.beginPath();
    pen.moveTo(-half, -half);
    pen.lineTo(half, half);
    pen.moveTo(half, -half);
    pen.lineTo(-half, half);
    pen.lineWidth = 2;
    pen.strokeStyle = this.colour("over");
    pen.stroke();
  }
}

/** Corners in halves of the size, clockwise. */
const CORNERS: Partial<Readonly<Record<Shape, readonly (readonly [number, number])[]>>> = {
  triangle: [
    [0, -1],
    [1, 0.85],
    [-1, 0.85],
  ],
  diamond: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  square: [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ],
  house: [
    [0, -1],
    [1, -0.1],
    [1, 1],
    [-1, 1],
    [-1, -0.1],
  ],
  cross: [
    [-0.35, -1],
    [0.35, -1],
    [0.35, -0.35],
    [1, -0.35],
    [1, 0.35],
    [0.35, 0.35],
    [0.35, 1],
    [-0.35, 1],
    [-0.35, 0.35],
    [-1, 0.35],
    [-1, -0.35],
    [-0.35, -0.35],
  ],
};

function trace(pen: CanvasRenderingContext2D, shape: Shape, half: number): void {
  pen.beginPath();
  const corners = CORNERS[shape];
  if (corners) for (const [x, y] of corners) pen.lineTo(x * half, y * half);
  else if (shape === "unit") pen.rect(-half, -half * 0.6, half * 2, half * 1.2);
  else pen.arc(0, 0, half, 0, 2 * Math.PI);
  pen.closePath();
}
