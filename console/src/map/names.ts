// The names on the map, on a canvas of their own over everything: drawn anew only where one of them has moved.

import type { BaseArea } from "./base";
import { type Label, placeLabels, Room, type Written } from "./labels";
import type { Seen, View } from "./painter";
import type { Colour } from "./sprites";

/** Call signs appear from here on, names of villages one step before. */
export const NEAR_ZOOM = 13;
const MOST_TAGS = 150;

export class Names {
  private written = "";

  constructor(
    private readonly pen: CanvasRenderingContext2D | null,
    private readonly colour: Colour,
    private readonly clear: (pen: CanvasRenderingContext2D, view: View) => void,
  ) {}

  /** Other colours: all of it is drawn again. */
  forget(): void {
    this.written = "";
  }

  /** The marks have their room; then the call signs take theirs, then the districts, then the villages. */
  draw(view: View, seen: readonly Seen[], areas: readonly BaseArea[]): void {
    const { pen } = this;
    if (!pen) return;
    const size = Number.parseFloat(this.colour("map-letters")) || 12;
    const font = `${size}px system-ui, sans-serif`;
    pen.font = font;
    const labels = [...tags(view, seen), ...areaNames(view, areas)];
    const written = placeLabels(roomBeside(view, seen), labels, size, (text) => pen.measureText(text).width);
    const said = JSON.stringify([view.width, view.height, written]);
    if (said === this.written) return;
    this.written = said;
    this.clear(pen, view);
    pen.font = font;
    for (const each of written) this.write(pen, each);
  }

  private write(pen: CanvasRenderingContext2D, { text, x, y, tone }: Written): void {
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.strokeStyle = this.colour("bg1");
    pen.strokeText(text, x, y);
    pen.fillStyle = this.colour(tone);
    pen.fillText(text, x, y);
  }
}

function roomBeside(view: View, seen: readonly Seen[]): Room {
  const room = new Room(view.width, view.height);
  for (const { mark, x, y } of seen) {
    const side = mark.size + 2;
    room.take({ left: x - side / 2, top: y - side / 2, width: side, height: side });
  }
  return room;
}

function areaNames(view: View, areas: readonly BaseArea[]): Label[] {
  const kinds = view.zoom >= NEAR_ZOOM - 1 ? ["district", "village"] : ["district"];
  const labels = areas.map((area) => ({
    kind: area.kind,
    text: area.name,
    x: area.middle.x * view.scale - view.left,
    y: area.middle.y * view.scale - view.top,
    tone: area.kind === "district" ? "muted" : "edge",
  }));
  const inView = labels.filter(({ x, y }) => x >= 0 && y >= 0 && x <= view.width && y <= view.height);
  return kinds.flatMap((kind) => inView.filter((label) => label.kind === kind));
}

function tags(view: View, seen: readonly Seen[]): Label[] {
  const tagged = view.zoom < NEAR_ZOOM ? [] : seen.filter(({ mark }) => mark.tag !== undefined);
  if (tagged.length > MOST_TAGS) return [];
  return tagged.map(({ mark, x, y }) => ({ text: mark.tag ?? "", x, y, beside: mark.size / 2, tone: "text" }));
}
