import { execSync } from "node:child_process";

function installed(...names: string[]): string {
  try {
    return execSync(names.map((name) => `command -v ${name}`).join(" || "), {
      encoding: "utf8",
    }).trim();
  } catch {
    throw new Error(`Debian's Chromium is missing: apt-get install ${names.at(-1)}`);
  }
}

/** Debian's Chromium without a window, which needs half the time; where it is missing, the whole browser. */
export const HEADLESS = installed("chromium-headless-shell", "chromium");

/** Debian's Chromium with all that a person's browser has. */
export const WHOLE = installed("chromium");
