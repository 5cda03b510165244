// Help under an agreement: whose step is next, and what asking for it looks like to the server. Plain values.

import type { Wish } from "./actions";
import { gettext } from "./strings";
import type { Aid, Incident } from "./types";
import { shortNumber } from "./words";

/** What `GET incidents/{id}/promises` lists. */
export interface PromiseOffer {
  readonly promise: string;
  readonly agreement: string;
  readonly party: string;
  readonly agency: string | null;
  readonly phone: string | null;
  readonly kind: string;
  readonly what: string;
  readonly amount: number;
  readonly measure: string;
  readonly arrival_s: number | null;
}

/** No longer waited for, although nothing came. */
const GIVEN_UP = ["declined", "withdrawn"];

/** Whether it came, or is still waited for, after the promised moment. */
export function isLate(aid: Aid, now: number): boolean {
  if (aid.arrival_due === null) return false;
  const due = Date.parse(aid.arrival_due);
  if (aid.arrived_at !== null) return Date.parse(aid.arrived_at) > due;
  return !GIVEN_UP.includes(aid.status) && now > due;
}

export function stateWord(status: string): string {
  const words: Readonly<Record<string, string>> = {
    asked: gettext("DIMINTA"),
    offered: gettext("DITAWARKAN"),
    accepted: gettext("DITERIMA"),
    on_the_way: gettext("DI JALAN"),
    arrived: gettext("TIBA"),
    released: gettext("DILEPAS"),
    returned: gettext("KEMBALI"),
    declined: gettext("DITOLAK"),
    withdrawn: gettext("DITARIK"),
  };
  return words[status] ?? status;
}

export function stepWord(move: string): string {
  const words: Readonly<Record<string, string>> = {
    offer: gettext("Tawarkan"),
    decline: gettext("Tolak"),
    accept: gettext("Terima tawaran"),
    depart: gettext("Berangkat"),
    arrive: gettext("Tiba"),
    release: gettext("Lepas"),
    return: gettext("Kembali"),
    withdraw: gettext("Tarik permintaan"),
  };
  return words[move] ?? move;
}

export function askAid(incident: Incident, offer: PromiseOffer, amount: number): Wish {
  return {
    path: `incidents/${incident.id}/aid`,
    body: { promise: offer.promise, amount },
    subject: `aid:${incident.id}`,
    label: gettext("Minta %(what)s untuk %(number)s", { what: offer.what, number: shortNumber(incident.number) }),
    shown: (store, answer) => {
      const id = (answer as { aid: { id: string } } | null)?.aid.id;
      const card = store.incidents.get(incident.id);
      return card?.aid?.some((aid) => aid.id === id) ?? card === undefined;
    },
  };
}

export interface Said {
  readonly amount?: number;
  readonly on_behalf?: { readonly name: string; readonly means: string };
}

export function advanceAid(incident: Incident, aid: Aid, move: string, said: Said): Wish {
  return {
    path: `aid/${aid.id}/advance`,
    body: { move, ...said },
    subject: aid.id,
    label: `${stepWord(move)}: ${aid.party}`,
    shown: (store) => {
      const held = store.incidents.get(incident.id)?.aid?.find((each) => each.id === aid.id);
      return held?.status !== aid.status;
    },
  };
}
