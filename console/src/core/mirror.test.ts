// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from "vitest";
import { TestDesk } from "../elements/testing";
import { mirrorSelection } from "./mirror";

/** Two ends of one wire. */
class Wire {
  onmessage: ((event: MessageEvent<unknown>) => void) | null = null;
  other: Wire | null = null;
  sent = 0;
  close = vi.fn();
  postMessage = (data: unknown): void => {
    this.sent += 1;
    this.other?.onmessage?.(new MessageEvent("message", { data }));
  };
}

let board: TestDesk;
let map: TestDesk;
let wires: readonly [Wire, Wire];

beforeEach(() => {
  [board, map] = [new TestDesk(), new TestDesk()];
  wires = [new Wire(), new Wire()];
  wires[0].other = wires[1];
  wires[1].other = wires[0];
});

it("chooses in the other window what is chosen in one, without an echo", async () => {
  mirrorSelection(board.desk, wires[0]);
  mirrorSelection(map.desk, wires[1]);
  board.desk.select({ kind: "incident", id: "in-1" });
  await board.drawn();
  expect(map.desk.selection).toEqual({ kind: "incident", id: "in-1" });
  map.desk.select({ kind: "incident", id: "in-2" });
  await map.drawn();
  expect(board.desk.selection?.id).toBe("in-2");
  board.desk.select(null);
  await board.drawn();
  expect(map.desk.selection).toBeNull();
  expect(wires.map((wire) => wire.sent)).toEqual([2, 1]);
});

it("follows nobody else, and nobody any more when it has stopped", async () => {
  const stranger = new TestDesk({ id: "u-2" });
  mirrorSelection(stranger.desk, wires[1]);
  const stop = mirrorSelection(board.desk, wires[0]);
  board.desk.select({ kind: "incident", id: "in-1" });
  await board.drawn();
  expect(stranger.desk.selection).toBeNull();
  stop();
  board.desk.select(null);
  await board.drawn();
  expect(wires[0].sent).toBe(1);
  expect(wires[0].close).toHaveBeenCalled();
});
