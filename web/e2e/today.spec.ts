import { expect, type Page, test } from "@playwright/test";
import type { Lead, Today } from "../src/shared/api/generated/types.gen";
import { expectAccessible } from "./axe";
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

test("Oggi and its Esito are accessible", async ({ page }) => {
  const lead = await leadOf(network);
  await signInAs(page, 0);
  await expect(row(page, lead.id)).toBeVisible();
  await expectAccessible(page);
  await row(page, lead.id).getByRole("button", { name: "Esito" }).click();
  await page.getByRole("button", { name: "Richiamare" }).click();
  await expect(page.getByRole("button", { name: "Tra 1 ora" })).toBeVisible();
  await expectAccessible(page);
});

test("an Esito takes two taps, and the next lead is there by itself", async ({ page, request }) => {
  const lead = await leadOf(network);
  await leadOf(network);
  await signInAs(page, 0);
  await row(page, lead.id).getByRole("button", { name: "Esito" }).click();
  await page.getByRole("button", { name: "Non risponde" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByText(`${lead.name}: Non risponde`)).toBeVisible();

  const sara = await apiAs(request, network.agents[0]);
  const { next } = await sara.get<Today>("/api/today");
  const focus = page.getByRole("region", { name: "Lead da lavorare ora" });
  await expect(focus.getByRole("heading")).toHaveText(
    `${next?.first_name} ${next?.last_name}`.trim(),
  );
  expect((await sara.get<Lead>(`/api/leads/${lead.id}`)).attempts).toBe(1);
});

test("in a record opened from Oggi an Esito opens the next of Oggi, with the way back", async ({
  page,
  request,
}) => {
  const lead = await leadOf(network);
  await leadOf(network);
  await signInAs(page, 0);
  await row(page, lead.id).getByRole("link", { name: lead.name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: lead.name })).toBeVisible();
  await page
    .getByRole("button", { name: /^Esito/ })
    .filter({ visible: true })
    .click();
  await page.getByRole("button", { name: "Non risponde" }).click();

  const sara = await apiAs(request, network.agents[0]);
  const said = page.getByRole("status").filter({ hasText: "Ecco il prossimo di Oggi" });
  await expect(said).toBeVisible();
  const { next } = await sara.get<Today>("/api/today");
  const nextName = `${next?.first_name} ${next?.last_name}`;
  await expect(page.getByRole("heading", { level: 1, name: nextName })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/leads/${next?.id}\\?from=today`));
  await expectAccessible(page);
  await said.getByRole("button", { name: `Torna a ${lead.name}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: lead.name })).toBeVisible();
  await expect(said).toBeHidden();
});

test("the trace leads to the Registro of the container", async ({ page }) => {
  const lead = await leadOf(network);
  await signInAs(page, 0, `/leads/${lead.id}`);
  await expect(page.getByRole("heading", { level: 1, name: lead.name })).toBeVisible();
  const tab = page.getByRole("tab", { name: "Prossimo passo" });
  if (await tab.isVisible()) await tab.click();
  await page.getByRole("link", { name: `Registro di ${network.container.name}` }).click();
  await expect(page.getByRole("heading", { name: "Decisioni" })).toBeVisible();
});

test("a lead of another looks like one that does not exist", async ({ page }) => {
  const lead = await leadOf(network);
  await signInAs(page, 1, `/leads/${lead.id}`);
  const gone = page.getByRole("heading", { name: "Questo lead non c’è, o non è tuo" });
  await expect(gone).toBeVisible();
  await expect(page.getByText(lead.name)).toHaveCount(0);
  await expectAccessible(page);
  await page.goto("/leads/00000000-0000-4000-8000-000000000000");
  await expect(gone).toBeVisible();
  await page.getByRole("link", { name: "Torna alla lista" }).last().click();
  await expect(page).toHaveURL(/\/leads$/);
});

test("an Esito that asks for a date offers the usual moments, and says what is missing", async ({
  page,
  request,
}) => {
  const lead = await leadOf(network);
  await signInAs(page, 0);
  await row(page, lead.id).getByRole("button", { name: "Esito" }).click();
  await page.getByRole("button", { name: "Richiamare" }).click();
  await page.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByText("Scegli data e ora.")).toBeVisible();
  await page.getByRole("button", { name: /^Domani/ }).click();
  await page.getByLabel("Nota").fill("Preferisce la mattina");
  await page.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();

  const sara = await apiAs(request, network.agents[0]);
  const saved = await sara.get<Lead>(`/api/leads/${lead.id}`);
  const at = new Date(saved.next_action_at ?? 0);
  expect(at.toLocaleTimeString("it-IT", { timeZone: "Europe/Rome", timeStyle: "short" })).toBe(
    "09:30",
  );
  expect(saved.next_action_kind).toBe("call_back");
});

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

test("an agent pauses and comes back", async ({ page }) => {
  await signInAs(page, 1);
  await page.getByRole("button", { name: "Disponibile" }).click();
  await page.getByRole("button", { name: "Pausa di 30 minuti" }).click();
  await page.getByRole("button", { name: /In pausa fino/ }).click();
  await page.getByRole("button", { name: "Torna disponibile" }).click();
  await expect(page.getByRole("button", { name: "Disponibile", exact: true })).toBeVisible();
});

test("a Referente looks at an agent's day", async ({ page }) => {
  const lead = await leadOf(network);
  await signIn(page, network.referente, "/today");
  await expect(page.getByRole("heading", { name: "Scegli un agente" })).toBeVisible();
  await page.getByRole("combobox", { name: "Agente" }).click();
  await page.getByRole("option", { name: /Sara/ }).click();
  await expect(page).toHaveURL(/agent_id=/);
  await row(page, lead.id).getByRole("link", { name: lead.name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: lead.name })).toBeVisible();
  await page.getByRole("link", { name: "Torna a Oggi" }).click();
  await expect(row(page, lead.id)).toBeVisible();
});

test("Oggi is worked with the keyboard alone", async ({ page, isMobile }) => {
  test.skip(isMobile, "a phone has no keyboard");
  await leadOf(network);
  await leadOf(network);
  await signInAs(page, 0);
  const current = page.locator('li[aria-current="true"]');
  const first = await current.getAttribute("data-lead");
  await page.keyboard.press("j");
  await expect(current).not.toHaveAttribute("data-lead", first ?? "");
  const second = (await current.getAttribute("data-lead")) ?? "";
  await page.keyboard.press("n");
  await page.getByLabel("Testo").fill("Scritta senza mouse");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("e");
  await page.getByRole("list", { name: "Esiti" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/leads/${second}`));
});
