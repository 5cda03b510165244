// Commands that do what a key does, and those of the position itself: alarms, sound, look.

import { type Command, type Line, type Plan, ready, Unclear } from "./command-line";
import { codeNamed } from "./command-targets";
import type { Desk } from "./desk";
import { gettext } from "./strings";
import * as wish from "./wishes";

/** A key of this screen under a name. */
function pressing(
  verb: string,
  aliases: readonly string[],
  key: string,
  does: () => string,
  after?: (line: Line) => void,
): Command {
  return {
    verb,
    aliases,
    key,
    grammar: "",
    does,
    when: (desk) => desk.keys.listed().some((binding) => binding.keys.split(" / ").includes(key)),
    plan: (line, desk) =>
      ready(does(), () => {
        desk.keys.press(key);
        after?.(line);
        return null;
      }),
  };
}

/** What follows the verb goes where the key has put the focus. */
function typeOn(line: Line): void {
  const field = document.activeElement;
  const words = line.whole.trim().replace(/^\S+\s*/, "");
  if (!(field instanceof HTMLInputElement) || words === "") return;
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function shelve(line: Line, desk: Desk): Plan {
  const { top } = desk.alarms;
  if (!top?.card) throw new Unclear(gettext("Tidak ada alarm yang bisa ditunda."));
  const card = top.card;
  const { shelving } = desk.config;
  const [minutes, ...reasons] = line.args;
  if (!shelving.minutes.includes(Number(minutes))) {
    throw new Unclear(gettext("Tunda berapa menit? %(minutes)s", { minutes: shelving.minutes.join(", ") }));
  }
  const reason = codeNamed(reasons, line, shelving.reasons, gettext("alasan"));
  const words = gettext("Tunda %(n)s menit: %(what)s", { n: Number(minutes), what: `${top.text} (${reason.name})` });
  const body = { minutes: Number(minutes), reason: reason.code, words: line.text };
  return ready(words, () => [desk.send(wish.shelveAlarm(card, top.text, body))]);
}

function unshelve(_line: Line, desk: Desk): Plan {
  const [first] = desk.alarms.shelved();
  if (!first?.card) throw new Unclear(gettext("Tidak ada alarm yang ditunda."));
  const card = first.card;
  const words = gettext("Akhiri penundaan: %(what)s", { what: first.text });
  return ready(words, () => [desk.send(wish.unshelveAlarm(card, first.text))]);
}

/** The same wish as the key's: what stands on top was seen. */
function acknowledge(_line: Line, desk: Desk): Plan {
  const { top } = desk.alarms;
  if (!top) throw new Unclear(gettext("Tidak ada alarm."));
  return ready(gettext("Sudah dilihat: %(what)s", { what: top.text }), () => (desk.acknowledgeTop(), null));
}

export const KEY_COMMANDS: readonly Command[] = [
  pressing("?", ["HELP", "BANTUAN"], "F1", () => gettext("kartu tombol dan perintah")),
  pressing("BR", ["BARU", "ANSWER"], "F2", () => gettext("jawab panggilan baru")),
  { ...pressing("CR", ["CARI", "FIND"], "F3", () => gettext("cari kejadian"), typeOn), grammar: "jl merdeka" },
  pressing("IS", ["ISI", "WHERE"], "F4", () => gettext("isian lokasi")),
  pressing("PT", ["PETA", "MAP"], "Shift+F4", () => gettext("peta")),
  pressing("PL", ["PANEL", "NEXT"], "F6", () => gettext("panel berikutnya")),
  pressing("PS", ["PANELSEBELUM", "PREVIOUS"], "Shift+F6", () => gettext("panel sebelumnya")),
  pressing("DP", ["DUPLIKAT", "DUPLICATE"], "F7", () => gettext("gabung ke kejadian terdekat")),
  pressing("US", ["USULAN", "ADVICE"], "F8", () => gettext("usulan unit")),
  {
    verb: "AK",
    aliases: ["AKUI", "ACKNOWLEDGE"],
    key: "F9",
    grammar: "",
    does: () => gettext("alarm teratas sudah dilihat"),
    when: (desk) => !desk.moves.readsOnly,
    plan: acknowledge,
  },
  pressing("SY", ["SENYAP", "MUTE"], "Shift+F9", () => gettext("senyapkan 60 detik")),
  {
    verb: "TD",
    aliases: ["TUNDA", "SHELVE"],
    grammar: "15 alasan",
    does: () => gettext("tunda alarm teratas"),
    when: (desk) => !desk.moves.readsOnly,
    plan: shelve,
  },
  {
    verb: "AT",
    aliases: ["AKHIRTUNDA", "UNSHELVE"],
    grammar: "",
    does: () => gettext("akhiri penundaan alarm"),
    when: (desk) => !desk.moves.readsOnly,
    plan: unshelve,
  },
  pressing("SM", ["SIMPAN", "SAVE"], "Ctrl+Enter", () => gettext("simpan dan teruskan")),
  {
    verb: "MB",
    aliases: ["MULAI", "DUTY"],
    grammar: "",
    does: () => gettext("mulai bertugas (uji suara)"),
    plan: (_line, desk) => ready(gettext("mulai bertugas (uji suara)"), () => (void desk.beginDuty(), null)),
  },
];
