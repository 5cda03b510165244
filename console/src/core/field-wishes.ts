// What those at work on an incident ask the server for: messages, patients, help.

import type { Wish } from "./actions";
import type { CardStore } from "./store";
import { gettext } from "./strings";
import type { HelpCall, Id, Incident, Patients } from "./types";
import { shortNumber } from "./words";
import { triageWord } from "./words-work";

type Answered = Readonly<Record<string, { readonly id: Id }>>;

/** The card shows the row that the answer named; a card that is gone shows nothing more. */
function rowShown(incident: Id, kind: "messages" | "patients" | "help", name: string): Wish["shown"] {
  return (store: CardStore, answer: unknown) => {
    const card = store.incidents.get(incident);
    return card === undefined || (card[kind] ?? []).some((row) => row.id === (answer as Answered)[name]?.id);
  };
}

export function message(incident: Incident, text: string): Wish {
  return {
    path: `incidents/${incident.id}/messages`,
    body: { text },
    subject: `message:${incident.id}`,
    label: gettext("Pesan"),
    shown: rowShown(incident.id, "messages", "message"),
  };
}

export interface Line {
  readonly triage: string;
  readonly count: number;
  readonly destination: string;
}

export function addPatients(incident: Incident, line: Line): Wish {
  return {
    path: `incidents/${incident.id}/patients`,
    body: line,
    subject: `patients:${incident.id}`,
    label: `${line.count} ${triageWord(line.triage)}`,
    shown: rowShown(incident.id, "patients", "patients"),
  };
}

/** What the corrector saw goes along: a change made meanwhile is a conflict, never overwritten in silence. */
export function setPatients(incident: Incident, was: Patients, line: Line): Wish {
  const { triage, count, destination } = was;
  return {
    path: `patients/${was.id}`,
    body: { ...line, was: { triage, count, destination } },
    subject: was.id,
    label: `${line.count} ${triageWord(line.triage)}`,
    shown: (store) => {
      const held = store.incidents.get(incident.id)?.patients?.find((each) => each.id === was.id);
      return held === undefined || (held.count === line.count && held.destination === line.destination);
    },
  };
}

export function callHelp(incident: Incident, text: string): Wish {
  return {
    path: `incidents/${incident.id}/help`,
    body: { text },
    subject: `help:${incident.id}`,
    label: gettext("Minta bantuan %(number)s", { number: shortNumber(incident.number) }),
    shown: rowShown(incident.id, "help", "help"),
  };
}

export function answerHelp(call: HelpCall): Wish {
  return {
    path: `help/${call.id}/answer`,
    body: {},
    subject: call.id,
    label: gettext("Bantuan %(who)s ditangani", { who: call.from.name }),
    shown: (store) => ![...store.alarms.values()].some((alarm) => alarm.help?.id === call.id),
  };
}
