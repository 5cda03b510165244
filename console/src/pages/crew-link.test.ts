// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { isAway, LinkPage } from "./crew-link";

const PATH = "/j/key";
const job = (state: string, more = "") => `
  <main id="job"><div id="what"><h1 tabindex="-1">Kebakaran</h1><b id="state">${state}</b></div><div id="news"></div>
  <div class="linked-steps"><details open><summary> KAMI MENUJU </summary>
  <form action="?t=dark"><input name="status" value="en_route"></form></details></div>
  <footer>14:03</footer>${more}
  <template id="say-waiting"><p>BELUM TERKIRIM: <b data-words></b></p></template>
  <template id="say-stale"><p>LURING</p></template></main>`;
const text = (selector: string) => document.querySelector(selector)?.textContent.trim();
let page: LinkPage;
let network: ReturnType<typeof vi.fn>;

function press(): void {
  const event = new Event("submit", { bubbles: true, cancelable: true });
  document.addEventListener("submit", (each) => page.submit(each), { once: true });
  document.querySelector("form")?.dispatchEvent(event);
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));
const answers = (body: string, status = 200) => network.mockResolvedValue(new Response(body, { status }));

beforeEach(() => {
  localStorage.clear();
  document.body.innerHTML = job("dikirim");
  Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
  network = vi.fn();
  vi.stubGlobal("fetch", network);
  page = new LinkPage(document, PATH, localStorage);
});

test("a press without a network waits under its true time, survives the page, and is sent once", async () => {
  network.mockRejectedValue(new TypeError("offline"));
  const pressed = Date.now();
  press();
  await settled();
  expect(text("#news")).toBe("BELUM TERKIRIM: KAMI MENUJU");
  expect(document.querySelector(".linked-steps")?.hasAttribute("hidden")).toBe(true);

  const again = new LinkPage(document, PATH, localStorage);
  expect(again.waits).toBe(true);
  answers(job("menuju lokasi"));
  await again.turn();
  const [address, sent] = network.mock.lastCall as [string, { body: URLSearchParams }];
  expect(address).toBe(`${PATH}?t=dark`);
  expect(sent.body.get("status")).toBe("en_route");
  expect(Math.abs(Date.parse(sent.body.get("at") ?? "") - pressed)).toBeLessThan(2_000);
  expect(text("#state")).toBe("menuju lokasi");
  expect(again.waits).toBe(false);
  expect(new LinkPage(document, PATH, localStorage).waits).toBe(false);
});

test("a refusal is the server's page with its words, and is not sent again", async () => {
  answers(`<main id="refused"><h1>Tautan ini sudah tidak berlaku.</h1></main>`, 410);
  press();
  await settled();
  expect(text("h1")).toBe("Tautan ini sudah tidak berlaku.");
  expect(page.waits).toBe(false);
});

test.each([500, 502, 503, 429])("%s is no answer: the press waits", async (status) => {
  answers("", status);
  press();
  await settled();
  expect(isAway(status)).toBe(true);
  expect(page.waits).toBe(true);
});

test("a press of another link is not sent under this one", () => {
  const press = { path: "/j/other", query: "", fields: {}, words: "" };
  localStorage.setItem("psc.press", JSON.stringify(press));
  expect(new LinkPage(document, PATH, localStorage).waits).toBe(false);
});

test("a look brings what has changed, says when it cannot, and disturbs no hand", async () => {
  await page.turn();
  expect(network).not.toHaveBeenCalled();
  document.querySelector("details")?.removeAttribute("open");
  network.mockRejectedValue(new TypeError("offline"));
  await page.turn();
  expect(text("#news")).toBe("LURING");
  answers(job("dikirim").replace("14:03", "14:04").replace("<details open>", "<details>"));
  const before = document.querySelector("main");
  await page.turn();
  expect([text("#news"), text("footer")]).toEqual(["", "14:04"]);
  expect(document.querySelector("main")).toBe(before);
  answers(job("dibatalkan"));
  await page.turn();
  expect(text("#state")).toBe("dibatalkan");
});
