// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { TestDesk } from "../elements/testing";
import { History, listed, type Plan, readLine, understand } from "./command-line";
import { COMMANDS } from "./commands";
import { anAssignment, anIncident, aReport, aUnit } from "./fixtures";
import type { UnitAssignment } from "./types";
import { MemoryStorage } from "./testing";

const JOB: UnitAssignment = { id: "job-1", unit: { id: "un-1", call_sign: "PMK-1" }, status: "en_route", since: "" };
let centre: TestDesk;

beforeEach(async () => {
  centre = new TestDesk({ roles: ["call_taker", "dispatcher"] });
  await centre.hear({
    incidents: [
      anIncident({ assignments: [anAssignment({ status: "acknowledged", units: [JOB] })], priority: "P2" }),
      anIncident({ id: "in-2", number: "26-000409" }),
      anIncident({ id: "in-3", number: "26-001412" }),
    ],
    reports: [aReport({ number: "L26-001001" })],
    units: [
      aUnit({ status: "en_route" }),
      aUnit({ id: "un-2", call_sign: "PMK-2" }),
      aUnit({ id: "un-3", call_sign: "PMK-21" }),
    ],
  });
});

const plan = (line: string): Plan => understand(line, centre.desk, COMMANDS);
const words = (line: string): string => {
  const found = plan(line);
  return found.kind === "empty" ? "" : found.words;
};

function run(line: string): { path: string; body: unknown }[] {
  const found = plan(line);
  if (found.kind !== "ready") throw new Error(`${line}: ${found.kind} ${words(line)}`);
  const before = centre.server.requests.length;
  void found.run();
  return centre.server.requests.slice(before).map(({ path, body }) => ({ path, body }));
}

test("a line is a verb, targets and free text", () => {
  expect(readLine("kr #412 AMB2+PMK1 : cepat: ada korban")).toMatchObject({
    verb: "KR",
    args: ["#412", "AMB2", "PMK1"],
    text: "cepat: ada korban",
  });
});

test.each([
  ["KR #412 PMK2", "assignments/as-1/units", { unit: "un-2" }],
  ["kirim #412 pmk-2", "assignments/as-1/units", { unit: "un-2" }],
  ["ST PMK1 tiba", "unit-assignments/job-1/status", { status: "on_scene" }],
  ["st PMK 1 on_scene", "unit-assignments/job-1/status", { status: "on_scene" }],
  ["PR #412 1", "incidents/in-1/reclassify", { type: "FIR-BUILDING", priority: "P1" }],
  ["JN #409 kebakaran", "incidents/in-2/reclassify", { type: "FIR-BUILDING", priority: "P1" }],
  ["CT #409 : jalan sempit", "incidents/in-2/note", { text: "jalan sempit" }],
  ["LK #409 : ds Kaliwungu", "incidents/in-2/place", { location: { text: "ds Kaliwungu" } }],
  ["LK #409 : -8.1, 112.02", "incidents/in-2/place", { location: { lat: -8.1, lon: 112.02 } }],
  ["GB #409 #412", "incidents/in-2/merge", { into: "in-1" }],
  ["GB L1001 #409", "reports/re-1/attach", { incident: "in-2" }],
  ["ES #409 BPBD", "incidents/in-2/agencies", { agency: "bpbd", role: "support" }],
  ["SL #412 damkar : Pak Budi", "assignments/as-1/done", { on_behalf: { name: "Pak Budi", means: "phone" } }],
  ["SL #412 damkar : radio Danton", "assignments/as-1/done", { on_behalf: { name: "Danton", means: "radio" } }],
  ["TT #409 selesai : padam", "incidents/in-2/close", { disposition: "resolved", note: "padam" }],
  ["AM L1001", "reports/re-1/claim", {}],
  ["JD L1001", "reports/re-1/open", {}],
  ["TU L1001 prank", "reports/re-1/dismiss", { disposition: "prank" }],
  ["TL L1001 : terputus", "reports/re-1/reveal", { reason: "terputus" }],
])("%s", (line, path, body) => {
  // A correction says besides what it knows of.
  expect(run(line)).toMatchObject([{ path, body }]);
});

describe("before Enter", () => {
  test("what was understood stands in words", () => {
    expect(words("KR #412 PMK2")).toBe("Kirim PMK-2 (SIAP) ke #000412 Kebakaran bangunan");
  });

  test("who and what is said by name, however it was typed", async () => {
    const type_name = { id: "Longsor tambang", en: "Mine slide" };
    await centre.hear({
      incidents: [anIncident({ id: "in-2", number: "26-000409", type: "LOC-1", type_name, rev: 2 })],
    });
    expect(words("ES #409 DAMKAR")).toBe("Panggil Damkar ke #000409 Longsor tambang sebagai pendukung");
    expect(run("ES #409 damk lead")).toMatchObject([{ body: { agency: "damkar", role: "lead" } }]);
  });

  test("sending and cancelling ask twice, writing down does not", () => {
    const twice = (line: string) => (plan(line) as { twice: boolean }).twice;
    for (const line of [
      "KR #412 PMK2",
      "ST PMK1 batal",
      "GB #409 #412",
      "TT #409 selesai",
      "ES #409 BPBD",
      "JD L1001",
    ]) {
      expect(twice(line), line).toBe(true);
    }
    expect(twice("CT #412 : teks")).toBe(false);
  });

  test("an exact number goes before one that only ends so; a beginning that fits several is a choice", () => {
    expect(words("BK #412")).toBe("Lihat #000412");
    const found = plan("KR #412 PM");
    expect(found).toMatchObject({ kind: "choose" });
    const choices = (found as Plan & { kind: "choose" }).choices.map(({ line }) => line);
    expect(choices).toEqual(["KR #412 PMK-1", "KR #412 PMK-2", "KR #412 PMK-21"]);
  });

  test("an unfinished verb is a choice, an unknown one says what to do", () => {
    expect(plan("T")).toMatchObject({ kind: "choose" });
    expect(words("XY #412")).toContain("Ketik ?");
    expect(plan("  ")).toEqual({ kind: "empty" });
  });

  test.each([
    ["KR #999 PMK2", "Tidak ada kejadian #999"],
    ["KR #412", "Sebut unitnya"],
    ["KR #409 PMK2", "belum dipanggil"],
    ["ST PMK2 tiba", "tidak sedang bertugas"],
    ["ST PMK1 angkut", "Tidak ada keadaan"],
    ["PR #412 3", "perlu alasan"],
    ["PR #412 9", "1 sampai 5"],
    ["CT #412", "titik dua"],
    ["GB #412 #412", "kejadian yang sama"],
    ["SL #412 damkar", "Siapa yang dihubungi"],
    ["TR #412 damkar : Budi", "Yang bisa sekarang"],
    ["TL L1001", "alasannya"],
    ["UR", "Tidak ada yang bisa diurungkan"],
    ["IK #412", "tidak punya usulan"],
  ])("%s says what is missing", (line, missing) => {
    expect(plan(line).kind).toBe("unclear");
    expect(words(line)).toContain(missing);
  });
});

test("the incident that is looked at need not be named", () => {
  centre.desk.select({ kind: "incident", id: "in-2" });
  expect(run("CT : dekat masjid")).toEqual([{ path: "incidents/in-2/note", body: { text: "dekat masjid" } }]);
});

test("a lowered priority carries its reason as a note", () => {
  expect(run("PR #412 3 : api sudah padam").map(({ path }) => path)).toEqual([
    "incidents/in-1/reclassify",
    "incidents/in-1/note",
  ]);
});

test("whoever only reads has no command that changes anything", () => {
  const auditor = new TestDesk({ roles: ["auditor"] });
  expect(listed(COMMANDS, auditor.desk).map(({ verb }) => verb)).toEqual(["BK", "MB"]);
});

test("no verb or alias means two things", () => {
  const names = COMMANDS.flatMap(({ verb, aliases }) => [verb, ...aliases]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.every((name) => name === name.toUpperCase())).toBe(true);
});

test("everything that a hand may ask the server for has a command", () => {
  const source = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
  const wishes = [...source("wishes.ts").matchAll(/^export function (\w+)\(/gm)].map((match) => match[1] ?? "");
  const files = ["units", "incidents", "reports", "limits", "keys"]
    .map((name) => source(`commands-${name}.ts`))
    .join("\n");
  // Answers to the interview have a key each; taking back and acknowledging go through the desk.
  const otherwise = ["answer", "undo", "acknowledgeAlarm"];
  expect(wishes.filter((name) => !files.includes(`wish.${name}(`) && !otherwise.includes(name))).toEqual([]);
});

test("the history of the shift is walked by arrows", () => {
  const memory = new MemoryStorage();
  const history = new History(memory);
  for (const line of ["A 1", "B 2", "A 1"]) history.add(line);
  expect([history.step(-1), history.step(-1), history.step(-1), history.step(1), history.step(1)]).toEqual([
    "A 1",
    "B 2",
    "B 2",
    "A 1",
    "",
  ]);
  expect(new History(memory).step(-1)).toBe("A 1");
});
