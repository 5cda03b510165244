import { expect, test } from "vitest";
import { Freeze, FrozenOrder } from "./freeze";

test("a list is held while a hand is in it and for three seconds after", () => {
  let now = 0;
  const freeze = new Freeze(() => now);
  expect(freeze.held).toBe(false);
  freeze.touch("pointer");
  freeze.touch("focus");
  freeze.leave("pointer");
  now = 9_000;
  expect(freeze.held).toBe(true);
  freeze.leave("focus");
  now += 2999;
  expect(freeze.held).toBe(true);
  now += 1;
  expect(freeze.held).toBe(false);
});

test("a hand that does not move for ten seconds is not there", () => {
  let now = 0;
  const freeze = new Freeze(() => now);
  freeze.touch("pointer");
  now = 10_000;
  expect(freeze.held).toBe(false);
  freeze.touch("pointer");
  expect(freeze.held).toBe(true);
});

test("leaving a list that was never touched holds nothing", () => {
  const freeze = new Freeze(() => 0);
  freeze.leave("pointer");
  expect(freeze.held).toBe(false);
});

test("held rows keep their places: new ones are counted, gone ones leave a gap", () => {
  const order = new FrozenOrder();
  order.view(["a", "b", "c"], false);
  expect(order.view(["new", "c", "a"], true)).toEqual({ ids: ["a", "b", "c"], fresh: 1 });
  expect(order.view(["new", "c", "a"], false)).toEqual({ ids: ["new", "c", "a"], fresh: 0 });
});

test("the hand may ask for the new rows without leaving", () => {
  const order = new FrozenOrder();
  order.view(["a"], false);
  expect(order.view(["b", "a"], true).fresh).toBe(1);
  order.release();
  expect(order.view(["b", "a"], true)).toEqual({ ids: ["b", "a"], fresh: 0 });
  expect(order.view(["a", "b"], true).ids).toEqual(["b", "a"]);
});

test("a list that was empty shows its first rows at once, held or not", () => {
  const order = new FrozenOrder();
  order.view([], false);
  expect(order.view(["a"], true)).toEqual({ ids: ["a"], fresh: 0 });
});
