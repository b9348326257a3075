import { expect, type Page, test } from "@playwright/test";
import type { Today } from "../src/shared/api/generated/types.gen";
import { openLine } from "./line";
import { leadOf, type Network, outside, ownName, ownNetwork, sendByHook } from "./network";
import { apiAs, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

let network: Network;
test.beforeAll(async () => {
  network = await ownNetwork();
});

const A_SECOND = 1_000;
const row = (page: Page, id: string) => page.locator(`li[data-lead="${id}"]`);
const named = (page: Page, name: string) => page.locator("[data-lead]").filter({ hasText: name });
const signInAs = (page: Page, who: 0 | 1, address = "/today") =>
  signIn(page, network.agents[who], address);

/** When a lead's name stands in a list of the page, to the moment. */
async function appears(page: Page, name: string): Promise<number> {
  const seen = await page.waitForFunction(
    (text) =>
      [...document.querySelectorAll("[data-lead]")].some((one) =>
        one.textContent?.includes(text),
      ) && Date.now(),
    name,
    { polling: 20 },
  );
  return (await seen.jsonValue()) as number;
}

/** Opens Oggi, and waits until news arrives by itself. */
async function openLive(page: Page, origin = "") {
  const connected = page.waitForResponse((answer) => answer.url().endsWith("/api/stream"));
  await signInAs(page, 0, `${origin}/today`);
  await connected;
}

/** The next to fall is the first agent's: the other is paused meanwhile. */
async function onlyFirstAgent(act: () => Promise<void>) {
  const api = await apiAs(await outside(), network.referente);
  const other = network.agents[1].id;
  await api.post(`/api/users/${other}/pause`);
  try {
    await act();
  } finally {
    await api.post(`/api/users/${other}/resume`);
  }
}

test("a lead that falls is on every open page within a second, told and counted", async ({
  page,
  context,
  request,
}) => {
  await openLive(page);
  const second = await context.newPage();
  await second.goto("/leads");
  await expect(second.getByRole("heading", { level: 1, name: "Lead" })).toBeVisible();
  const sara = await apiAs(request, network.agents[0]);
  const { counts } = await sara.get<Today>("/api/today");
  await onlyFirstAgent(async () => {
    const name = `Lia ${ownName("Fonte")}`;
    const inBoth = Promise.all([appears(page, name), appears(second, name)]);
    const answered = await sendByHook(network, name);
    for (const at of await inBoth) expect(at - answered).toBeLessThan(A_SECOND);
    const toast = page.getByRole("listitem").filter({ hasText: "È arrivato un lead per te" });
    await expect(toast.filter({ hasText: `${name} (MI) · ` })).toBeVisible();
    for (const tab of [page, second]) {
      const badge = tab.getByRole("navigation").getByRole("link", { name: /^Oggi/ });
      await expect(badge).toContainText(String(counts.new + 1));
    }
  });
});

test("nothing is missed while the line is cut, nor when the tab that held it is closed", async ({
  page,
  context,
}) => {
  const line = await openLine();
  await openLive(page, line.url);
  const second = await context.newPage();
  await second.goto(`${line.url}/today`);
  await expect(second.getByRole("heading", { level: 1, name: "Oggi" })).toBeVisible();
  await onlyFirstAgent(async () => {
    const name = `Ida ${ownName("Fiume")}`;
    const again = page.waitForRequest(
      (asked) => asked.url().endsWith("/api/stream") && "last-event-id" in asked.headers(),
    );
    line.cut();
    await sendByHook(network, name);
    for (const tab of [page, second]) await expect(named(tab, name)).toHaveCount(0);
    line.mend();
    await again;
    for (const tab of [page, second]) {
      await expect(named(tab, name).first()).toBeVisible({ timeout: 20_000 });
    }

    const later = `Eva ${ownName("Riva")}`;
    await page.close();
    await sendByHook(network, later);
    await expect(named(second, later).first()).toBeVisible();
  });
  line.close();
});

test("a lead that goes to another leaves every open page", async ({ page, request }) => {
  const lead = await leadOf(network);
  await signInAs(page, 0);
  await expect(row(page, lead.id)).toBeVisible();
  const api = await apiAs(request, network.referente);
  await api.post("/api/leads/assign", {
    lead_ids: [lead.id],
    to: { agent_id: network.agents[1].id },
  });
  await expect(row(page, lead.id)).toBeHidden();
});
