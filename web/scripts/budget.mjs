// First-load JavaScript and CSS of each route, gzipped, from Vite's manifest; fails over the budget.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const DIST = resolve(import.meta.dirname, "../dist");
const LIST = { route: "/leads/", js: 190, css: 10 };
const OTHER = { js: 290, css: 10 };

const manifest = JSON.parse(readFileSync(join(DIST, ".vite/manifest.json"), "utf8"));
const kilobytes = (file) => gzipSync(readFileSync(join(DIST, file))).length / 1000;

/** The chunk, what it imports, and their style sheets. */
function weigh(keys) {
  const files = { js: new Set(), css: new Set() };
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || files.js.has(chunk.file)) return;
    files.js.add(chunk.file);
    for (const sheet of chunk.css ?? []) files.css.add(sheet);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const key of keys) visit(key);
  const sum = (set) => [...set].reduce((total, file) => total + kilobytes(file), 0);
  return { js: sum(files.js), css: sum(files.css) };
}

const keys = Object.keys(manifest);
const entry = keys.find((key) => manifest[key].isEntry);
const componentOf = (file) => keys.filter((key) => key.startsWith(`${file}?`) || key === file);
const texts = (area) => keys.filter((key) => key.endsWith(`/locales/it/${area}.json`));
const first = [entry, ...["common", "shell", "errors"].flatMap(texts)];
const shell = componentOf("src/routes/_app.tsx");

const routes = new Set(
  keys.map((key) => /^(src\/routes\/.+\.tsx)\?/.exec(key)?.[1]).filter(Boolean),
);
let failed = false;
console.log("route                          JS kB   CSS kB   (gzip, with what the shell needs)");
for (const file of [...routes].sort()) {
  if (/__root|routes\/_app\.tsx$/.test(file)) continue;
  const inShell = file.includes("/_app/");
  const route = file
    .replace("src/routes", "")
    .replace(/^\/_app/, "")
    .replace(/(index)?\.tsx$/, "")
    .replace("[_]", "_");
  const source = readFileSync(resolve(DIST, "..", file), "utf8");
  const areas = [...(/loadAreas\(([^)]*)\)/.exec(source)?.[1] ?? "").matchAll(/"([^"]+)"/g)];
  const { js, css } = weigh([
    ...first,
    ...(inShell ? shell : []),
    ...componentOf(file),
    ...areas.flatMap(([, area]) => texts(area)),
  ]);
  const limit = route === LIST.route ? LIST : OTHER;
  const over = js > limit.js || css > limit.css;
  failed ||= over;
  const figures = `${js.toFixed(1).padStart(6)}   ${css.toFixed(1).padStart(6)}`;
  console.log(`${route.padEnd(29)} ${figures}${over ? `   over ${limit.js} + ${limit.css}` : ""}`);
}
if (failed) process.exit(1);
