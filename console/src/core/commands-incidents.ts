// Commands about an incident: what it is, where, what is written down, how it ends.

import { type Command, type Line, type Plan, ready, Unclear } from "./command-line";
import {
  aboutIncident,
  allow,
  changes,
  codeNamed,
  incidentIn,
  otherIncident,
  reportIn,
  speaksOfReport,
  worksAtCentre,
} from "./command-targets";
import { readCoordinates } from "./coordinates";
import type { Desk } from "./desk";
import { gettext } from "./strings";
import { priorityLook, shortNumber, typeNameOf } from "./words";
import * as wish from "./wishes";

const PRIORITIES = ["P1", "P2", "P3", "P4", "P5"];

function textOf(line: Line): string {
  if (line.text === "") throw new Unclear(gettext("Tambahkan titik dua, lalu isinya."));
  return line.text;
}

function reclassifyPriority(line: Line, desk: Desk): Plan {
  const { incident, rest } = incidentIn(line, desk);
  allow(desk.moves.incident(incident), "reclassify");
  const priority = PRIORITIES.find(
    (code) => code.endsWith((rest[0] ?? "").replace(/^P/i, "")) && rest[0] !== undefined,
  );
  if (priority === undefined) throw new Unclear(gettext("Sebut prioritasnya: 1 sampai 5."));
  if (priority > incident.priority && line.text === "")
    throw new Unclear(gettext("Menurunkan prioritas perlu alasan: tambahkan titik dua, lalu alasannya."));
  const words = gettext("%(incident)s menjadi %(p)s", {
    incident: aboutIncident(desk, incident),
    p: `${priority} ${priorityLook(priority).word}`,
  });
  const reason = line.text === "" ? [] : [wish.note(incident, `${incident.priority} → ${priority}: ${line.text}`)];
  const all = [wish.reclassify(incident, { type: incident.type, priority }), ...reason];
  return ready(words, () => all.map((each) => desk.send(each)));
}

function reclassifyType(line: Line, desk: Desk): Plan {
  const { incident, rest } = incidentIn(line, desk);
  allow(desk.moves.incident(incident), "reclassify");
  const type = codeNamed(rest, line, desk.config.types, gettext("jenis"));
  const priority = desk.config.types.find(({ code }) => code === type.code)?.priority ?? incident.priority;
  const words = gettext("%(number)s menjadi %(type)s, %(p)s", {
    number: shortNumber(incident.number),
    type: type.name,
    p: priority,
  });
  return ready(words, () => [desk.send(wish.reclassify(incident, { type: type.code, priority }))]);
}

function note(line: Line, desk: Desk): Plan {
  const { incident } = incidentIn(line, desk);
  allow(desk.moves.incident(incident), "note");
  const text = textOf(line);
  return ready(gettext("Catat di %(incident)s: %(text)s", { incident: aboutIncident(desk, incident), text }), () => [
    desk.send(wish.note(incident, text)),
  ]);
}

/** About an incident (`#412`) or a report (`L1001`); the coordinator is told. */
function complain(line: Line, desk: Desk): Plan {
  const text = textOf(line);
  const words = (number: string) => gettext("Keluhan %(number)s: %(text)s", { number, text });
  if (line.args[0]?.toUpperCase().startsWith("L")) {
    const { report } = reportIn(line, desk);
    return ready(words(shortNumber(report.number)), () => [desk.send(wish.complain(report, "reports", text))]);
  }
  const { incident } = incidentIn(line, desk);
  return ready(words(aboutIncident(desk, incident)), () => [desk.send(wish.complain(incident, "incidents", text))]);
}

/** In words, or as a point: a pair of numbers or a link out of a map. */
function correctPlace(line: Line, desk: Desk): Plan {
  const { incident } = incidentIn(line, desk);
  const place = textOf(line);
  const point = readCoordinates(place);
  const words = gettext("Lokasi %(incident)s menjadi: %(place)s", { incident: aboutIncident(desk, incident), place });
  const wanted = point ? wish.placeAt(incident, point) : wish.correctPlace(incident, place);
  return ready(words, () => [desk.send(wanted)]);
}

/** Two incidents that are one; or a report that tells of one. */
function join(line: Line, desk: Desk): Plan {
  if (speaksOfReport(line, desk)) {
    const { report, rest } = reportIn(line, desk);
    const into = otherIncident(rest, line, desk);
    allow(desk.moves.report(report), "attach");
    const words = gettext("Gabung laporan %(report)s ke %(incident)s", {
      report: shortNumber(report.number),
      incident: aboutIncident(desk, into),
    });
    return ready(words, () => (desk.decide(report, wish.attach(report, into)), null), true);
  }
  const { incident, rest } = incidentIn(line, desk);
  const into = otherIncident(rest, line, desk);
  if (into.id === incident.id) throw new Unclear(gettext("Itu kejadian yang sama."));
  const words = gettext("Gabung %(incident)s ke %(into)s", {
    incident: aboutIncident(desk, incident),
    into: aboutIncident(desk, into),
  });
  return ready(words, () => [desk.send(wish.merge(incident, into))], true);
}

function close(line: Line, desk: Desk): Plan {
  const { incident, rest } = incidentIn(line, desk);
  allow(desk.moves.incident(incident), "close");
  const end = codeNamed(rest, line, desk.config.dispositions.incident, gettext("akhir"));
  const words = gettext("Tutup %(incident)s: %(end)s", { incident: aboutIncident(desk, incident), end: end.name });
  return ready(words, () => [desk.send(wish.close(incident, end.code, line.text))], true);
}

function reopen(line: Line, desk: Desk): Plan {
  const { incident } = incidentIn(line, desk);
  allow(desk.moves.incident(incident), "reopen");
  return ready(
    gettext("Buka kembali %(incident)s", { incident: aboutIncident(desk, incident) }),
    () => [desk.send(wish.reopen(incident))],
    true,
  );
}

function followProposal(follow: boolean): (line: Line, desk: Desk) => Plan {
  return (line, desk) => {
    const { incident } = incidentIn(line, desk);
    const { proposal } = incident;
    if (!proposal)
      throw new Unclear(gettext("%(incident)s tidak punya usulan.", { incident: aboutIncident(desk, incident) }));
    const type = typeNameOf(desk.config, proposal.type);
    const words = follow
      ? gettext("%(number)s menjadi %(type)s, %(p)s", {
          number: shortNumber(incident.number),
          type,
          p: proposal.priority,
        })
      : gettext("Biarkan %(number)s seperti sekarang", { number: shortNumber(incident.number) });
    const wanted = follow
      ? wish.reclassify(incident, { type: proposal.type, priority: proposal.priority })
      : wish.declineProposal(incident);
    return ready(words, () => [desk.send(wanted)]);
  };
}

function look(line: Line, desk: Desk): Plan {
  const card = speaksOfReport(line, desk)
    ? { kind: "report" as const, id: reportIn(line, desk).report.id, number: reportIn(line, desk).report.number }
    : {
        kind: "incident" as const,
        id: incidentIn(line, desk).incident.id,
        number: incidentIn(line, desk).incident.number,
      };
  return ready(gettext("Lihat %(number)s", { number: shortNumber(card.number) }), () => {
    desk.lead = "details";
    desk.select({ kind: card.kind, id: card.id });
    return null;
  });
}

export const INCIDENT_COMMANDS: readonly Command[] = [
  {
    verb: "PR",
    aliases: ["PRIORITAS", "PRIORITY"],
    grammar: "#412 1 [: alasan]",
    does: () => gettext("ubah prioritas"),
    when: worksAtCentre,
    plan: reclassifyPriority,
  },
  {
    verb: "JN",
    aliases: ["JENIS", "TYPE"],
    grammar: "#412 kebakaran",
    does: () => gettext("ubah jenis"),
    when: worksAtCentre,
    plan: reclassifyType,
  },
  {
    verb: "CT",
    aliases: ["CATAT", "NOTE"],
    grammar: "#412 : teks",
    does: () => gettext("catat"),
    when: changes,
    plan: note,
  },
  {
    verb: "KL",
    aliases: ["KELUHAN", "COMPLAINT"],
    grammar: "#412 / L1001 : teks",
    does: () => gettext("catat keluhan untuk koordinator"),
    when: worksAtCentre,
    plan: complain,
  },
  {
    verb: "LK",
    aliases: ["LOKASI", "PLACE"],
    grammar: "#412 : tempat",
    does: () => gettext("perbaiki lokasi"),
    when: worksAtCentre,
    plan: correctPlace,
  },
  {
    verb: "GB",
    aliases: ["GABUNG", "JOIN"],
    grammar: "#412 #409 / L1001 #409",
    does: () => gettext("gabung ke kejadian lain"),
    when: worksAtCentre,
    plan: join,
  },
  {
    verb: "BK",
    aliases: ["BUKA", "OPEN"],
    grammar: "#412 / L1001",
    does: () => gettext("lihat kejadian atau laporan"),
    plan: look,
  },
  {
    verb: "IK",
    aliases: ["IKUTI", "FOLLOW"],
    grammar: "#412",
    does: () => gettext("ikuti usulan jawaban"),
    when: worksAtCentre,
    plan: followProposal(true),
  },
  {
    verb: "AB",
    aliases: ["ABAIKAN", "LEAVE"],
    grammar: "#412",
    does: () => gettext("abaikan usulan jawaban"),
    when: worksAtCentre,
    plan: followProposal(false),
  },
  {
    verb: "TT",
    aliases: ["TUTUP", "CLOSE"],
    grammar: "#412 tertangani [: catatan]",
    does: () => gettext("tutup kejadian"),
    when: worksAtCentre,
    plan: close,
  },
  {
    verb: "BL",
    aliases: ["BUKALAGI", "REOPEN"],
    grammar: "#412",
    does: () => gettext("buka kembali kejadian"),
    when: worksAtCentre,
    plan: reopen,
  },
];
