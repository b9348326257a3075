// What Biome cannot say: a feature reaching another by a relative path, and files that grew too long.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../src");
const LAYERS = ["shared", "features", "routes", "app"];
const LONGEST = 250;

const place = (file) => {
  const [layer, feature] = relative(ROOT, file).split("/");
  return { layer, feature };
};

const problems = [];
const files = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => !/\/generated\/|\.gen\.ts$/.test(file));

for (const file of files) {
  const text = readFileSync(file, "utf8");
  const name = relative(ROOT, file);
  const lines = text.trimEnd().split("\n").length;
  if (lines > LONGEST) problems.push(`${name}: ${lines} lines, at most ${LONGEST}`);
  const from = place(file);
  for (const [, path] of text.matchAll(/(?:from|import)\s*\(?\s*["']((?:\.|@\/)[^"']*)["']/g)) {
    const target = path.startsWith("@/") ? join(ROOT, path.slice(2)) : resolve(dirname(file), path);
    const to = place(target);
    if (!LAYERS.includes(from.layer) || !LAYERS.includes(to.layer)) continue;
    if (LAYERS.indexOf(to.layer) > LAYERS.indexOf(from.layer)) {
      problems.push(`${name}: ${from.layer} imports ${to.layer} (${path})`);
    } else if (
      from.layer === "features" &&
      to.layer === "features" &&
      from.feature !== to.feature
    ) {
      problems.push(`${name}: feature ${from.feature} imports feature ${to.feature}`);
    }
  }
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${files.length} files within their borders, none over ${LONGEST} lines`);
