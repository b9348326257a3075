import { expect, type Page, test } from "@playwright/test";
import type { Lead, Today } from "../src/shared/api/generated/types.gen";
import { expectAccessible } from "./axe";
import { leadOf, type Network, ownNetwork } from "./network";
import { apiAs, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

let network: Network;
test.beforeAll(async () => {
  network = await ownNetwork();
});

const row = (page: Page, id: string) => page.locator(`li[data-lead="${id}"]`);
const signInAs = (page: Page, who: 0 | 1, address = "/today") =>
  signIn(page, network.agents[who], address);

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
