import { readFileSync } from "node:fs";
import { type APIRequestContext, expect, request, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { apiAs } from "./network";
import { PEOPLE } from "./sign-in";

type Who = keyof typeof PEOPLE | "nobody";
type Api = Awaited<ReturnType<typeof apiAs>>;
const first = async (api: Api, path: string) => (await api.get(path)).items[0].id as string;

/** Every address of the page, who looks at it, and where it really is. A new route without a line fails. */
const PAGES: Record<string, { who: Who; at?: (api: Api) => Promise<string> }> = {
  "/login": { who: "nobody" },
  "/_kit": { who: "nobody" },
  "/password": { who: "agente" },
  "/": { who: "agente" },
  "/today": { who: "agente" },
  "/leads": { who: "referente" },
  "/leads/$leadId": {
    who: "agente",
    at: async (api) => `/leads/${await first(api, "/api/leads?limit=1")}`,
  },
  "/registers": { who: "agente" },
  "/containers": { who: "referente" },
  "/containers/$containerId": {
    who: "referente",
    at: async (api) => `/containers/${await first(api, "/api/containers")}`,
  },
  "/containers/$containerId/register": {
    who: "agente",
    at: async (api) => `/containers/${await first(api, "/api/containers")}/register`,
  },
  "/imports": { who: "referente" },
  "/imports/$importId": { who: "referente", at: anImport },
  "/units": { who: "admin" },
  "/users": { who: "admin" },
  "/settings/esiti": { who: "admin" },
  "/settings/custom-fields": { who: "admin" },
  "/settings/meta": { who: "admin" },
  "/profile": { who: "agente" },
  "/forbidden": { who: "agente" },
};

async function anImport(api: Api): Promise<string> {
  const { items } = await api.get("/api/imports?limit=1");
  if (items.length > 0) return `/imports/${items[0].id}`;
  const made = await api.upload(
    await first(api, "/api/containers"),
    "elenco.csv",
    "Nome;Telefono;E-mail\nLia Sereni;347 555 0101;\nUgo Sala;12;\n",
  );
  return `/imports/${made.id}`;
}

const outside = (): Promise<APIRequestContext> =>
  request.newContext({ baseURL: process.env.GOCCIA_E2E_URL ?? "http://127.0.0.1:8000" });

/** Log-ins are dear: one for each person, whose cookies every page then has. */
const states = new Map<Who, Awaited<ReturnType<APIRequestContext["storageState"]>>>();
const apis = new Map<Who, Api>();

test.beforeAll(async () => {
  for (const who of ["admin", "referente", "agente"] as const) {
    const context = await outside();
    apis.set(who, await apiAs(context, PEOPLE[who]));
    states.set(who, await context.storageState());
  }
});

test("every address of the page is looked at", () => {
  const tree = readFileSync(new URL("../src/app/route-tree.gen.ts", import.meta.url), "utf8");
  const full = /interface FileRoutesByFullPath \{([\s\S]*?)\n\}/.exec(tree)?.[1] ?? "";
  const addresses = [...full.matchAll(/["'](\/[^"']*)["']:/g)].map((found) =>
    (found[1] ?? "").replace(/(.)\/$/, "$1"),
  );
  expect(addresses.length).toBeGreaterThan(10);
  expect(Object.keys(PAGES).sort()).toEqual([...new Set(addresses)].sort());
});

for (const [address, { who, at }] of Object.entries(PAGES)) {
  test(`${address} is accessible, light and dark`, async ({ browser, viewport, isMobile }) => {
    const api = apis.get(who);
    const place = at && api ? await at(api) : address;
    const state = states.get(who);
    const context = await browser.newContext({
      viewport,
      isMobile,
      hasTouch: isMobile,
      reducedMotion: "reduce",
      ...(state ? { storageState: state } : {}),
    });
    const page = await context.newPage();
    await page.goto(place);
    await expect(page.getByRole("heading").first()).toBeVisible();
    // The collection of components shows a skeleton for ever.
    if (address !== "/_kit") {
      await expect(page.getByRole("status", { name: "Caricamento…" })).toHaveCount(0);
    }
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html.dark")).toHaveCount(1);
    await expectAccessible(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, "the page scrolls sideways").toBeLessThanOrEqual(viewport?.width ?? 0);
    await context.close();
  });
}
