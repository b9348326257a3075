import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { leadOf, type Network, ownName, ownNetwork } from "./network";
import { signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(90_000);

let network: Network;
test.beforeAll(async () => {
  network = await ownNetwork();
});

const views = (page: Page) => page.getByRole("navigation", { name: "Viste" });

test("a view is saved, shared, reloaded, changed and opened first", async ({ page, isMobile }) => {
  await leadOf(network, { province: "MI" });
  const roman = await leadOf(network, { province: "RM" });
  const name = ownName("Roma ");
  await signIn(page, network.referente, "/leads?province=RM&sort=name");
  await expect(page.locator("[data-lead]").filter({ hasText: roman.name })).toBeVisible();
  if (!isMobile) {
    await page.getByRole("button", { name: "Colonne" }).click();
    await page.getByRole("checkbox", { name: "Comune" }).check();
    await page.getByRole("button", { name: "Sposta Comune prima" }).click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    const headers = page.getByRole("columnheader");
    await expect(headers.nth(-2)).toHaveText("Prossima azione");
    await expect(headers.nth(-3)).toHaveText("Comune");
  }
  await page.getByRole("button", { name: "Vista", exact: true }).click();
  await page.getByRole("button", { name: "Salva come nuova vista" }).click();
  const dialog = page.getByRole("dialog", { name: "Salva come nuova vista" });
  await dialog.getByRole("button", { name: "Salva" }).click();
  await expect(dialog.getByText("Scrivi un nome.")).toBeVisible();
  await dialog.getByLabel("Nome").fill(name);
  await dialog.getByRole("checkbox", { name: "Condividi con l’unità" }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Salva" }).click();
  const tab = views(page).getByRole("link", { name });
  await expect(tab).toHaveAttribute("aria-current", "page");

  await page.getByRole("button", { name: "Da lavorare" }).click();
  await expect(tab).toContainText("modificata");
  await page.reload();
  await expect(tab).toContainText("modificata");
  await page.getByRole("button", { name: "Vista", exact: true }).click();
  await page.getByRole("button", { name: "Salva le modifiche" }).click();
  await expect(tab).not.toContainText("modificata");
  await page.getByRole("button", { name: "Vista", exact: true }).click();
  await page.getByRole("button", { name: "Apri l’elenco con questa vista" }).click();
  await expect(page.getByText(`L’elenco si aprirà con «${name}»`)).toBeVisible();
  await page.goto("/leads");
  await expect(page).toHaveURL(/province=.*RM/);
  await expect(tab).toHaveAttribute("aria-current", "page");
  await expect(page.locator("[data-lead]")).toHaveCount(1);
  await views(page).getByRole("link", { name: "Tutti" }).click();
  await expect(page.locator("[data-lead]")).toHaveCount(2);

  await tab.click();
  await page.getByRole("button", { name: "Vista", exact: true }).click();
  await page.getByRole("button", { name: "Elimina la vista" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Elimina la vista" }).click();
  await expect(tab).toBeHidden();
});
