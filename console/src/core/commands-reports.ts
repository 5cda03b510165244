// Commands about reports that wait: take, open, end, take back, call back.

import { type Command, type Line, type Plan, ready, Unclear } from "./command-line";
import { codeNamed, reportIn } from "./command-targets";
import type { Desk } from "./desk";
import { gettext } from "./strings";
import { needsSecondLook } from "./triage";
import { shortNumber, typeNameOf } from "./words";
import * as wish from "./wishes";

const files = (desk: Desk): boolean => desk.moves.filesReports;

function claim(line: Line, desk: Desk): Plan {
  const { report } = reportIn(line, desk);
  const words = gettext("Ambil laporan %(number)s", { number: shortNumber(report.number) });
  return ready(words, () => [desk.send(wish.claim(report))]);
}

/** As suggested, or as the type that is named. */
function open(line: Line, desk: Desk): Plan {
  const { report, rest } = reportIn(line, desk);
  const named = rest.length === 0 ? null : codeNamed(rest, line, desk.config.types, gettext("jenis"));
  const type = desk.config.types.find(({ code }) => code === named?.code);
  const choice = type ? { type: type.code, priority: type.priority } : null;
  const name = typeNameOf(desk.config, choice?.type ?? report.suggestion?.type ?? "");
  const words = gettext("Buka kejadian dari %(number)s: %(type)s", { number: shortNumber(report.number), type: name });
  return ready(words, () => (desk.decide(report, wish.open(report, choice)), null), true);
}

function dismiss(line: Line, desk: Desk): Plan {
  const { report, rest } = reportIn(line, desk);
  const end = codeNamed(rest, line, desk.config.dispositions.report, gettext("akhir"));
  const words = gettext("Tutup %(number)s: %(why)s", { number: shortNumber(report.number), why: end.name });
  const twice = needsSecondLook(report, end.code);
  return ready(words, () => (desk.decide(report, wish.dismiss(report, end.code, end.name)), null), twice);
}

function undo(_line: Line, desk: Desk): Plan {
  const { undo: last } = desk;
  if (!last) throw new Unclear(gettext("Tidak ada yang bisa diurungkan."));
  return ready(gettext("Urungkan: %(what)s", { what: last.label }), () => (desk.takeBack(), null));
}

/** The number is shown to whoever says why; the look is an entry of the record. */
function callBack(line: Line, desk: Desk): Plan {
  const { report } = reportIn(line, desk);
  if (line.text.length < 3) throw new Unclear(gettext("Sebut alasannya: titik dua, lalu mengapa nomor ini dibuka."));
  const words = gettext("Buka nomor penelepon %(number)s: %(why)s", {
    number: shortNumber(report.number),
    why: line.text,
  });
  return ready(words, () =>
    desk.ask("post", `reports/${report.id}/reveal`, { reason: line.text }).then((body) => {
      if (body === null) throw new Unclear(gettext("Nomor tidak dapat dibuka sekarang."));
      return gettext("Nomor penelepon: %(phone)s", { phone: (body as { phone: string }).phone });
    }),
  );
}

export const REPORT_COMMANDS: readonly Command[] = [
  {
    verb: "AM",
    aliases: ["AMBIL", "CLAIM"],
    grammar: "L1001",
    does: () => gettext("ambil laporan"),
    when: files,
    plan: claim,
  },
  {
    verb: "JD",
    aliases: ["JADIKAN", "MAKE"],
    grammar: "L1001 [jenis]",
    does: () => gettext("jadikan kejadian"),
    when: files,
    plan: open,
  },
  {
    verb: "TU",
    aliases: ["AKHIRI", "DISMISS"],
    grammar: "L1001 iseng",
    does: () => gettext("tutup laporan tanpa kejadian"),
    when: files,
    plan: dismiss,
  },
  {
    verb: "UR",
    aliases: ["URUNG", "UNDO"],
    grammar: "",
    does: () => gettext("urungkan keputusan"),
    when: files,
    plan: undo,
  },
  {
    verb: "TL",
    aliases: ["TELEPON", "CALL"],
    grammar: "L1001 : alasan",
    does: () => gettext("telepon balik"),
    when: files,
    plan: callBack,
  },
];
