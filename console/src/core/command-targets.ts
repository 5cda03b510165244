// Who and what a command names: an incident by its last digits, a unit by its call sign, an agency by code or name.

import { type Line, onlyOne, Unclear } from "./command-line";
import type { Desk } from "./desk";
import { isActive } from "./selectors";
import { gettext } from "./strings";
import type { AgencyRef, Assignment, Choice as Named, Incident, OnBehalf, Report, Unit, UnitAssignment } from "./types";
import { agencyName, moveWord, shortNumber, typeName, unitWord } from "./words";
import { MEANS_CODES, meansWord } from "./words-work";

/** `412`, `#000412`, `26-000412`: by the last digits, unless they are all of them. */
function numbered<T extends { readonly number: string | number }>(cards: Iterable<T>, word: string): readonly T[] {
  const said = word.replace(/^[#L]+/i, "");
  const fits = [...cards].filter(({ number }) => String(number).replace(/^L/, "").endsWith(said));
  const whole = fits.filter(({ number }) => Number(String(number).replace(/^.*-/, "")) === Number(said));
  return whole.length > 0 ? whole : fits;
}

const isIncidentWord = (word: string | undefined): boolean => word !== undefined && /^#[\d-]+$/.test(word);
const isReportWord = (word: string | undefined): boolean => word !== undefined && /^L[\d-]+$/i.test(word);

function incidentNamed(word: string, line: Line, desk: Desk): Incident {
  return onlyOne(numbered(desk.store.incidents.values(), word), line, word, {
    none: gettext("Tidak ada kejadian %(word)s di papan ini.", { word }),
    many: gettext("Kejadian yang mana?"),
    name: (one) => `#${one.number} ${typeName(desk.config, one)} ${one.place ?? ""}`,
    exact: (one) => `#${one.number}`,
  });
}

/** The incident that is named, or the one that is looked at; and the words after it. */
export function incidentIn(line: Line, desk: Desk): { incident: Incident; rest: readonly string[] } {
  const [first, ...others] = line.args;
  if (first !== undefined && isIncidentWord(first)) {
    return { incident: incidentNamed(first, line, desk), rest: others };
  }
  if (desk.incident) return { incident: desk.incident, rest: line.args };
  throw new Unclear(gettext("Sebut kejadiannya: # dan angka terakhirnya."));
}

export function reportIn(line: Line, desk: Desk): { report: Report; rest: readonly string[] } {
  const [first, ...others] = line.args;
  if (first === undefined || !isReportWord(first)) {
    if (desk.report) return { report: desk.report, rest: line.args };
    throw new Unclear(gettext("Sebut laporannya: L dan angka terakhirnya."));
  }
  const report = onlyOne(numbered(desk.store.reports.values(), first), line, first, {
    none: gettext("Tidak ada laporan %(word)s yang menunggu.", { word: first }),
    many: gettext("Laporan yang mana?"),
    name: (one) => `${one.number} ${one.text}`,
    exact: (one) => String(one.number),
  });
  return { report, rest: others };
}

/** `#412 #409`: the second one. */
export function otherIncident(rest: readonly string[], line: Line, desk: Desk): Incident {
  const word = rest.find(isIncidentWord);
  if (word === undefined) throw new Unclear(gettext("Sebut kejadian tujuannya: # dan angka terakhirnya."));
  return incidentNamed(word, line, desk);
}

export function speaksOfReport(line: Line, desk: Desk): boolean {
  const [first] = line.args;
  return isReportWord(first) || (!isIncidentWord(first) && desk.report !== undefined);
}

const plain = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, "");

function begins(word: string, ...names: readonly string[]): boolean {
  return plain(word) !== "" && names.some((name) => plain(name).startsWith(plain(word)));
}

export function unitNamed(word: string, line: Line, desk: Desk): Unit {
  const units = [...desk.store.units.values()];
  const exact = units.filter(({ call_sign: sign }) => plain(sign) === plain(word));
  const found = exact.length > 0 ? exact : units.filter(({ call_sign: sign }) => begins(word, sign));
  return onlyOne(found, line, word, {
    none: gettext("Tidak ada unit %(word)s.", { word }),
    many: gettext("Unit yang mana?"),
    name: (one) => `${one.call_sign} ${unitWord(one.status)}`,
    exact: (one) => one.call_sign.replace(/\s+/g, ""),
  });
}

/** The job that a unit is on, and the part that it belongs to. */
export function jobOf(unit: Unit, desk: Desk): { job: UnitAssignment; part: Assignment } {
  for (const incident of desk.store.incidents.values()) {
    for (const part of incident.assignments) {
      const job = part.units.find(
        (each) => each.unit.id === unit.id && !["cleared", "cancelled"].includes(each.status),
      );
      if (job) return { job, part };
    }
  }
  throw new Unclear(gettext("%(unit)s tidak sedang bertugas.", { unit: unit.call_sign }));
}

export function partNamed(incident: Incident, word: string | undefined, line: Line): Assignment {
  if (word === undefined) throw new Unclear(gettext("Sebut instansinya."));
  const parts = incident.assignments.filter(
    (part) => isActive(part) && begins(word, part.agency.code, agencyName(part.agency)),
  );
  return onlyOne(parts, line, word, {
    none: gettext("%(word)s tidak punya bagian di %(number)s.", { word, number: shortNumber(incident.number) }),
    many: gettext("Instansi yang mana?"),
    name: (part) => agencyName(part.agency),
    exact: (part) => part.agency.code,
  });
}

/** An agency by code or name, as far as the cards name it; any other is called by its code, and the server knows it. */
export function agencyNamed(word: string | undefined, line: Line, desk: Desk): AgencyRef {
  if (word === undefined) throw new Unclear(gettext("Sebut kode instansinya."));
  const parts = [...desk.store.incidents.values()].flatMap((incident) => incident.assignments);
  const named = [...desk.store.units.values(), ...parts].map(({ agency }) => agency);
  const known = [...new Map(named.map((agency) => [agency.code, { ...agency, name: agencyName(agency) }])).values()];
  const isKnown = known.some(({ code, name }) => begins(word, code, name));
  return isKnown ? codeNamed([word], line, known, gettext("instansi")) : { code: word.toLowerCase(), name: word };
}

/** A code or the beginning of its name; several words may be one name. */
export function codeNamed(words: readonly string[], line: Line, choices: readonly Named[], what: string): Named {
  const word = words.join(" ");
  if (word === "") throw new Unclear(gettext("Sebut %(what)s.", { what }));
  const exact = choices.filter(({ code }) => plain(code) === plain(word));
  const found = exact.length > 0 ? exact : choices.filter(({ code, name }) => begins(word, code, name));
  return onlyOne(found, line, word, {
    none: gettext("Tidak ada %(what)s %(word)s.", { what, word }),
    many: gettext("%(what)s yang mana?", { what }),
    name: ({ name }) => name,
    exact: ({ code }) => code,
  });
}

/** `: telepon Pak Budi`: who spoke for the agency, by telephone unless said otherwise. */
export function toldBy(text: string, needed: boolean): OnBehalf | null {
  const [first = "", ...others] = text.split(/\s+/);
  const means = first === "" ? undefined : MEANS_CODES.find((code) => begins(first, code, meansWord(code)));
  const name = means === undefined ? text : others.join(" ");
  if (name !== "") return { name, means: means ?? "phone" };
  if (needed) throw new Unclear(gettext("Siapa yang dihubungi? Tambahkan: spasi, titik dua, lalu namanya."));
  return null;
}

export function aboutIncident(desk: Desk, incident: Incident): string {
  return `${shortNumber(incident.number)} ${typeName(desk.config, incident)}`;
}

export const worksAtCentre = (desk: Desk): boolean => desk.moves.worksAtCentre;
export const changes = (desk: Desk): boolean => !desk.moves.readsOnly;

/** Refused before it is sent where the board already says that it cannot be. */
export function allow(moves: readonly string[], move: string): void {
  if (moves.includes(move)) return;
  const can = moves.map(moveWord).join(", ");
  throw new Unclear(
    can === "" ? gettext("Tidak bisa sekarang.") : gettext("Yang bisa sekarang: %(moves)s.", { moves: can }),
  );
}
