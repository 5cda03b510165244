// Fails the build when the live page asks a browser for more JavaScript than promised.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const BUDGET_KB = /** @type {Record<string, number>} */ ({ "src/live.ts": 75 });

/** @typedef {{ file: string, imports?: string[], dynamicImports?: string[] }} Chunk */

/** @param {Record<string, Chunk>} manifest @param {string} name @param {Set<string>} seen */
function filesOf(manifest, name, seen) {
  const chunk = manifest[name];
  if (!chunk || seen.has(name)) return;
  seen.add(name);
  for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) filesOf(manifest, next, seen);
}

const manifest = JSON.parse(readFileSync(join(DIST, ".vite", "manifest.json"), "utf8"));
for (const [entry, limit] of Object.entries(BUDGET_KB)) {
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
