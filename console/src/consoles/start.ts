// A console starts here: read what Django wrote into the page, choose the language, draw, connect.

import "../styles/console.css";
import { Desk } from "../core/desk";
import { useCatalogue } from "../core/strings";
import type { Config } from "../core/types";
import { PscAlarms } from "../elements/psc-alarms";
import { PscBands } from "../elements/psc-bands";
import type { PscShell } from "../elements/psc-shell";
import { PscTopBar } from "../elements/psc-top-bar";

export type Elements = Readonly<Record<string, CustomElementConstructor>>;

const SHARED: Elements = {
  "psc-alarms": PscAlarms,
  "psc-bands": PscBands,
  "psc-top-bar": PscTopBar,
};

/** Parts that are fetched once the page works. */
export type Later = () => Promise<Elements>;
const SHARED_LATER: readonly Later[] = [async () => (await import("../elements/foot-elements")).FOOT_ELEMENTS];
/** How long to wait before asking again for a part that did not come (milliseconds). */
const AGAIN_MS = 5_000;

/** Starts the console `name`; `elements` are the ones that its shell draws with, beside those of every console. */
export async function startConsole(
  name: string,
  shell: new () => PscShell,
  elements: Elements,
  later: readonly Later[] = [],
): Promise<void> {
  const config = readConfig();
  if (config.user.language === "en") {
    useCatalogue((await import("../../../locale/en/LC_MESSAGES/djangojs.po")).default);
  }
  const all = { ...SHARED, ...elements, [`psc-${name}`]: shell };
  define(all);
  const place = document.getElementById("console");
  if (!place) throw new Error("The page has no place for the console.");
  const page = new shell();
  page.classList.add("shell");
  page.desk = new Desk(config);
  page.signInUrl = place.dataset.signIn ?? "/sign-in";
  place.replaceChildren(page);
  page.desk.start();
  for (const part of [...SHARED_LATER, ...later]) void bring(part, page.desk);
}

function define(elements: Elements): void {
  for (const [tag, element] of Object.entries(elements)) {
    if (!customElements.get(tag)) customElements.define(tag, element);
  }
}

/** Fetched at once, not at the first use: when it is needed the server may be gone. What does not come is asked again. */
async function bring(part: Later, desk: Desk): Promise<void> {
  try {
    define(await part());
    desk.changed();
  } catch {
    setTimeout(() => void bring(part, desk), AGAIN_MS);
  }
}

function readConfig(): Config {
  const text = document.getElementById("psc-config")?.textContent;
  if (!text) throw new Error("The page carries no #psc-config.");
  const config = JSON.parse(text) as Config;
  // The page decides: the names that came with it are in its language, whatever the account says by now.
  const language = document.documentElement.lang === "en" ? "en" : "id";
  return { ...config, user: { ...config.user, language } };
}
