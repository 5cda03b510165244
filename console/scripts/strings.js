// `npm run strings` brings locale/en/LC_MESSAGES/djangojs.po up to date with the sources and keeps what is
// translated; with --check it changes nothing and fails on anything that a reader of English would miss.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readAll } from "./extract.js";
import { keyOf, parse, write } from "./po.js";

/** @typedef {import("./po.js").Message} Message */

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const CATALOGUE = join(ROOT, "locale", "en", "LC_MESSAGES", "djangojs.po");
const HEADER = {
  id: "",
  places: [],
  texts: [
    [
      "Project-Id-Version: PSC 112\n",
      "Language: en\n",
      "MIME-Version: 1.0\n",
      "Content-Type: text/plain; charset=UTF-8\n",
      "Content-Transfer-Encoding: 8bit\n",
      "Plural-Forms: nplurals=2; plural=(n != 1);\n",
    ].join(""),
  ],
};

/** @param {string} text */
function holes(text) {
  return [...text.matchAll(/%\((\w+)\)s/g)]
    .map((match) => match[1])
    .sort()
    .join(" ");
}

/** @param {Message} message @param {Message | undefined} known */
function complaintsAbout(message, known) {
  if (!known) return [`"${message.id}" is not in the English catalogue`];
  return known.texts.flatMap((text, form) => {
    if (text === "") return [`"${message.id}" has no English text`];
    // The singular may say "one" instead of the number.
    if (message.plural !== undefined && form === 0) return [];
    return holes(text) === holes(message.plural ?? message.id)
      ? []
      : [`"${message.id}" loses or invents a value in English`];
  });
}

/** What is wrong with the catalogue, in sentences; an empty list is a good one. */
export function complain() {
  const { messages, complaints } = readAll(join(ROOT, "console", "src"), ROOT);
  const known = new Map(readCatalogue().map((message) => [keyOf(message), message]));
  const wanted = new Set(messages.map(keyOf));
  const left = [...known.values()].filter((message) => message.id !== "" && !wanted.has(keyOf(message)));
  return [
    ...complaints,
    ...messages.flatMap((message) => complaintsAbout(message, known.get(keyOf(message)))),
    ...left.map((message) => `"${message.id}" is in the English catalogue but no longer used`),
  ];
}

/** @returns {Message[]} */
function readCatalogue() {
  return existsSync(CATALOGUE) ? parse(readFileSync(CATALOGUE, "utf8")) : [];
}

function update() {
  const known = new Map(readCatalogue().map((message) => [keyOf(message), message]));
  const { messages } = readAll(join(ROOT, "console", "src"), ROOT);
  const kept = messages.map((message) => ({ ...message, texts: known.get(keyOf(message))?.texts ?? message.texts }));
  mkdirSync(dirname(CATALOGUE), { recursive: true });
  writeFileSync(CATALOGUE, write([HEADER, ...kept]));
  console.log(`${kept.length} messages in djangojs.po`);
}

function main() {
  if (!process.argv.includes("--check")) update();
  const complaints = complain();
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) process.exitCode = 1;
}

main();
