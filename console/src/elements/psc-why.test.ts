// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { anAssignment, anIncident } from "../core/fixtures";
import { PscWhy } from "./psc-why";
import { TestDesk, textOf } from "./testing";

const ANSWER = {
  decree: { id: "de-1", citation: "SK 12/2026", title: "Tim 112" },
  article: { number: "Pasal 4", text: "Damkar memimpin." },
  obligation: "Mengirim mobil pemadam",
  rules: ["SK 12/2026, Pasal 4: untuk jenis FIR-BUILDING, Kaliwungu", "Didahulukan dari bpbd"],
  considered: [
    { agency: { code: "damkar", name: "Damkar" }, role: "lead", article: "Pasal 4", taken: true, text: "memimpin" },
    {
      agency: { code: "bpbd", name: "BPBD" },
      role: "lead",
      article: "Pasal 5",
      taken: false,
      text: "didahului damkar",
    },
  ],
};
let centre: TestDesk;
let why: PscWhy;

async function open(): Promise<void> {
  const details = why.querySelector("details");
  if (!details) throw new Error("nothing to open");
  details.open = false;
  await centre.drawn();
  details.open = true;
  await centre.drawn();
}

const asked = () => centre.server.requests.filter((request) => request.path === "assignments/as-1/why");

beforeEach(async () => {
  centre = new TestDesk({ roles: ["desk"], agency: { code: "damkar", name: "Damkar" } });
  why = await centre.show("psc-why", PscWhy);
  why.assignment = anAssignment();
  await centre.hear({ incidents: [anIncident({ assignments: [anAssignment()] })] });
});

test("nothing is asked before somebody wants to know", async () => {
  expect(asked()).toEqual([]);
  await open();
  expect(asked()).toHaveLength(1);
  expect(textOf(why)).toContain("Memuat…");
});

test("decree, article, rule and those who gave way are said", async () => {
  await open();
  await asked()[0]?.answer(200, ANSWER);
  await centre.drawn();
  expect(textOf(why)).toContain("SK 12/2026 · Tim 112");
  expect(why.querySelector("a")?.getAttribute("href")).toBe("/decrees/de-1");
  expect(textOf(why.querySelector("blockquote"))).toBe("Pasal 4: Damkar memimpin.");
  expect(textOf(why.querySelector(".rules"))).toContain("Didahulukan dari bpbd");
  expect(textOf(why.querySelector("[data-agency=bpbd]"))).toContain("didahului damkar");
});

test("without an answer it says so, and asks again when opened again", async () => {
  await open();
  await asked()[0]?.fail();
  await centre.drawn();
  expect(textOf(why.querySelector("[role=alert]"))).toContain("Tidak dapat dimuat");
  await open();
  await asked()[1]?.answer(200, ANSWER);
  await centre.drawn();
  expect(why.querySelector("[role=alert]")).toBeNull();
});
