import { afterEach, describe, expect, it } from "vitest";
import { aConfig, anAssignment, anIncident } from "./fixtures";
import { useCatalogue } from "./strings";
import type { UnitAssignment } from "./types";
import { agencyName, typeName } from "./words";
import { areaName, incidentWord, partWord } from "./words-work";

afterEach(() => useCatalogue(null));

function job(status: string): UnitAssignment {
  return { id: status, unit: { id: "un-1", call_sign: "PMK-1" }, status, since: "2026-03-01T05:00:00Z" };
}

describe("a unit that was sent has not left yet", () => {
  it.each([
    [["assigned"], "DIKIRIM", "unit dikirim"],
    [["assigned", "cancelled"], "DIKIRIM", "unit dikirim"],
    [["assigned", "en_route"], "MENUJU", "unit bergerak"],
    [[], "DIKIRIM", "unit dikirim"],
  ])("units %j: %s", (statuses, word, part) => {
    const assignment = anAssignment({ status: "responding", units: statuses.map(job) });
    expect(incidentWord(anIncident({ stage: "responding", assignments: [assignment] }))).toBe(word);
    expect(partWord(assignment)).toBe(part);
  });

  it("says so too when the agency has not answered for itself", () => {
    const assignment = anAssignment({ units: [job("assigned")] });
    expect(incidentWord(anIncident({ stage: "alerted", assignments: [assignment] }))).toBe("DIKIRIM");
    expect(incidentWord(anIncident({ stage: "alerted", assignments: [anAssignment()] }))).toBe("DIBERITAHU");
  });

  it("says the stage as it is otherwise", () => {
    expect(incidentWord(anIncident({ stage: "on_scene", assignments: [] }))).toBe("DI LOKASI");
  });
});

describe("names of a card that readers of both languages share", () => {
  const agency = { code: "damkar", name: "Pemadam Kebakaran", name_en: "Fire Service" };

  it("are Indonesian without a catalogue, and English with one", () => {
    const incident = anIncident();
    expect([agencyName(agency), typeName(aConfig(), incident)]).toEqual(["Pemadam Kebakaran", "Kebakaran bangunan"]);
    useCatalogue({});
    expect([agencyName(agency), typeName(aConfig(), incident)]).toEqual(["Fire Service", "Building fire"]);
    expect(agencyName({ code: "x", name: "Hanya Indonesia" })).toBe("Hanya Indonesia");
  });
});

it("says where: the village with its district, or the district alone", () => {
  expect(areaName({ code: "1.1", name: "Kaliwungu", district: "Ngunut" })).toBe("Kaliwungu, Ngunut");
  expect(areaName({ code: "1", name: "Ngunut", district: "Ngunut" })).toBe("Ngunut");
  expect(areaName(null)).toBe("");
});
