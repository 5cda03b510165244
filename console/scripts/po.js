// Reading and writing gettext catalogues: the small part of the format that our own files use.

/**
 * @typedef {{ id: string, plural?: string, context?: string, texts: string[], places: string[] }} Message
 */

const ESCAPES = /** @type {Record<string, string>} */ ({ n: "\n", t: "\t", '"': '"', "\\": "\\" });

/** @param {string} quoted */
function unquote(quoted) {
  return quoted.slice(1, -1).replace(/\\(.)/g, (_, letter) => ESCAPES[letter] ?? letter);
}

/** @param {string} text */
export function quote(text) {
  return `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n").replace(/\t/g, "\\t")}"`;
}

/** The name under which a message is looked up: gettext joins context and text by the byte 4.
 * @param {{ id: string, context?: string }} message */
export function keyOf(message) {
  return message.context === undefined ? message.id : `${message.context}\u0004${message.id}`;
}

/** @param {string} block */
function parseBlock(block) {
  /** @type {Record<string, string>} */
  const fields = {};
  /** @type {string[]} */
  const places = [];
  let field = "";
  for (const line of block.split("\n")) {
    if (line.startsWith("#: ")) places.push(...line.slice(3).split(" "));
    const [, keyword, quoted] = /^(msg[a-z_]+(?:\[\d\])?)\s+(".*")$/.exec(line) ?? [];
    if (keyword !== undefined) field = keyword;
    const text = quoted ?? (line.startsWith('"') ? line : undefined);
    if (text !== undefined) fields[field] = (fields[field] ?? "") + unquote(text);
  }
  return { fields, places };
}

/** Every message of a catalogue; the header is the message with an empty id.
 * @param {string} source
 * @returns {Message[]} */
export function parse(source) {
  const messages = [];
  for (const block of source.split(/\n\s*\n/)) {
    const { fields, places } = parseBlock(block);
    const id = fields["msgid"];
    if (id === undefined) continue;
    const texts =
      fields["msgstr"] === undefined ? [fields["msgstr[0]"] ?? "", fields["msgstr[1]"] ?? ""] : [fields["msgstr"]];
    /** @type {Message} */
    const message = { id, texts, places };
    if (fields["msgid_plural"] !== undefined) message.plural = fields["msgid_plural"];
    if (fields["msgctxt"] !== undefined) message.context = fields["msgctxt"];
    messages.push(message);
  }
  return messages;
}

/** @param {Message} message */
function blockOf(message) {
  const lines = message.places.map((place) => `#: ${place}`);
  if (/%\(\w+\)s/.test(message.id)) lines.push("#, python-format");
  if (message.context !== undefined) lines.push(`msgctxt ${quote(message.context)}`);
  lines.push(`msgid ${quote(message.id)}`);
  if (message.plural !== undefined) {
    lines.push(`msgid_plural ${quote(message.plural)}`);
    message.texts.forEach((text, index) => lines.push(`msgstr[${index}] ${quote(text)}`));
  } else {
    lines.push(`msgstr ${quote(message.texts[0] ?? "")}`);
  }
  return lines.join("\n");
}

/** @param {Message[]} messages */
export function write(messages) {
  return messages.map(blockOf).join("\n\n") + "\n";
}

/** What the browser needs: texts by key; several forms only where the language has them.
 * @param {string} source */
export function table(source) {
  /** @type {Record<string, string | string[]>} */
  const found = {};
  for (const message of parse(source)) {
    if (message.id === "" || message.texts.every((text) => text === "")) continue;
    found[keyOf(message)] = message.plural === undefined ? (message.texts[0] ?? "") : message.texts;
  }
  return found;
}

/** Vite plug-in: `import texts from "x.po"` gives that catalogue's table, fetched only by those who read that language. */
export function catalogues() {
  return {
    name: "psc-catalogues",
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (!id.endsWith(".po")) return undefined;
      return { code: `export default ${JSON.stringify(table(code))};`, map: null };
    },
  };
}
