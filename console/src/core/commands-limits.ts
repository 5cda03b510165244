// Commands of the coordinator about a missed limit: take it over, skip a step, extend it.

import { type Command, type Line, type Plan, ready, Unclear } from "./command-line";
import { aboutIncident, codeNamed, incidentIn } from "./command-targets";
import type { Desk } from "./desk";
import { type Escalation, escalations } from "./escalations";
import { gettext } from "./strings";
import { alarmWord } from "./words";
import * as wish from "./wishes";

const coordinates = (desk: Desk): boolean => desk.config.user.roles.includes("coordinator");

/** Of several the one whose next step comes first. */
function missedIn(line: Line, desk: Desk): { row: Escalation; about: string; rest: readonly string[] } {
  const { incident, rest } = incidentIn(line, desk);
  const row = escalations(desk.store, desk.config).find((each) => each.incident === incident.id);
  if (!row)
    throw new Unclear(
      gettext("Tidak ada batas yang terlewat di %(incident)s.", { incident: aboutIncident(desk, incident) }),
    );
  return { row, about: `${alarmWord(row.kind)} · ${aboutIncident(desk, incident)}`, rest };
}

function act(what: string, does: () => string): (line: Line, desk: Desk) => Plan {
  return (line, desk) => {
    const { row, about, rest } = missedIn(line, desk);
    const takesOver = what === "take-over";
    const reason = takesOver ? null : codeNamed(rest, line, desk.config.limit_reasons, gettext("alasan"));
    const body = { ...(reason ? { reason: reason.code } : {}), words: line.text };
    const label = `${does()} · ${about}${reason ? ` (${reason.name})` : ""}`;
    return ready(label, () => [desk.send(wish.actOnLimit(row.limit, what, label, body))]);
  };
}

function command(verb: string, aliases: readonly string[], what: string, grammar: string, does: () => string): Command {
  return { verb, aliases, grammar, does, when: coordinates, plan: act(what, does) };
}

export const LIMIT_COMMANDS: readonly Command[] = [
  command("AA", ["AMBILALIH", "TAKEOVER"], "take-over", "#412 [: catatan]", () =>
    gettext("ambil alih batas yang terlewat"),
  ),
  command("LW", ["LEWATI", "SKIP"], "skip", "#412 alasan", () => gettext("lewati satu langkah eskalasi")),
  command("PJ", ["PERPANJANG", "EXTEND"], "extend", "#412 alasan", () => gettext("perpanjang batas 5 menit")),
];
