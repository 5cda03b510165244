// What a hand may ask about a report, and of an alarm: all that a console needs to start with.

import type { Wish } from "./actions";
import { gettext } from "./strings";
import type { Id, Report } from "./types";
import { moveWord, shortNumber } from "./words";

export function claim(report: Report): Wish {
  return {
    path: `reports/${report.id}/claim`,
    body: {},
    subject: report.id,
    label: gettext("Ambil %(number)s", { number: shortNumber(report.number) }),
    shown: (store) => store.reports.get(report.id)?.status !== "received",
  };
}

export interface Choice {
  readonly type: string;
  readonly priority: string;
}

/** Without a change the suggestion stands: the server then knows that nobody overruled it. */
export function open(report: Report, choice: Choice | null): Wish {
  return {
    path: `reports/${report.id}/open`,
    body: choice ?? {},
    subject: report.id,
    label: gettext("Buka kejadian dari %(number)s", { number: shortNumber(report.number) }),
    shown: (store, answer) => store.incidents.has((answer as { incident: { id: Id } }).incident.id),
  };
}

export function attach(report: Report, incident: { readonly id: Id; readonly number: string | number }): Wish {
  return {
    path: `reports/${report.id}/attach`,
    body: { incident: incident.id },
    subject: report.id,
    label: gettext("Gabung ke %(number)s", { number: shortNumber(incident.number) }),
    shown: (store) => !store.reports.has(report.id),
  };
}

export function dismiss(report: Report, disposition: string, name: string): Wish {
  return {
    path: `reports/${report.id}/dismiss`,
    body: { disposition },
    subject: report.id,
    label: gettext("Tutup %(number)s: %(why)s", { number: shortNumber(report.number), why: name }),
    shown: (store) => !store.reports.has(report.id),
  };
}

/** An answer to a question of the interview; an empty one takes it back. */
export function answer(report: Id, question: string, value: string | null): Wish {
  return {
    path: `reports/${report}/answers`,
    body: { answers: { [question]: value } },
    subject: `answers:${report}`,
    label: gettext("Jawaban penelepon"),
    // The door answers with where the conversation stands by then; no card carries it.
    shown: () => true,
  };
}

export function undo(report: Id): Wish {
  return {
    path: `reports/${report}/undo`,
    body: {},
    subject: report,
    label: moveWord("undo"),
    shown: (store) => store.reports.has(report),
  };
}

/** Seen once for everybody, or, of what everybody is to know, by this person. */
export function acknowledgeAlarm(card: Id, text: string, me: Id): Wish {
  return {
    path: `alarms/${card}/acknowledge`,
    body: {},
    subject: card,
    label: text,
    shown: (store) => {
      const standing = store.alarms.get(card);
      return standing?.acknowledged !== null || (standing.read_by?.includes(me) ?? false);
    },
  };
}
