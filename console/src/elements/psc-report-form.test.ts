// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { Call } from "../core/call";
import { aReport } from "../core/fixtures";
import { PscReportForm } from "./psc-report-form";
import { TestDesk, textOf } from "./testing";

let centre: TestDesk;
let form: PscReportForm;

beforeEach(async () => {
  centre = new TestDesk();
  form = await centre.show("psc-report-form", PscReportForm, { call: new Call(centre.desk) });
});

async function type(name: string, text: string): Promise<void> {
  const field = form.querySelector<HTMLInputElement>(`[name=${name}]`)!;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await centre.drawn();
}

test("every field has a label of its own", () => {
  for (const field of form.querySelectorAll("input, select, textarea")) {
    expect(form.querySelector(`label[for="${field.id}"]`), field.id).not.toBeNull();
  }
});

test("sending empties the form for the next call and goes on with the report", async () => {
  await type("text", "rumah terbakar");
  form.submitNow();
  await centre.drawn();
  expect(form.querySelector<HTMLTextAreaElement>("#report-text")?.value).toBe("");
  expect(textOf(form.querySelector(".waiting"))).toContain("1 laporan belum diterima server");
  await centre.server.last.answer(201, aReport({ id: "r-9" }));
  await centre.drawn();
  expect(form.querySelector(".waiting")).toBeNull();
  expect(centre.desk.selection).toEqual({ kind: "report", id: "r-9" });
});

test("a server that is away is said in words, and nothing claims to be sent", async () => {
  await type("text", "rumah terbakar");
  form.submitNow();
  await centre.server.last.answer(503, {}, 60);
  await centre.drawn();
  expect(textOf(form.querySelector(".waiting"))).toContain("dikirim sekali saat server kembali");
});

test("a refused field says why and gets the focus of the reader", async () => {
  await type("phone", "abc");
  form.submitNow();
  const error = { code: "invalid", message: "Isian belum benar", fields: { "caller.phone": ["Bukan nomor telepon."] } };
  await centre.server.last.answer(400, { error });
  await centre.drawn();
  const phone = form.querySelector("#report-phone")!;
  expect(phone.getAttribute("aria-invalid")).toBe("true");
  expect(textOf(form.querySelector(`#${phone.getAttribute("aria-describedby") ?? ""}`))).toBe("Bukan nomor telepon.");
});

test("F2 keeps what stood in the form among the drafts", async () => {
  await type("text", "panggilan pertama");
  form.begin();
  await centre.drawn();
  expect(textOf(form.querySelector(".drafts"))).toContain("panggilan pertama");
  expect(form.querySelector<HTMLTextAreaElement>("#report-text")?.value).toBe("");
});
