import { expect, type Page, test } from "@playwright/test";
import type { Lead, Today } from "../src/shared/api/generated/types.gen";
import { expectAccessible } from "./axe";
import { asPerson, leadOfAnna, logIn } from "./people";

const row = (page: Page, id: string) => page.locator(`li[data-lead="${id}"]`);

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("Oggi and its Esito are accessible", async ({ page, request }) => {
      const lead = await leadOfAnna(request);
      await logIn(page, "anna");
      await page.goto("/today");
      await expect(row(page, lead.id)).toBeVisible();
      await expectAccessible(page);
      await row(page, lead.id).getByRole("button", { name: "Esito" }).click();
      await page.getByRole("button", { name: "Richiamare" }).click();
      await expect(page.getByRole("button", { name: "Tra 1 ora" })).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test("an Esito takes two taps, and the next lead is there by itself", async ({ page, request }) => {
  const lead = await leadOfAnna(request);
  await logIn(page, "anna");
  await page.goto("/today");
  await row(page, lead.id).getByRole("button", { name: "Esito" }).click();
  await page.getByRole("button", { name: "Non risponde" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByText(`${lead.name}: Non risponde`)).toBeVisible();

  const anna = await asPerson(request, "anna");
  const { next } = await anna.get<Today>("/api/today");
  const focus = page.getByRole("region", { name: "Lead da lavorare ora" });
  await expect(focus.getByRole("heading")).toHaveText(
    `${next?.first_name} ${next?.last_name}`.trim(),
  );
  expect((await anna.get<Lead>(`/api/leads/${lead.id}`)).attempts).toBe(1);
});

test("an Esito that asks for a date offers the usual moments, and says what is missing", async ({
  page,
  request,
}) => {
  const lead = await leadOfAnna(request);
  await logIn(page, "anna");
  await page.goto("/today");
  await row(page, lead.id).getByRole("button", { name: "Esito" }).click();
  await page.getByRole("button", { name: "Richiamare" }).click();
  await page.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByText("Scegli data e ora.")).toBeVisible();
  await page.getByRole("button", { name: /^Domani/ }).click();
  await page.getByLabel("Nota").fill("Preferisce la mattina");
  await page.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();

  const anna = await asPerson(request, "anna");
  const saved = await anna.get<Lead>(`/api/leads/${lead.id}`);
  const at = new Date(saved.next_action_at ?? 0);
  expect(at.toLocaleTimeString("it-IT", { timeZone: "Europe/Rome", timeStyle: "short" })).toBe(
    "09:30",
  );
  expect(saved.next_action_kind).toBe("call_back");
});

test("a lead that falls is on every open page within a second or two, told and counted", async ({
  page,
  context,
  request,
}) => {
  await logIn(page, "anna");
  await page.goto("/today");
  const second = await context.newPage();
  await second.goto("/leads");
  await expect(second.getByRole("heading", { name: "Lead" })).toBeVisible();

  const lead = await leadOfAnna(request);
  await expect(row(page, lead.id)).toBeVisible({ timeout: 3_000 });
  await expect(second.locator(`[data-lead="${lead.id}"]`)).toBeVisible({ timeout: 3_000 });
  const toast = page.getByRole("listitem").filter({ hasText: "È arrivato un lead per te" });
  await expect(toast.filter({ hasText: `${lead.name} (MI) · Facebook` })).toBeVisible();

  const rita = await asPerson(request, "rita");
  await rita.post("/api/leads/assign", { lead_ids: [lead.id], to: "goccia" });
  const { agent } = await rita.get<Lead>(`/api/leads/${lead.id}`);
  const anna = await asPerson(request, "anna");
  if (agent?.id !== anna.id) {
    await expect(row(page, lead.id)).toBeHidden({ timeout: 3_000 });
    await expect(second.locator(`[data-lead="${lead.id}"]`)).toBeHidden({ timeout: 3_000 });
  }
});

test("an agent pauses and comes back", async ({ page }) => {
  await logIn(page, "chiara");
  await page.goto("/today");
  await page.getByRole("button", { name: "Disponibile" }).click();
  await page.getByRole("button", { name: "Pausa di 30 minuti" }).click();
  await page.getByRole("button", { name: /In pausa fino/ }).click();
  await page.getByRole("button", { name: "Torna disponibile" }).click();
  await expect(page.getByRole("button", { name: "Disponibile", exact: true })).toBeVisible();
});

test("a Referente looks at an agent's day", async ({ page, request }) => {
  const lead = await leadOfAnna(request);
  await logIn(page, "rita");
  await page.goto("/today");
  await expect(page.getByRole("heading", { name: "Scegli un agente" })).toBeVisible();
  await page.getByRole("combobox", { name: "Agente" }).click();
  await page.getByRole("option", { name: /Anna/ }).click();
  await expect(page).toHaveURL(/agent_id=/);
  await expect(row(page, lead.id)).toBeVisible();
});

test("Oggi is worked with the keyboard alone", async ({ page, request, isMobile }) => {
  test.skip(isMobile, "a phone has no keyboard");
  await leadOfAnna(request);
  await logIn(page, "anna");
  await page.goto("/today");
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
