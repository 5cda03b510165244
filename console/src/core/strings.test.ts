import { beforeEach, expect, test } from "vitest";
import { gettext, ngettext, pgettext, useCatalogue } from "./strings";

beforeEach(() => {
  useCatalogue({
    Tutup: "Close",
    "%(n)s baru": ["one new", "%(n)s new"],
    "unit\u0004Siap": "Available",
    Siap: "Ready",
  });
});

test("an unknown message shows itself in Indonesian", () => expect(gettext("Buka kejadian")).toBe("Buka kejadian"));

test("a known message is translated, by its context where it has one", () => {
  expect(gettext("Tutup")).toBe("Close");
  expect(gettext("Siap")).toBe("Ready");
  expect(pgettext("unit", "Siap")).toBe("Available");
});

test("numbers choose their form", () => {
  expect(ngettext("%(n)s baru", "%(n)s baru", 1)).toBe("one new");
  expect(ngettext("%(n)s baru", "%(n)s baru", 3)).toBe("3 new");
  useCatalogue({});
  expect(ngettext("%(n)s baru", "%(n)s baru", 3)).toBe("3 baru");
});

test("values are filled in and an unknown one stays visible", () => {
  expect(gettext("%(a)s dari %(b)s", { a: 1 })).toBe("1 dari %(b)s");
  expect(gettext("%(a)s %%", { a: 95 })).toBe("95 %");
});
