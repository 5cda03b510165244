// Fails the build when a page asks a browser for more JavaScript than promised.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
// A console without a limit of its own may hold as much as the board with its map; a page of Django's needs little.
const BUDGET_KB = /** @type {Record<string, number>} */ ({ "src/consoles/intake.ts": 45, "src/consoles/crew.ts": 40 });
const CONSOLE_KB = 75;
const PAGE_KB = 15;
// Asked for only where the centre has a source of pictures for its map.
const ON_TOP = ["src/map/tiles.ts"];

/** @typedef {{ file: string, imports?: string[], dynamicImports?: string[] }} Chunk */

/** @param {Record<string, Chunk>} manifest @param {string} name @param {Set<string>} seen */
function filesOf(manifest, name, seen) {
  const chunk = manifest[name];
  if (!chunk || seen.has(name) || ON_TOP.includes(name)) return;
  seen.add(name);
  for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) filesOf(manifest, next, seen);
}

const manifest = JSON.parse(readFileSync(join(DIST, ".vite", "manifest.json"), "utf8"));
for (const entry of Object.keys(manifest).filter((name) => /^src\/(consoles|pages)\//.test(name))) {
  const limit = BUDGET_KB[entry] ?? (entry.startsWith("src/pages/") ? PAGE_KB : CONSOLE_KB);
  /** @type {Set<string>} */
  const seen = new Set();
  filesOf(manifest, entry, seen);
  const bytes = [...seen].reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(DIST, manifest[name].file))).length,
    0,
  );
  const kb = bytes / 1000;
  console.log(`${entry}: ${kb.toFixed(1)} kB gzip of ${limit} kB`);
  if (kb > limit) process.exitCode = 1;
}
