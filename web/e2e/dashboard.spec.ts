import { expect, type Page, test } from "@playwright/test";
import type { Dashboard } from "../src/shared/api/generated/types.gen";
import { leadOf, ownName, ownNetwork, sendByHook } from "./network";
import { apiAs, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const figure = (page: Page, name: string) =>
  page.getByRole("region", { name: "Cifre del periodo" }).getByRole("link", { name });

test("figures move by themselves as leads arrive, and each opens the list behind it", async ({
  page,
  request,
}) => {
  const network = await ownNetwork();
  await leadOf(network);
  await leadOf(network, { province: "NA" });
  await signIn(page, network.referente, "/dashboard?period=today");
  await expect(figure(page, "Nuovi lead: 2. Apri i lead")).toBeVisible();
  await sendByHook(network, `Ada ${ownName("Neve")}`);
  await expect(figure(page, "Nuovi lead: 3. Apri i lead")).toBeVisible();

  const figures = await (await apiAs(request, network.referente)).get<Dashboard>(
    "/api/dashboard?period=today",
  );
  expect(figures.figures.leads).toBe(3);
  await page.getByRole("link", { name: "Napoli: 1 lead, 0 contratti" }).click();
  await expect(page).toHaveURL(/\/leads\?.*province=/);
  await expect(page.getByRole("heading", { level: 1, name: "Lead" })).toBeVisible();
  await expect(page.getByText("Prova Lago", { exact: false }).first()).toBeVisible();
  await page.goBack();

  await page.getByRole("link", { name: /^mai/ }).click();
  await expect(page.getByText("Mai contattati")).toBeVisible();
  await page.getByRole("button", { name: /Mai contattati/ }).click();
  await expect(page.getByText("Mai contattati")).toBeHidden();
});

test("the period is chosen, stays in the address, and an empty one says so", async ({ page }) => {
  const network = await ownNetwork();
  await signIn(page, network.referente, "/dashboard");
  await expect(page.getByText("Nessun lead in questo periodo")).toBeVisible();
  await page.getByText("30 giorni").click();
  await expect(page).toHaveURL(/period=30d/);
  await page.getByText("Libero").click();
  await expect(page).toHaveURL(/period=custom&from=\d{4}-\d\d-\d\d&to=/);
  await page.reload();
  await expect(page.getByRole("radio", { name: "Libero" })).toBeChecked();
});
