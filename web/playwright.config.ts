import { defineConfig, devices } from "@playwright/test";
import { HEADLESS } from "./e2e/browser";

export default defineConfig({
  testDir: "./e2e",
  // Every file works in units of its own, or only reads the demo's.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // Some tests have a second for something: a machine that stumbles may fail one once. It is then named as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  // Two browsers, a server and PostgreSQL share two cores; what is bounded has its own limit in its test.
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env.GOCCIA_E2E_URL ?? "http://127.0.0.1:8000",
    locale: "it-IT",
    timezoneId: "Europe/Rome",
    trace: "on-first-retry",
    launchOptions: {
      executablePath: HEADLESS,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
  },
  projects: [
    {
      name: "desktop",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
    },
    {
      name: "phone",
      use: {
        ...devices["Desktop Chrome"],
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
      },
    },
  ],
});
