// Fails if src/shared/api/generated is not what openapi.json generates today.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

const committed = "src/shared/api/generated";
if (!existsSync("openapi.json") || !existsSync(committed)) {
  console.error(
    "openapi.json or the generated client is missing: write the first, then npm run client",
  );
  process.exit(1);
}
// Beside the committed one, so that its relative imports are the same.
const folder = mkdtempSync(join(dirname(committed), ".client-"));
try {
  execFileSync("openapi-ts", [], {
    env: { ...process.env, GOCCIA_CLIENT_OUT: folder },
    stdio: ["ignore", "ignore", "inherit"],
  });
  execFileSync("diff", ["-r", "-u", committed, folder], { stdio: "inherit" });
  console.log("the client matches openapi.json");
} catch {
  console.error("the client is stale: npm run client");
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
