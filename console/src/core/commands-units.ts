// Commands about who is there: units, and the parts of agencies.

import { type Command, type Line, type Plan, ready, Unclear } from "./command-line";
import {
  aboutIncident,
  agencyNamed,
  allow,
  changes,
  codeNamed,
  incidentIn,
  jobOf,
  partNamed,
  toldBy,
  unitNamed,
  worksAtCentre,
} from "./command-targets";
import type { Desk } from "./desk";
import { gettext } from "./strings";
import type { Assignment, Incident } from "./types";
import { agencyName, moveWord, shortNumber, unitWord } from "./words";
import { roleWord } from "./words-work";
import * as wish from "./wishes";

const ROLES = [
  { code: "support", name: "dukung" },
  { code: "lead", name: "utama" },
  { code: "informed", name: "tahu" },
];

function send(line: Line, desk: Desk): Plan {
  const { incident, rest } = incidentIn(line, desk);
  if (rest.length === 0) throw new Unclear(gettext("Sebut unitnya, dipisah dengan +."));
  const sent = rest.map((word) => unitNamed(word, line, desk));
  const wishes = sent.map((unit) => wish.sendUnit(partOfAgency(incident, unit.agency.code, desk).id, unit, null));
  const units = sent.map(({ call_sign: sign, status }) => `${sign} (${unitWord(status)})`).join(", ");
  const words = gettext("Kirim %(units)s ke %(incident)s", { units, incident: aboutIncident(desk, incident) });
  return ready(words, () => wishes.map((each) => desk.send(each)), true);
}

function partOfAgency(incident: Incident, code: string, desk: Desk): Assignment {
  const part = incident.assignments.find(
    (each) => each.agency.code === code && desk.moves.assignment(each).moves.includes("send"),
  );
  if (part) return part;
  throw new Unclear(
    gettext("Instansi unit ini belum dipanggil: ES %(number)s %(agency)s", {
      number: shortNumber(incident.number),
      agency: code,
    }),
  );
}

/** The status word stands last, so that a call sign may have blanks. */
function moveUnit(line: Line, desk: Desk): Plan {
  const status = line.args.at(-1);
  if (status === undefined || line.args.length < 2) throw new Unclear(gettext("Sebut unit, lalu keadaannya."));
  const unit = unitNamed(line.args.slice(0, -1).join(""), line, desk);
  const { job, part } = jobOf(unit, desk);
  const { moves, onBehalf } = desk.moves.unit(job, part);
  const next = codeNamed(
    [status],
    line,
    moves.map((code) => ({ code, name: unitWord(code) })),
    gettext("keadaan"),
  );
  const told = onBehalf ? toldBy(line.text, false) : null;
  const words = `${unit.call_sign}: ${unitWord(job.status)} → ${unitWord(next.code)}`;
  return ready(words, () => [desk.send(wish.moveUnit(job, next.code, told))], next.code === "cancelled");
}

/** The number stands behind the colon, as everything that is said in words; `cabut` takes the link back, `ditelepon`
 *  says that its message failed and somebody rang. */
function sendLink(line: Line, desk: Desk): Plan {
  const last = line.args.at(-1)?.toLowerCase();
  const back = last === "cabut";
  const rung = last === "ditelepon";
  const sign = (back || rung ? line.args.slice(0, -1) : line.args).join("");
  if (sign === "") throw new Unclear(gettext("Sebut unitnya."));
  const { job } = jobOf(unitNamed(sign, line, desk), desk);
  const unit = job.unit.call_sign;
  if (back) {
    return ready(gettext("Cabut tautan SMS %(unit)s", { unit }), () => [desk.send(wish.revokeLink(job))], true);
  }
  if (rung) {
    return ready(gettext("Awak %(unit)s sudah ditelepon", { unit }), () => [desk.send(wish.crewTold(job))]);
  }
  if (line.text === "") throw new Unclear(gettext("Tulis nomor ponsel awak di belakang titik dua."));
  const words = gettext("Kirim tautan SMS %(unit)s ke %(phone)s", { unit, phone: line.text });
  return ready(words, () => [desk.send(wish.sendLink(job, line.text))], true);
}

function callAgency(line: Line, desk: Desk): Plan {
  const { incident, rest } = incidentIn(line, desk);
  const [word, role = "support"] = rest;
  const agency = agencyNamed(word, line, desk);
  const as = codeNamed([role], line, ROLES, gettext("peran"));
  const words = gettext("Panggil %(agency)s ke %(incident)s sebagai %(role)s", {
    agency: agency.name,
    incident: aboutIncident(desk, incident),
    role: roleWord(as.code),
  });
  return ready(words, () => [desk.send(wish.callAgency(incident, agency, as.code))], true);
}

/** A move of an agency's part; from the centre it says whom somebody spoke to. */
function movePart(move: "acknowledge" | "done" | "withdraw"): (line: Line, desk: Desk) => Plan {
  return (line, desk) => {
    const { incident, rest } = incidentIn(line, desk);
    const part = partNamed(incident, rest[0] ?? desk.config.user.agency?.code, line);
    const { moves, onBehalf } = desk.moves.assignment(part);
    allow(moves, move);
    const told = onBehalf && move !== "withdraw" ? toldBy(line.text, true) : null;
    const words = `${moveWord(move)} · ${agencyName(part.agency)} · ${aboutIncident(desk, incident)}${told ? ` (${told.name})` : ""}`;
    return ready(words, () => [desk.send(wish.movePart(part, move, told))], move === "withdraw");
  };
}

function decline(line: Line, desk: Desk): Plan {
  const { incident, rest } = incidentIn(line, desk);
  const own = desk.config.user.agency?.code;
  const [agency, ...reasons] = own === undefined ? rest : [own, ...rest];
  const part = partNamed(incident, agency, line);
  const { moves, onBehalf } = desk.moves.assignment(part);
  allow(moves, "decline");
  const reason = codeNamed(reasons, line, desk.config.decline_reasons, gettext("alasan"));
  const told = onBehalf ? toldBy(line.text, true) : null;
  const words = `${moveWord("decline")} · ${agencyName(part.agency)} · ${aboutIncident(desk, incident)}: ${reason.name}`;
  return ready(words, () => [desk.send(wish.decline(part, reason.code, told))], true);
}

export const UNIT_COMMANDS: readonly Command[] = [
  {
    verb: "KR",
    aliases: ["KIRIM", "SEND"],
    grammar: "#412 AMB2+PMK1",
    does: () => gettext("kirim unit"),
    when: changes,
    plan: send,
  },
  {
    verb: "ST",
    aliases: ["STATUS"],
    grammar: "AMB2 tiba [: nama]",
    does: () => gettext("keadaan unit"),
    when: changes,
    plan: moveUnit,
  },
  {
    verb: "TS",
    aliases: ["TAUTAN"],
    grammar: "AMB2 : 0812… / cabut / ditelepon",
    does: () => gettext("tautan SMS untuk awak"),
    when: (desk) => changes(desk) && desk.config.sms === true,
    plan: sendLink,
  },
  {
    verb: "ES",
    aliases: ["ESKALASI", "ESCALATE"],
    grammar: "#412 bpbd [dukung]",
    does: () => gettext("panggil instansi lain"),
    when: worksAtCentre,
    plan: callAgency,
  },
  {
    verb: "TR",
    aliases: ["TERIMA", "ACCEPT"],
    grammar: "#412 damkar : nama",
    does: () => gettext("instansi menerima"),
    when: changes,
    plan: movePart("acknowledge"),
  },
  {
    verb: "TK",
    aliases: ["TOLAK", "DECLINE"],
    grammar: "#412 damkar alasan : nama",
    does: () => gettext("instansi menolak"),
    when: changes,
    plan: decline,
  },
  {
    verb: "SL",
    aliases: ["SELESAI", "DONE"],
    grammar: "#412 damkar : nama",
    does: () => gettext("instansi selesai"),
    when: changes,
    plan: movePart("done"),
  },
  {
    verb: "TA",
    aliases: ["TARIK", "WITHDRAW"],
    grammar: "#412 damkar",
    does: () => gettext("tarik panggilan instansi"),
    when: worksAtCentre,
    plan: movePart("withdraw"),
  },
];
