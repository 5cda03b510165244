import { describe, expect, test } from "vitest";
import { type Label, placeLabels, Room } from "./labels";

const SIZE = 12;
const wide = (text: string): number => text.length * 7;
const place = (room: Room, ...labels: Label[]) => placeLabels(room, labels, SIZE, wide);
const ngunut: Label = { text: "Ngunut", x: 200, y: 100, tone: "muted" };
const amb: Label = { text: "AMB-1", x: 200, y: 100, beside: 8, tone: "text" };
const around = (x: number, y: number, half: number) => ({
  left: x - half,
  top: y - half,
  width: 2 * half,
  height: 2 * half,
});

describe("a name", () => {
  test("stands in the middle of its area where nothing else does", () => {
    expect(place(new Room(400, 200), ngunut)).toEqual([{ text: "Ngunut", x: 179, y: 104, tone: "muted" }]);
  });

  test("gives way to a mark, and its letters touch none", () => {
    const room = new Room(400, 200);
    room.take(around(200, 100, 10));
    const [name] = place(room, ngunut);
    expect(name?.x).toBeGreaterThanOrEqual(210);
  });

  test("gives way to a name that stands there, and waits where no place is left", () => {
    const placed = place(new Room(400, 200), ...Array.from({ length: 20 }, () => ngunut));
    expect(placed.slice(0, 2).map(({ y }) => y)).toEqual([104, 124]);
    expect(new Set(placed.map(({ y }) => y))).toEqual(new Set([104, 124, 84, 143, 65]));
    expect(placed.length).toBeLessThan(20);
  });
});

describe("a call sign", () => {
  test("stands at the right of its mark, else at the left, below or above", () => {
    const room = new Room(400, 200);
    room.take(around(200, 100, 8));
    const placed = place(room, amb, amb, amb, amb, amb);
    expect(placed.map(({ x, y }) => [x, y])).toEqual([
      [214, 104],
      [151, 104],
      [183, 126],
      [183, 86],
    ]);
  });

  test("that would be cut by the rim of the map stands elsewhere or nowhere", () => {
    const room = new Room(400, 200);
    expect(place(room, { ...amb, x: 390 }).map(({ x }) => x)).toEqual([390 - 14 - wide("AMB-1")]);
    expect(place(room, { ...amb, x: -20, y: 260 })).toEqual([]);
  });
});
