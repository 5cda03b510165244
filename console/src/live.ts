// The live page starts here: read what Django wrote into the page, choose the language, draw, connect.

import "./styles/console.css";
import { Desk } from "./core/desk";
import { useCatalogue } from "./core/strings";
import type { Config } from "./core/types";
import { PscAlarms } from "./elements/psc-alarms";
import { PscApp } from "./elements/psc-app";
import { PscAssignment } from "./elements/psc-assignment";
import { PscBands } from "./elements/psc-bands";
import { PscIncidentList } from "./elements/psc-incident-list";
import { PscIncidentPanel } from "./elements/psc-incident-panel";
import { PscKeyCard } from "./elements/psc-key-card";
import { PscReportForm } from "./elements/psc-report-form";
import { PscReportList } from "./elements/psc-report-list";
import { PscReportPanel } from "./elements/psc-report-panel";
import { PscSendUnits } from "./elements/psc-send-units";
import { PscSession } from "./elements/psc-session";
import { PscTimeline } from "./elements/psc-timeline";
import { PscTopBar } from "./elements/psc-top-bar";
import { PscUnitList } from "./elements/psc-unit-list";

const ELEMENTS: Readonly<Record<string, CustomElementConstructor>> = {
  "psc-alarms": PscAlarms,
  "psc-app": PscApp,
  "psc-assignment": PscAssignment,
  "psc-bands": PscBands,
  "psc-incident-list": PscIncidentList,
  "psc-incident-panel": PscIncidentPanel,
  "psc-key-card": PscKeyCard,
  "psc-report-form": PscReportForm,
  "psc-report-list": PscReportList,
  "psc-report-panel": PscReportPanel,
  "psc-send-units": PscSendUnits,
  "psc-session": PscSession,
  "psc-timeline": PscTimeline,
  "psc-top-bar": PscTopBar,
  "psc-unit-list": PscUnitList,
};

function readConfig(): Config {
  const text = document.getElementById("psc-config")?.textContent;
  if (!text) throw new Error("The page carries no #psc-config.");
  const config = JSON.parse(text) as Config;
  // The page decides: the names that came with it are in its language, whatever the account says by now.
  const language = document.documentElement.lang === "en" ? "en" : "id";
  return { ...config, user: { ...config.user, language } };
}

async function start(): Promise<void> {
  const config = readConfig();
  if (config.user.language === "en") {
    useCatalogue((await import("../../locale/en/LC_MESSAGES/djangojs.po")).default);
  }
  for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
  const place = document.getElementById("console");
  if (!place) throw new Error("The page has no place for the console.");
  const app = new PscApp();
  const desk = new Desk(config);
  app.desk = desk;
  app.signInUrl = place.dataset.signIn ?? "/sign-in";
  place.replaceChildren(app);
  desk.start();
}

void start();
