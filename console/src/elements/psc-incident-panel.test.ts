// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { anAssignment, anIncident, anInterview, aUnit } from "../core/fixtures";
import type { Config } from "../core/types";
import { PscAssignment } from "./psc-assignment";
import { PscCallAgency } from "./psc-call-agency";
import { PscIncidentChanges } from "./psc-incident-changes";
import { PscIncidentHead } from "./psc-incident-head";
import { PscIncidentInterview } from "./psc-incident-interview";
import { PscIncidentPanel } from "./psc-incident-panel";
import { PscIncidentWords } from "./psc-incident-words";
import { PscSendUnits } from "./psc-send-units";
import { PscTimeline } from "./psc-timeline";
import { TestDesk, textOf } from "./testing";

const damkar = { code: "damkar", name: "Damkar" };
let centre: TestDesk;
let panel: PscIncidentPanel;

async function sit(user: Partial<Config["user"]>): Promise<void> {
  centre = new TestDesk(user);
  const parts = {
    "psc-assignment": PscAssignment,
    "psc-call-agency": PscCallAgency,
    "psc-incident-changes": PscIncidentChanges,
    "psc-incident-head": PscIncidentHead,
    "psc-incident-interview": PscIncidentInterview,
    "psc-incident-words": PscIncidentWords,
    "psc-send-units": PscSendUnits,
    "psc-timeline": PscTimeline,
  };
  for (const [name, part] of Object.entries(parts)) if (!customElements.get(name)) customElements.define(name, part);
  panel = await centre.show("psc-incident-panel", PscIncidentPanel);
  await centre.hear({ incidents: [anIncident({ assignments: [anAssignment()] })], units: [aUnit()] });
  centre.desk.select({ kind: "incident", id: "in-1" });
  await centre.drawn();
}

const buttons = (move: string) => [...panel.querySelectorAll<HTMLButtonElement>(`[data-move=${move}]`)];
const posted = () => centre.server.requests.filter((request) => request.key !== undefined);

beforeEach(() => sit({ roles: ["desk"], agency: damkar }));

test("a desk reads why it is obliged and answers with one button", async () => {
  expect(textOf(panel.querySelector(".why"))).toContain("Mengapa kami?");
  expect(textOf(panel.querySelector(".why"))).toContain("SK 12/2026");
  buttons("acknowledge")[0]?.click();
  await centre.drawn();
  expect(posted()[0]).toMatchObject({ path: "assignments/as-1/acknowledge", body: {} });
  expect(buttons("acknowledge")[0]?.disabled).toBe(true);
  await centre.hear({ incidents: [anIncident({ rev: 2, assignments: [anAssignment({ status: "acknowledged" })] })] });
  expect(buttons("acknowledge")).toEqual([]);
});

test("a conflict says in words what is possible now", async () => {
  buttons("acknowledge")[0]?.click();
  await posted()[0]?.answer(409, { error: { code: "wrong_state", message: "Sudah ditarik", allowed: ["send"] } });
  await centre.drawn();
  expect(textOf(panel.querySelector(".conflict"))).toContain("Sudah ditarik");
  expect(textOf(panel.querySelector(".conflict"))).toContain("Yang bisa sekarang: Kirim unit.");
});

test("recommended units are chosen beforehand; once units are out nothing is sent by habit", async () => {
  const advice = {
    units: [{ unit: { id: "un-1", call_sign: "PMK-1" }, assignment: "as-1", eta_s: 301, reasons: ["distance_m:1200"] }],
    shortfalls: [{ capability: "water_tanker", reason: "all_busy" }],
    alternatives: [],
  };
  const asked = () => centre.server.requests.filter((request) => request.path.endsWith("/recommendation"));
  await asked().at(-1)?.answer(200, advice);
  await centre.drawn();
  expect(textOf(panel.querySelector("#send-units"))).toContain("PMK-1 6 mnt 1,2 km");
  expect(textOf(panel.querySelector("#send-units"))).toContain("Kurang: water tanker: semua sedang bertugas");
  panel.querySelector<HTMLButtonElement>("#send-chosen")?.click();
  expect(posted()[0]).toMatchObject({ path: "assignments/as-1/units", body: { unit: "un-1" } });

  const units = [
    { id: "j", unit: { id: "un-1", call_sign: "PMK-1" }, status: "assigned", since: "2026-03-01T05:00:00Z" },
  ];
  await centre.hear({
    incidents: [anIncident({ rev: 2, assignments: [anAssignment({ status: "responding", units })] })],
  });
  await asked()
    .at(-1)
    ?.answer(200, { ...advice, units: [{ ...advice.units[0], unit: { id: "un-2", call_sign: "PMK-2" } }] });
  await centre.drawn();
  expect(panel.querySelector<HTMLButtonElement>("#send-chosen")?.disabled).toBe(true);
});

test("the centre answers for an agency only with the name of who was told", async () => {
  await sit({ roles: ["dispatcher"], agency: null });
  expect(buttons("acknowledge")).toEqual([]);
  const speak = [...panel.querySelectorAll("button")].find((button) => textOf(button).startsWith("Atas nama"));
  speak?.click();
  await centre.drawn();
  buttons("acknowledge")[0]?.click();
  await centre.drawn();
  expect(posted()).toEqual([]);
  expect(textOf(panel.querySelector("[role=alert]"))).toContain("Tulis nama orang");
  const name = panel.querySelector<HTMLInputElement>("input[name=name]")!;
  name.value = "Pak Budi";
  buttons("acknowledge")[0]?.click();
  expect(posted()[0]?.body).toEqual({ on_behalf: { name: "Pak Budi", means: "phone" } });
});

test("an incident that leaves the board leaves a sentence, not its content", async () => {
  await centre.hear({}, ["in-1"]);
  expect(textOf(panel)).toContain("tidak ada lagi di papan Anda");
  expect(textOf(panel)).not.toContain("Pasar Baru");
});

test("what the caller's answers propose is taken or left with one button", async () => {
  await sit({ roles: ["dispatcher"] });
  const proposal = {
    type: "FIR-HAZMAT",
    priority: "P1",
    because: ["FIR-BUILDING.stock=chemical"],
    report: "r",
    at: "",
  };
  await centre.hear({ incidents: [anIncident({ rev: 2, proposal })] });
  const asked = centre.server.requests.filter((request) => request.path.endsWith("/interview"));
  const stock = { id: "FIR-BUILDING.stock", ask: { id: "Apa isinya?", en: "What is stored?" } };
  const label = { id: "bahan kimia", en: "chemicals" };
  await asked
    .at(-1)
    ?.answer(200, anInterview({ answered: [{ ...stock, value: "chemical", branch: "chemical", label }] }));
  await centre.drawn();
  expect(textOf(panel)).toContain("Apa isinya? bahan kimia");
  expect(textOf(panel)).not.toContain("FIR-BUILDING.stock");
  expect(buttons("decline-proposal")).toHaveLength(1);
  buttons("confirm-proposal")[0]?.click();
  await centre.drawn();
  expect(posted()[0]).toMatchObject({
    path: "incidents/in-1/reclassify",
    body: { type: "FIR-HAZMAT", priority: "P1" },
  });
  await centre.hear({ incidents: [anIncident({ rev: 3, type: "FIR-HAZMAT", priority: "P1" })] });
  expect(buttons("confirm-proposal")).toEqual([]);
});

test("the centre calls an agency beyond the decree, of those that are not called yet", async () => {
  await sit({ roles: ["dispatcher"], agency: null });
  const changes = panel.querySelector("psc-incident-changes");
  const details = changes?.querySelector("details");
  if (!changes || !details) throw new Error("no way to call another agency");
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
  const asked = () => centre.server.requests.filter((request) => request.path === "agencies");
  await asked()
    .at(-1)
    ?.answer(200, {
      results: [
        { code: "damkar", name: { id: "Damkar", en: "Fire" }, active: true },
        { code: "pln", name: { id: "PLN", en: "Power company" }, active: true },
        { code: "old", name: { id: "Lama", en: "Old" }, active: false },
      ],
    });
  await centre.drawn();
  const codes = [...changes.querySelectorAll<HTMLOptionElement>("#call-agency option")].map(({ value }) => value);
  expect(codes).toEqual(["", "pln"]);
  const roles = [...changes.querySelectorAll<HTMLOptionElement>("#call-role option")].map(({ value }) => value);
  expect(roles).toEqual(["support", "informed"]);
  const agency = changes.querySelector<HTMLSelectElement>("#call-agency");
  if (agency) agency.value = "pln";
  changes.querySelector<HTMLButtonElement>("button[data-move=add_agency]")?.click();
  await centre.drawn();
  expect(posted().at(-1)).toMatchObject({ path: "incidents/in-1/agencies", body: { agency: "pln", role: "support" } });
});

test("a field that somebody else changed meanwhile shows both values, and the hand chooses", async () => {
  await sit({ roles: ["dispatcher"], agency: null });
  const [form] = buttons("reclassify");
  const priority = panel.querySelector<HTMLSelectElement>("#new-priority");
  if (priority) priority.value = "P3";
  form?.click();
  await centre.drawn();
  expect(posted().at(-1)?.body).toMatchObject({ priority: "P3", seen: { type: "FIR-BUILDING", priority: "P1" } });
  const brought: Element[] = [];
  Element.prototype.scrollIntoView = function () {
    brought.push(this);
  };
  const error = { code: "changed", message: "Sementara itu Siti sudah mengubahnya pukul 14:03:22." };
  await posted().at(-1)?.answer(409, { error });
  await centre.hear({ incidents: [anIncident({ rev: 2, priority: "P2", assignments: [anAssignment()] })] });
  const words = textOf(panel.querySelector(".conflict"));
  expect(words).toContain("Siti");
  expect(brought).toEqual([panel.querySelector(".conflict")]);
  expect(words).toMatch(/Pilihan Anda P3 .* Sekarang di pusat P2/);
  panel.querySelector<HTMLButtonElement>("[data-choice=mine]")?.click();
  await centre.drawn();
  expect(posted().at(-1)?.body).toMatchObject({ priority: "P3", seen: { priority: "P2" } });
});

test("what somebody is choosing is not replaced by what comes meanwhile, and is no silent loser", async () => {
  await sit({ roles: ["dispatcher"], agency: null });
  const priority = panel.querySelector<HTMLSelectElement>("#new-priority")!;
  priority.value = "P3";
  priority.dispatchEvent(new Event("input", { bubbles: true }));
  await centre.hear({ incidents: [anIncident({ rev: 2, priority: "P2", assignments: [anAssignment()] })] });
  expect(priority.value).toBe("P3");
  buttons("reclassify")[0]?.click();
  await centre.drawn();
  expect(posted().at(-1)?.body).toMatchObject({ priority: "P3", seen: { priority: "P1" } });
});
