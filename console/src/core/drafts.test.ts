import { beforeEach, expect, test } from "vitest";
import { Drafts } from "./drafts";
import { MemoryStorage } from "./testing";

let storage: MemoryStorage;
let drafts: Drafts;
let minute: number;
beforeEach(() => {
  storage = new MemoryStorage();
  minute = 0;
  drafts = new Drafts(storage, "siti", () => new Date(Date.UTC(2026, 2, 1, 7, (minute += 1))));
});

test("what was typed is there again after a reload", () => {
  drafts.save("d1", { text: "rumah terbak" });
  const afterReload = new Drafts(storage, "siti");
  expect(afterReload.get("d1")?.fields).toEqual({ text: "rumah terbak" });
  expect(afterReload.all().map((draft) => draft.id)).toEqual(["d1"]);
});

test("the newest draft comes first and keeps the time it was begun", () => {
  drafts.save("d1", { text: "a" });
  drafts.save("d2", { text: "b" });
  drafts.save("d1", { text: "ab" });
  expect(drafts.all().map((draft) => draft.id)).toEqual(["d1", "d2"]);
  expect(drafts.get("d1")?.startedAt).toBe("2026-03-01T07:01:00.000Z");
});

test("an emptied draft is no draft", () => {
  drafts.save("d1", { text: "a" });
  drafts.save("d1", { text: " ", phone: "" });
  expect(drafts.all()).toEqual([]);
});

test("another account at the same desk sees nothing of it", () => {
  drafts.save("d1", { phone: "0812" });
  drafts.submit("d1", "k", {});
  const other = new Drafts(storage, "budi");
  expect(other.all()).toEqual([]);
  expect(other.submissions()).toEqual([]);
});

test("a submission keeps its key and body over a reload, until the server accepts", () => {
  drafts.save("d1", { text: "api" });
  drafts.submit("d1", "key-1", { text: "api" });
  expect(drafts.all()).toEqual([]);
  const afterReload = new Drafts(storage, "siti");
  expect(afterReload.submissions()).toMatchObject([{ draft: "d1", key: "key-1", body: { text: "api" } }]);
  afterReload.accepted("d1");
  expect(storage.rows.size).toBe(0);
});

test("submissions leave in the order of the calls", () => {
  drafts.submit("z", "k1", {});
  drafts.submit("a", "k2", {});
  expect(drafts.submissions().map((submission) => submission.key)).toEqual(["k1", "k2"]);
});

test("a refused submission is a draft again with all its text", () => {
  drafts.save("d1", { text: "api" });
  drafts.submit("d1", "key-1", {});
  drafts.returned("d1");
  expect(drafts.submissions()).toEqual([]);
  expect(drafts.all()[0]?.fields).toEqual({ text: "api" });
});

test("a full storage is said, not thrown", () => {
  storage.full = true;
  drafts.save("d1", { text: "api" });
  expect(drafts.keeps).toBe(false);
  storage.full = false;
  drafts.save("d1", { text: "api" });
  expect(drafts.keeps).toBe(true);
});

test("a damaged row is passed over", () => {
  storage.setItem("psc.draft.siti.x", "{half");
  expect(drafts.all()).toEqual([]);
  expect(drafts.concerns("psc.draft.siti.x")).toBe(true);
  expect(drafts.concerns("psc.draft.budi.x")).toBe(false);
  expect(drafts.concerns(null)).toBe(false);
});
