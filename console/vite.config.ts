import { defineConfig } from "vitest/config";
import { catalogues } from "./scripts/po.js";

// Django serves what is built here under /static/; the manifest tells `{% console_assets %}` the hashed names.
// Chrome 109 is the last one that runs on Windows 7, which district offices still have.
export default defineConfig({
  base: "/static/",
  publicDir: false,
  plugins: [catalogues()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    target: ["chrome109", "firefox115", "safari16"],
    assetsDir: "console",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { live: "src/live.ts", page: "src/styles/page.css" } },
  },
  test: { include: ["src/**/*.test.ts", "scripts/**/*.test.ts"], environment: "node", restoreMocks: true },
});
