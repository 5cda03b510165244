import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readStrings } from "./extract.js";
import { keyOf, parse, table, write } from "./po.js";

function read(source: string) {
  const file = join(mkdtempSync(join(tmpdir(), "psc-strings-")), "example.ts");
  writeFileSync(file, source);
  return readStrings(file, join(file, ".."));
}

test("strings are found in nested templates, with context and plural", () => {
  const { messages, complaints } = read(
    'html`<p title=${gettext("Judul")}>${ok ? html`${ngettext("%(n)s baru", "%(n)s baru", n)}` : pgettext("unit", "SIAP")}</p>`',
  );
  expect(messages.map((message) => [message.context, message.id, message.plural])).toEqual([
    [undefined, "Judul", undefined],
    [undefined, "%(n)s baru", "%(n)s baru"],
    ["unit", "SIAP", undefined],
  ]);
  expect(complaints).toEqual([]);
});

test("text that forgot gettext is found between the tags and in what is read aloud", () => {
  const { complaints } = read('html`<p aria-label="Daftar">Memuat <kbd>Esc</kbd> ${x}</p><!-- catatan -->`');
  expect(complaints.map((complaint) => complaint.replace(/^.*?: /, ""))).toEqual([
    '"Memuat" is shown without gettext',
    '"Daftar" is shown without gettext',
  ]);
});

test("a message that is put together at run time cannot be translated and is refused", () => {
  expect(read("gettext(`Unit ${sign}`)").complaints).toHaveLength(1);
});

test("a catalogue is read as it was written", () => {
  const messages = [
    { id: "Tutup", texts: ["Close"], places: ["a.ts", "b.ts"] },
    { id: 'Kata "aman"\nbaris dua', texts: ['Word "safe"\nline two'], places: [] },
    { id: "%(n)s unit", plural: "%(n)s unit", texts: ["one unit", "%(n)s units"], places: [] },
    { context: "unit", id: "SIAP", texts: ["AVAILABLE"], places: [] },
  ];
  expect(parse(write(messages))).toEqual(messages);
  expect(table(write(messages))[keyOf({ context: "unit", id: "SIAP" })]).toBe("AVAILABLE");
  expect(table(write(messages))["%(n)s unit"]).toEqual(["one unit", "%(n)s units"]);
});
