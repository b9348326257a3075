import { expect, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { outside, ownNetwork, sendByHook } from "./network";
import { apiAs, PEOPLE, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("each way in says how it fares, and what is remembered of a file is corrected and forgotten", async ({
  page,
}) => {
  const network = await ownNetwork();
  const { container, referente } = network;
  const olga = await apiAs(await outside(), referente);
  await sendByHook(network, "Lia Rossi");
  const text = "Chi;Colonna B\nAda Neri;333 555 0199\n";
  const read = await olga.upload(container.id, "fornitore.csv", text);
  await olga.patch(`/api/imports/${read.id}`, {
    mapping: { Chi: "full_name", "Colonna B": "phone" },
  });

  await signIn(page, referente, "/settings/sources");
  const mine = page.getByRole("region", { name: container.name });
  const address = mine.getByRole("listitem").filter({ hasText: "Indirizzo del contenitore" });
  await expect(address).toContainText("1 invio in 30 giorni");
  await expect(address).toContainText("Funziona");
  await (await outside()).post(container.intake, { data: { nome: "Senza contatti" } });
  await expect(address).toContainText("1 invio da guardare");
  await expect(address).toContainText("Da guardare");
  await expectAccessible(page);

  await page.getByRole("tab", { name: "File ricordati" }).click();
  await page.getByRole("button", { name: "fornitore.csv" }).click();
  const sheet = page.getByRole("dialog", { name: "fornitore.csv" });
  await sheet.getByRole("combobox", { name: "Campo di «Chi»" }).click();
  await page.getByRole("option", { name: "Cognome", exact: true }).click();
  await expect(sheet.getByRole("combobox", { name: "Campo di «Chi»" })).toHaveText("Cognome");
  await expectAccessible(page);
  const again = await olga.upload(container.id, "altro.csv", text);
  expect(again.mapping.Chi).toBe("last_name");
  await sheet.getByRole("button", { name: "Dimentica" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Dimentica" }).click();
  await expect(page.getByRole("heading", { name: "Nessun file ricordato" })).toBeVisible();

  await page.getByRole("tab", { name: "Da dove arrivano" }).click();
  await address.getByRole("link").click();
  await expect(page).toHaveURL(/tab=kept/);
});

test("an Admin sees how much room the disk has", async ({ page }) => {
  await signIn(page, PEOPLE.admin, "/settings/system");
  await expect(page.getByText(/\d+(,\d)? GB liberi su \d/)).toBeVisible();
  await expect(page.getByText("Attivi", { exact: true })).toBeVisible();
});
