// gettext for the browser. The source language is Bahasa Indonesia: without a catalogue a message shows itself.

export type Catalogue = Readonly<Record<string, string | readonly string[]>>;
export type Values = Readonly<Record<string, string | number>>;

let catalogue: Catalogue | null = null;

export function useCatalogue(next: Catalogue | null): void {
  catalogue = next;
}

/** A name that comes in both languages. Only English has a catalogue. */
export function inLanguage(indonesian: string, english: string | undefined): string {
  return catalogue === null ? indonesian : (english ?? indonesian);
}

/** Fills `%(name)s` (a percent sign is `%%`); an unknown name stays visible, never an empty sentence. */
function fill(text: string, values: Values | undefined): string {
  if (!values) return text;
  return text.replace(/%\((\w+)\)s|%%/g, (hole, name?: string) =>
    name === undefined ? "%" : String(values[name] ?? hole),
  );
}

export function gettext(message: string, values?: Values): string {
  const found = catalogue?.[message];
  return fill(typeof found === "string" ? found : message, values);
}

export function pgettext(context: string, message: string, values?: Values): string {
  const found = catalogue?.[`${context}\u0004${message}`];
  return fill(typeof found === "string" ? found : message, values);
}

/** Indonesian has one form; English tells one from many. `%(n)s` is the number. */
export function ngettext(one: string, many: string, n: number, values?: Values): string {
  const found = catalogue?.[one];
  const forms = Array.isArray(found) ? (found as readonly string[]) : [one, many];
  return fill((n === 1 ? forms[0] : forms[1]) ?? many, { n, ...values });
}
