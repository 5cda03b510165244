// Finds every string of the console with TypeScript's own parser, also inside nested Lit templates, and every
// piece of visible text that forgot to pass through gettext.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

/** @typedef {import("./po.js").Message} Message */

// Stands for a `${...}` hole; no text of ours holds it.
const HOLE = "\uFFFC";
const MARKERS = new Set(["gettext", "ngettext", "pgettext"]);
const SPOKEN_ATTRIBUTES = /\b(?:aria-label|aria-description|placeholder|title|alt)="([^"$]*)"/g;

/** @param {string} folder @returns {string[]} */
export function sources(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => join(folder, name))
    .sort();
}

/** @param {ts.CallExpression} call @returns {Message | null} */
function messageOf(call) {
  if (!ts.isIdentifier(call.expression) || !MARKERS.has(call.expression.text)) return null;
  const name = call.expression.text;
  const literals = call.arguments.slice(0, name === "gettext" ? 1 : 2);
  const texts = literals.map((argument) => (ts.isStringLiteralLike(argument) ? argument.text : null));
  const [first, second] = texts;
  if (first === null || first === undefined || second === null) return null;
  if (name === "pgettext") return { context: first, id: second ?? "", texts: [""], places: [] };
  if (name === "ngettext") return { id: first, plural: second ?? "", texts: ["", ""], places: [] };
  return { id: first, texts: [""], places: [] };
}

/** Text between the tags of an html template; the `${...}` holes are visited on their own.
 * @param {ts.TaggedTemplateExpression} node */
function bareText(node) {
  const parts = ts.isNoSubstitutionTemplateLiteral(node.template)
    ? [node.template.text]
    : [node.template.head.text, ...node.template.templateSpans.map((span) => span.literal.text)];
  const markup = parts.join(HOLE);
  const spoken = [...markup.matchAll(SPOKEN_ATTRIBUTES)].map((match) => match[1] ?? "");
  // The names on the keys are the same in every language.
  const between = markup.replace(/<!--[^]*?-->|<kbd>[^<]*<\/kbd>/g, "").replace(/<[^>]*>/g, "\n");
  return [...between.replaceAll(HOLE, "\n").split("\n"), ...spoken]
    .map((text) => text.trim())
    .filter((text) => /\p{L}{2,}/u.test(text));
}

/** @param {string} file @param {string} root */
export function readStrings(file, root) {
  const tree = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
  /** @type {Message[]} */
  const messages = [];
  /** @type {string[]} */
  const complaints = [];
  const place = relative(root, file);
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && MARKERS.has(node.expression.text)) {
      const message = messageOf(node);
      if (message) messages.push({ ...message, places: [place] });
      else complaints.push(`${place}: ${node.getText().slice(0, 60)} - a message must be a literal string`);
    }
    if (ts.isTaggedTemplateExpression(node) && ["html", "svg"].includes(node.tag.getText())) {
      for (const text of bareText(node)) complaints.push(`${place}: "${text}" is shown without gettext`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { messages, complaints };
}

/** All messages of the console, each once, with the files that use it.
 * @param {string} folder @param {string} root */
export function readAll(folder, root) {
  /** @type {Map<string, Message>} */
  const found = new Map();
  const complaints = [];
  for (const file of sources(folder)) {
    const strings = readStrings(file, root);
    complaints.push(...strings.complaints);
    for (const message of strings.messages) {
      const key = `${message.context ?? ""}\u0004${message.id}`;
      const known = found.get(key);
      if (!known) found.set(key, message);
      else if (!known.places.includes(place(message))) known.places.push(place(message));
    }
  }
  const messages = [...found.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { messages, complaints };
}

/** @param {Message} message */
function place(message) {
  return message.places[0] ?? "";
}
