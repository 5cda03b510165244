// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { anIncident } from "../core/fixtures";
import { PscCommandLine } from "./psc-command-line";
import { press, TestDesk, textOf } from "./testing";

let centre: TestDesk;
let bar: PscCommandLine;

beforeEach(async () => {
  centre = new TestDesk();
  bar = await centre.show("psc-command-line", PscCommandLine);
  await centre.hear({ incidents: [anIncident(), anIncident({ id: "in-2", number: "26-000409" })] });
});

const input = (): HTMLInputElement => bar.querySelector("#command")!;
const understood = (): string => textOf(bar.querySelector("#understood"));

async function type(line: string): Promise<void> {
  input().value = line;
  input().dispatchEvent(new Event("input", { bubbles: true }));
  await centre.drawn();
}

async function enter(): Promise<void> {
  press(input(), "Enter");
  await centre.drawn();
}

test("what was understood is said before Enter, and sending needs a second one", async () => {
  await type("GB #409 #412");
  expect(understood()).toContain("Gabung #000409 Kebakaran bangunan ke #000412");
  await enter();
  expect(centre.server.requests).toEqual([]);
  expect(understood()).toContain("Enter lagi");
  await enter();
  expect(centre.server.last.path).toBe("incidents/in-2/merge");
});

test("typing on takes the first Enter back", async () => {
  await type("GB #409 #412");
  await enter();
  await type("GB #409 #412 ");
  await enter();
  expect(centre.server.requests).toEqual([]);
});

test("a refusal says why and keeps the text", async () => {
  await type("CT #412 : jalan sempit");
  await enter();
  await centre.server.last.answer(409, { error: { code: "wrong_state", message: "Kejadian sudah ditutup." } });
  await centre.drawn();
  expect(understood()).toBe("Kejadian sudah ditutup.");
  expect(input().value).toBe("CT #412 : jalan sempit");
});

test("what was taken leaves an empty line that says so, and the history", async () => {
  await type("CT #412 : jalan sempit");
  await enter();
  await centre.server.last.answer(201, { note: { id: "n-1" } });
  await centre.drawn();
  expect(input().value).toBe("");
  expect(understood()).toContain("Diterima");
  press(input(), "ArrowUp");
  await centre.drawn();
  expect(input().value).toBe("CT #412 : jalan sempit");
});

test("a choice is taken by its number, but a digit that is typed is a digit", async () => {
  await centre.hear({ incidents: [anIncident({ id: "in-3", number: "26-001409" })] });
  await type("BK #09");
  press(input(), "1");
  await centre.drawn();
  expect(input().value).toBe("BK #09");
  await enter();
  press(input(), "1");
  await centre.drawn();
  expect(input().value).toBe("BK #26-000409");
  await enter();
  expect(centre.desk.selection).toEqual({ kind: "incident", id: "in-2" });
});

test("every function key of the screen has a button", async () => {
  let pressed = 0;
  centre.desk.keys.add({ keys: "F2", does: () => "jawab", run: () => (pressed += 1) });
  centre.desk.changed();
  await centre.drawn();
  bar.querySelector<HTMLButtonElement>("[data-key=F2]")!.click();
  expect(pressed).toBe(1);
});
