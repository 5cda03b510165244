import { existsSync, readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { catalogues } from "./scripts/po.js";

/** Every file in these folders is the start of a page: a console, or the script of one of Django's pages. */
function entries(...folders: readonly string[]): string[] {
  const there = folders.filter((folder) => existsSync(new URL(folder, import.meta.url)));
  return there.flatMap((folder) =>
    readdirSync(new URL(folder, import.meta.url))
      .filter((name) => name.endsWith(".ts") && !name.includes(".test.") && name !== "start.ts")
      .map((name) => `${folder}/${name}`),
  );
}

/** The indentation of templates is for the eye that writes them: no browser needs it. */
function unindented(): { name: string; transform(code: string, id: string): { code: string; map: null } | undefined } {
  return {
    name: "psc-unindented",
    transform: (code, id) =>
      id.includes("/src/elements/") ? { code: code.replace(/\n[ \t]+/g, "\n"), map: null } : undefined,
  };
}

/**
 * What is fetched later is a script that hangs on scripts the page has, and never a style: the helper that Vite puts
 * around each of these imports to look ahead would cost every console a kilobyte for nothing.
 */
function plainLater(): { name: string; enforce: "pre"; load(id: string): string | undefined } {
  return {
    name: "psc-plain-later",
    enforce: "pre",
    load: (id) =>
      id === "\0vite/preload-helper.js" ? "export const __vitePreload = (fetched) => fetched();" : undefined,
  };
}

// Django serves what is built here under /static/; the manifest tells `{% console_assets %}` the hashed names.
// Chrome 109 is the last one that runs on Windows 7, which district offices still have.
export default defineConfig({
  base: "/static/",
  publicDir: false,
  plugins: [catalogues(), unindented(), plainLater()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    target: ["chrome109", "firefox115", "safari16"],
    assetsDir: "console",
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: { input: [...entries("src/consoles", "src/pages"), "src/styles/page.css"] },
  },
  test: { include: ["src/**/*.test.ts", "scripts/**/*.test.ts"], environment: "node", restoreMocks: true },
});
