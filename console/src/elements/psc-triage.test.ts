// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from "vitest";
import { Call } from "../core/call";
import { aReport, NOON } from "../core/fixtures";
import { PscTriage } from "./psc-triage";
import { press, TestDesk, textOf } from "./testing";

let centre: TestDesk;
let call: Call;
let triage: PscTriage;

beforeEach(async () => {
  centre = new TestDesk();
  call = new Call(centre.desk);
  triage = await centre.show("psc-triage", PscTriage, { call });
});

async function keys(selector: string, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    press(triage.querySelector(selector)!, name);
    await centre.drawn();
  }
}

/** A call that was answered so many seconds ago. */
async function answered(seconds: number): Promise<void> {
  centre.desk.clock.hear(NOON);
  centre.desk.intake.set("began", new Date(centre.desk.clock.now() - seconds * 1000).toISOString());
  await centre.drawn();
}

describe("an ordinary prank", () => {
  test("is one key and Enter", async () => {
    await answered(20);
    await keys("#triage", "4");
    expect(textOf(triage.querySelector(".triage-next"))).toContain("Iseng");
    await keys("#triage", "Enter");
    expect(centre.server.last.path).toBe("reports");
    expect(centre.server.last.body).toMatchObject({ channel: "call", text: "" });
    await centre.server.last.answer(201, aReport({ id: "r-9", status: "received" }));
    expect(centre.server.last.path).toBe("reports/r-9/dismiss");
    expect(centre.server.last.body).toEqual({ disposition: "prank" });
  });

  test("is nothing yet while nobody pressed Enter, and Esc takes it back", async () => {
    await answered(20);
    await keys("#triage", "4", "Escape", "Enter");
    expect(centre.server.requests).toEqual([]);
  });
});

describe("a silent line", () => {
  test("closes only after the whole script", async () => {
    await answered(3);
    await keys("#triage", "3");
    expect(textOf(triage.querySelector("#silent-script"))).toContain("belum 15 detik");
    await keys("#silent-script", "Enter", "1", "2", "Enter");
    expect(centre.server.requests).toEqual([]);
    await keys("#silent-script", "3", "Enter");
    expect(centre.server.last.path).toBe("reports");
  });

  test("that is left for another call stays in sight among the drafts", async () => {
    await answered(3);
    await keys("#triage", "3");
    call.begin();
    const [left, ...others] = centre.desk.intake.others();
    expect(left?.fields.text).toBe("Senyap: skrip belum selesai");
    expect(others).toEqual([]);
    expect(centre.desk.intake.form.text).toBe("");
    call.begin();
    expect(centre.desk.intake.others()).toHaveLength(1);
  });

  test("becomes a report as soon as something was heard", async () => {
    let spoken = 0;
    triage.addEventListener("psc-speak", () => (spoken += 1));
    await answered(40);
    centre.desk.intake.set("heard", "breath");
    await keys("#triage", "3");
    await keys("#silent-script", "K", "Enter");
    expect(spoken).toBe(1);
    expect(centre.desk.intake.form.text).toContain("napas, ketukan");
    expect(centre.desk.intake.form.type).toBe("SYS-SILENT");
    expect(centre.server.requests.filter(({ path }) => path === "reports")).toEqual([]);
  });
});

test("a number whose past came in meanwhile opens the script instead of closing", async () => {
  await answered(60);
  await keys("#triage", "4");
  centre.desk.intake.set("phone", "0812");
  await keys("#triage", "Enter");
  expect(textOf(triage.querySelector("#silent-script"))).toContain("riwayat nomor ini belum diketahui");
});

test("digits elsewhere are digits", async () => {
  await answered(60);
  press(triage, "4");
  expect(call.triage).toBeNull();
});

test("the queue says how many wait and since when", async () => {
  centre.desk.clock.hear(NOON);
  await centre.hear({ reports: [aReport({ received_at: NOON }), aReport({ id: "r-2", status: "claimed" })] });
  expect(textOf(triage.querySelector("#queue"))).toMatch(/^Antrean 1 \(terlama 00:0\d\)$/);
});
