import { expect, test } from "vitest";
import { Paper } from "./paper";
import { MemoryStorage } from "./testing";

test("each number is used once, also after a reload", () => {
  const storage = new MemoryStorage();
  const paper = new Paper(storage, "me");
  expect(paper.take()).toBeNull();
  paper.fill(["K26-000001", "K26-000002"], []);
  expect(paper.take()).toBe("K26-000001");
  expect(new Paper(storage, "me").take()).toBe("K26-000002");
  expect(paper.take()).toBeNull();
  expect(new Paper(storage, "another").left).toEqual([]);
});

test("a block from the server leaves out what is on its way with a report", () => {
  const paper = new Paper(new MemoryStorage(), "me");
  paper.fill(["K26-000001", "K26-000002"], ["K26-000001"]);
  expect(paper.left).toEqual(["K26-000002"]);
});
