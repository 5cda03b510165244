// Fails the build when a page asks a browser for more JavaScript than promised.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
// A console without a limit of its own may hold as much as the board with its map; a page of Django's needs little.
// The limit is for what a page needs to work; what it fetches once it works is said beside it.
const BUDGET_KB = /** @type {Record<string, number>} */ ({ "src/consoles/intake.ts": 40, "src/consoles/crew.ts": 40 });
const CONSOLE_KB = 75;
const PAGE_KB = 15;
// Fetched when a map is drawn, which the board does at once: counted as if it came with the page.
const MAP = ["src/map/leaflet.ts"];
const COUNTED = /** @type {Record<string, string[]>} */ ({ "src/consoles/board.ts": MAP, "src/consoles/map.ts": MAP });
// Not every page asks for these: a source of pictures for the map, and the words of who reads English.
const ON_TOP = ["src/map/tiles.ts", "../locale/en/LC_MESSAGES/djangojs.po"];

/** @typedef {{ file: string, imports?: string[], dynamicImports?: string[] }} Chunk */

/** @param {Record<string, Chunk>} manifest @param {string} name @param {boolean} later @param {Set<string>} seen */
function filesOf(manifest, name, later, seen = new Set()) {
  const chunk = manifest[name];
  if (!chunk || seen.has(name) || ON_TOP.includes(name)) return seen;
  seen.add(name);
  const next = [...(chunk.imports ?? []), ...(later ? (chunk.dynamicImports ?? []) : [])];
  for (const each of next) filesOf(manifest, each, later, seen);
  return seen;
}

/** @param {Set<string>} names */
function kilobytes(names) {
  return (
    [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(DIST, manifest[name].file))).length, 0) / 1000
  );
}

const manifest = JSON.parse(readFileSync(join(DIST, ".vite", "manifest.json"), "utf8"));
for (const entry of Object.keys(manifest).filter((name) => /^src\/(consoles|pages)\//.test(name))) {
  const limit = BUDGET_KB[entry] ?? (entry.startsWith("src/pages/") ? PAGE_KB : CONSOLE_KB);
  const needed = new Set([entry, ...(COUNTED[entry] ?? [])].flatMap((name) => [...filesOf(manifest, name, false)]));
  const kb = kilobytes(needed);
  const later = kilobytes(filesOf(manifest, entry, true)) - kb;
  console.log(`${entry}: ${kb.toFixed(1)} kB gzip of ${limit} kB, ${later.toFixed(1)} kB later`);
  if (kb > limit) process.exitCode = 1;
}
