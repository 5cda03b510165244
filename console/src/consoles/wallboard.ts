// The screen on the wall: let in by its link, read only.

import "../styles/wallboard.css";
import { useCatalogue } from "../core/strings";
import { PscWallboard, type WallConfig } from "../elements/psc-wallboard";

async function start(): Promise<void> {
  const config = JSON.parse(document.getElementById("psc-config")?.textContent ?? "null") as WallConfig | null;
  const place = document.getElementById("wall");
  if (config === null || place === null) throw new Error("The page has no place for the wall.");
  if (config.language === "en") useCatalogue((await import("../../../locale/en/LC_MESSAGES/djangojs.po")).default);
  customElements.define("psc-wallboard", PscWallboard);
  const page = new PscWallboard();
  page.config = config;
  place.replaceChildren(page);
}

void start();
