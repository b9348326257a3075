// First-load JavaScript and CSS of each route, gzipped, from Vite's manifest; fails over the budget.
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const WEB = resolve(import.meta.dirname, "..");
const DIST = join(WEB, "dist");
const MANIFEST = join(DIST, ".vite/manifest.json");
/**
 * There is one style sheet for all routes, fetched once and kept: a list alone would need 9 kB of it, and each
 * new page adds a little. Parts of it loaded later would come after what they must not override (utilities of the same layer).
 */
const CSS = 14;
const LIST = { route: "/leads/", js: 190, css: CSS };
const OTHER = { js: 290, css: CSS };

/** The newest file that the build is made of, where it is newer than the build. */
function newerThanBuild() {
  const built = statSync(MANIFEST).mtimeMs;
  const sources = ["index.html", "vite.config.ts", "package-lock.json", "{src,public}/**/*"];
  const [newest] = globSync(sources, { cwd: WEB })
    .filter((file) => !/\.test\.tsx?$/.test(file) && statSync(join(WEB, file)).isFile())
    .map((file) => ({ file, at: statSync(join(WEB, file)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  return newest.at > built ? newest.file : null;
}

if (!existsSync(MANIFEST)) {
  console.error("There is no build: npm run build");
  process.exit(1);
}
const stale = newerThanBuild();
if (stale) {
  console.error(`The build is older than ${stale}: npm run build`);
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(MANIFEST, "utf8"));
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
const name = (route) => route.padEnd(33);
console.log(`${name("route")}  JS kB   CSS kB   (gzip, with what the shell needs)`);
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
  console.log(`${name(route)} ${figures}${over ? `   over ${limit.js} + ${limit.css}` : ""}`);
}
if (failed) process.exit(1);
