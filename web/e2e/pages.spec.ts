import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { outside } from "./network";
import { type Api, apiAs, PEOPLE, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });
// Nothing is changed here, so both workers share the long list.
test.describe.configure({ mode: "parallel" });

type Who = keyof typeof PEOPLE | "nobody";
const first = async (api: Api, path: string) => (await api.get(path)).items[0].id as string;

/** Every address of the page, who looks at it, and where it really is. A new route without a line fails. */
const PAGES: Record<string, { who: Who; at?: (api: Api) => Promise<string> }> = {
  "/login": { who: "nobody" },
  "/forgotten": { who: "nobody" },
  "/reset": { who: "nobody" },
  "/unsubscribe": { who: "nobody" },
  "/_kit": { who: "nobody" },
  "/password": { who: "agente" },
  "/": { who: "agente" },
  "/today": { who: "agente" },
  // A few rows look like all of them.
  "/leads": {
    who: "referente",
    at: async (api) => `/leads?q=${(await api.get("/api/leads?limit=1")).items[0].last_name}`,
  },
  "/pipeline": { who: "referente" },
  "/leads/$leadId": {
    who: "agente",
    at: async (api) => `/leads/${await first(api, "/api/leads?limit=1")}`,
  },
  "/briefing": { who: "referente" },
  "/dashboard": { who: "referente", at: async () => "/dashboard?period=30d" },
  "/reports": { who: "referente", at: async () => "/reports?columns=esito&chart=stacked" },
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
  "/duplicates": { who: "referente" },
  "/returns": { who: "referente" },
  "/radar": { who: "referente" },
  "/imports": { who: "referente" },
  "/imports/$importId": { who: "referente", at: anImport },
  "/units": { who: "admin" },
  "/users": { who: "admin" },
  "/settings/esiti": { who: "admin" },
  "/settings/custom-fields": { who: "admin" },
  "/settings/meta": { who: "admin" },
  "/settings/outbox": { who: "admin" },
  "/settings/sources": { who: "referente" },
  "/settings/system": { who: "admin" },
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
  test(`${address} is accessible, light and dark`, async ({ page, viewport }) => {
    if (who === "nobody") {
      await page.goto(address);
    } else {
      const place = at ? await at(await apiAs(await outside(), PEOPLE[who])) : address;
      await signIn(page, PEOPLE[who], place);
    }
    await expect(page.getByRole("heading").first()).toBeVisible();
    // The collection of components shows a skeleton for ever.
    if (address !== "/_kit") {
      await expect(page.getByRole("status", { name: "Caricamento…" })).toHaveCount(0);
    }
    await expectAccessible(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, "the page scrolls sideways").toBeLessThanOrEqual(viewport?.width ?? 0);
  });
}
