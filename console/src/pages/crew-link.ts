// The page behind a crew's link works without this script. With it a press outlives a dead network with its true time,
// and the page keeps itself fresh. Every word stands in the page's own templates.

import "../styles/crew-link.css";

const LOOK_MS = 20_000;
const RETRY_MS = 5_000;
const KEPT = "psc.press";

/** What a hand did and nobody has heard of yet. */
interface Press {
  readonly path: string;
  readonly query: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly words: string;
}

/** What no network and no server of ours answered; an answer of 4xx is one. */
export function isAway(status: number): boolean {
  return status >= 500 || status === 429;
}

export class LinkPage {
  private press: Press | null;
  private busy = false;

  constructor(
    private readonly place: Document,
    private readonly path: string,
    private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
  ) {
    this.press = this.kept();
  }

  /** The browser's own way of sending is taken over: it would end in the browser's own page about the dead network. */
  submit(event: Event): void {
    const form = event.target as HTMLFormElement;
    event.preventDefault();
    const fields = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : ""]),
    );
    const words = form.closest("details")?.querySelector("summary")?.textContent.trim() ?? "";
    const query = form.getAttribute("action") ?? "";
    this.keep({ path: this.path, query, fields: { ...fields, at: new Date().toISOString() }, words });
    void this.turn();
  }

  /** Sends what waits; otherwise looks how things stand. */
  async turn(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await (this.press ? this.send(this.press) : this.look());
    } catch {
      this.say(this.press ? "waiting" : "stale");
    } finally {
      this.busy = false;
    }
  }

  get waits(): boolean {
    return this.press !== null;
  }

  private async send({ path, query, fields }: Press): Promise<void> {
    this.say("waiting");
    const answer = await fetch(path + query, { method: "POST", body: new URLSearchParams(fields), cache: "no-store" });
    if (isAway(answer.status)) return;
    this.keep(null);
    this.show(await answer.text(), true);
  }

  private async look(): Promise<void> {
    // Nobody's hand is on it, and somebody sees it.
    if (this.place.querySelector("details[open]") || this.place.visibilityState === "hidden") return;
    const answer = await fetch(this.place.location.href, { cache: "no-store" });
    if (isAway(answer.status)) this.say("stale");
    else this.show(await answer.text(), false);
  }

  /** The server's page in place of ours; a look that finds nothing new leaves the focus where it is. */
  private show(text: string, answered: boolean): void {
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("main");
    const old = this.place.querySelector("main");
    if (!fresh || !old) return;
    const same = (main: Element) => main.querySelector("#what")?.textContent;
    if (!answered && fresh.id === old.id && same(fresh) === same(old)) {
      const [foot, news] = [fresh.querySelector("footer"), old.querySelector("#news")];
      if (foot) old.querySelector("footer")?.replaceWith(foot);
      news?.replaceChildren();
      return;
    }
    old.replaceWith(fresh);
    if (answered) fresh.querySelector<HTMLElement>("h1")?.focus();
  }

  /** Words from the page's templates: what waits, or that this may be old. */
  private say(name: "waiting" | "stale"): void {
    const template = this.place.querySelector<HTMLTemplateElement>(`#say-${name}`);
    const news = this.place.querySelector("#news");
    if (!template || !news) return;
    const said = template.content.cloneNode(true) as DocumentFragment;
    const words = said.querySelector("[data-words]");
    if (words) words.textContent = this.press?.words ?? "";
    news.replaceChildren(said);
    this.place.querySelector(".linked-steps")?.toggleAttribute("hidden", name === "waiting");
  }

  private kept(): Press | null {
    try {
      const press = JSON.parse(this.storage.getItem(KEPT) ?? "null") as Press | null;
      return press?.path === this.path ? press : null;
    } catch {
      return null;
    }
  }

  private keep(press: Press | null): void {
    this.press = press;
    try {
      if (press) this.storage.setItem(KEPT, JSON.stringify(press));
      else this.storage.removeItem(KEPT);
    } catch {
      // Full or forbidden: then it lasts as long as the page, which says not to close it.
    }
  }
}

function start(): void {
  const page = new LinkPage(document, location.pathname, localStorage);
  const turn = (): void => void page.turn();
  document.addEventListener("submit", (event) => page.submit(event));
  document.addEventListener("visibilitychange", turn);
  addEventListener("online", turn);
  setInterval(() => page.waits && turn(), RETRY_MS);
  setInterval(turn, LOOK_MS);
  if (page.waits) turn();
}

if (document.querySelector("#job")) start();
