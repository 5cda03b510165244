// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { look } from "./rehearsal";

const page = (done: number) =>
  `<section id="progress"><h2>Gladi berjalan</h2><progress max="100" value="${String(done)}"></progress>` +
  `<p>${String(done)} dari 100</p><form><button>Batalkan</button></form></section>`;

function serve(html: string, ok = true): void {
  vi.stubGlobal("fetch", () => Promise.resolve({ ok, text: () => Promise.resolve(html) }));
}

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.innerHTML = "";
});

test("the numbers are renewed and the button stays the one that has the focus", async () => {
  document.body.innerHTML = page(10);
  const button = document.querySelector("button");
  serve(page(60));
  expect(await look(document, "/x")).toBe(true);
  expect(document.querySelector("p")?.textContent).toBe("60 dari 100");
  expect(document.querySelector("progress")?.getAttribute("value")).toBe("60");
  expect(document.querySelector("button")).toBe(button);
});

test("when nothing is under way any more it says so, and an answer that fails is no end", async () => {
  document.body.innerHTML = page(10);
  serve("<main>selesai</main>");
  expect(await look(document, "/x")).toBe(false);
  serve("", false);
  expect(await look(document, "/x")).toBe(true);
});
