// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { aConfig, anAssignment, anIncident, NOON } from "../core/fixtures";
import type { CrewLink, UnitAssignment } from "../core/types";
import { PscCrewLink } from "./psc-crew-link";
import { TestDesk, textOf } from "./testing";

const JOB: UnitAssignment = { id: "jo-1", unit: { id: "un-1", call_sign: "PMK-1" }, status: "assigned", since: NOON };
const LINK: CrewLink = { id: "li-1", status: "queued", at: NOON, to: "890", until: NOON, why: null };
let desk: TestDesk;
let element: PscCrewLink;

async function show(job: UnitAssignment, sms = true, roles = ["dispatcher"]): Promise<void> {
  desk = new TestDesk({ roles });
  Object.assign(desk.desk.config, { sms, moves: { ...aConfig().moves, unit_assignment: { en_route: ["assigned"] } } });
  const assignment = anAssignment({ units: [job] });
  element = await desk.show("psc-crew-link", PscCrewLink, { job, assignment });
  await desk.hear({ incidents: [anIncident({ assignments: [assignment] })] });
}

beforeEach(() => show(JOB));

test("a number typed is sent, and the line stays until the card shows the link", async () => {
  element.querySelector("input")?.setAttribute("value", "0812 3456 7890");
  element.querySelector<HTMLButtonElement>("[data-move=link]")?.click();
  await desk.drawn();
  const [posted] = desk.server.requests.filter((request) => request.key !== undefined);
  expect(posted).toMatchObject({ path: "unit-assignments/jo-1/link", body: { phone: "0812 3456 7890" } });
  await posted?.answer(201, { link: { id: "li-1" } });
  expect(textOf(element)).toContain("Tautan SMS untuk PMK-1");
  const units = [{ ...JOB, link: LINK }];
  await desk.hear({ incidents: [anIncident({ rev: 2, assignments: [anAssignment({ units })] })] });
  expect(textOf(element)).not.toContain("Tautan SMS untuk PMK-1…");
});

test.each([
  ["queued", "antre, belum terkirim"],
  ["sent", "terkirim, belum dibuka"],
  ["failed", "GAGAL terkirim, telepon awaknya"],
  ["opened", "dibuka di ponsel awak"],
] as const)("%s is said in words", async (status, words) => {
  await show({ ...JOB, link: { ...LINK, status } });
  expect(textOf(element.querySelector(`[data-link=${status}]`))).toContain(`…890: ${words}`);
});

test("a living link can be taken back, an ended one says why", async () => {
  await show({ ...JOB, link: { ...LINK, status: "opened" } });
  expect(element.querySelector("[data-move=unlink]")).not.toBeNull();
  await show({ ...JOB, link: { ...LINK, status: "ended", why: "revoked" } });
  expect(element.querySelector("[data-move=unlink]")).toBeNull();
  expect(textOf(element)).toContain("berakhir, dicabut");
});

test("nothing is offered that cannot work", async () => {
  await show(JOB, false);
  expect(element.querySelector("form")).toBeNull();
  await show(JOB, true, ["auditor"]);
  expect(element.querySelector("form")).toBeNull();
  await show({ ...JOB, status: "cleared" });
  expect(element.querySelector("form")).toBeNull();
});

test("the crew's numbers are offered when somebody is about to send, and read once more before they leave", async () => {
  expect(desk.server.requests.some(({ path }) => path.endsWith("link/numbers"))).toBe(false);
  const fold = element.querySelector("details");
  if (fold) fold.open = true;
  fold?.dispatchEvent(new Event("toggle"));
  const asked = desk.server.requests.find(({ path }) => path === "unit-assignments/jo-1/link/numbers");
  await asked?.answer(200, { numbers: [{ name: "Awak PMK-1", phone: "081234567890" }] });
  await desk.drawn();
  const offered = element.querySelector<HTMLButtonElement>("[data-number]");
  expect(textOf(offered)).toBe("Awak PMK-1 081234567890");
  offered?.click();
  expect(element.querySelector("input")?.value).toBe("081234567890");
  expect(desk.server.requests.some(({ path }) => path.endsWith("/link"))).toBe(false);
});
