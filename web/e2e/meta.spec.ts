import { expect, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { addForm, canSign, deliver, fillIn } from "./meta-by-hand";
import { ownName, ownPhone } from "./network";
import { PEOPLE, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** The page that the simulated Meta and the demo have from the beginning. */
const PAGE_ID = "102030405060708";

test("what to enter at Meta can be copied, and a page is checked", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, PEOPLE.admin, "/settings/meta");
  await expect(page.getByText("Simulatore", { exact: true })).toBeVisible();
  await expect(page.getByLabel("Indirizzo del webhook", { exact: true })).toHaveValue(
    /\/hooks\/meta$/,
  );
  await expect(page.getByLabel("Token di verifica", { exact: true })).not.toHaveValue("");
  await page.getByRole("button", { name: "Copia: Token di verifica" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Copiato" })).toBeAttached();

  const row = page.getByRole("listitem").filter({ hasText: PAGE_ID });
  await row.getByRole("button", { name: "Verifica ora" }).click();
  await expect(row.getByText("Token valido")).toBeVisible();
  await expect(page.getByText(/il token vale e i lead arrivano/)).toBeVisible();
});

test("a page is connected, and forgotten after asking", async ({ page }) => {
  await signIn(page, PEOPLE.admin, "/settings/meta");
  await page.getByRole("button", { name: "Collega una pagina" }).click();
  const dialog = page.getByRole("dialog", { name: "Collega una pagina" });
  await dialog.getByRole("button", { name: "Salva" }).click();
  await expect(dialog.getByText("Da compilare").first()).toBeVisible();
  await expectAccessible(page);
  const name = ownName("Pagina");
  await dialog.getByLabel("Nome della pagina").fill(name);
  await dialog.getByLabel("Id della pagina").fill(String(Date.now()));
  await dialog.getByLabel("Token di accesso").fill("EAAB-non-vero");
  await dialog.getByRole("button", { name: "Salva" }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole("listitem").filter({ hasText: name });
  await expect(row.getByText("Mai verificato")).toBeVisible();

  await row.getByRole("button", { name: "Verifica ora" }).click();
  await expect(row.getByText(/Token scaduto|Permesso mancante/)).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: name })).toBeVisible();
  await expectAccessible(page);

  await row.getByRole("button", { name: `Scollega ${name}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Scollega" }).click();
  await expect(row).toHaveCount(0);
});

test("a lead of an unknown form waits in Da smistare until somebody chooses", async ({
  page,
  request,
}) => {
  test.skip(!canSign(), "the server's home is not at hand");
  const form = String(Date.now());
  await addForm(request, form, "Modulo nuovo");
  const name = `Zoe ${ownName("Prato")}`;
  const filled = await fillIn(
    request,
    { form_id: form, page_id: PAGE_ID },
    { nome_e_cognome: name, numero_di_telefono: `+39${ownPhone()}` },
  );
  expect(await deliver(request, filled)).toBe(200);
  await signIn(page, PEOPLE.admin, "/settings/meta?tab=unsorted");
  const row = page.getByRole("listitem").filter({ hasText: name });
  await expect(row).toBeVisible({ timeout: 15_000 });
  await expectAccessible(page);
  await row.getByRole("combobox", { name: "Scegli il contenitore" }).click();
  await page.getByRole("option", { name: /Landing Luce e Gas/ }).click();
  await row.getByRole("button", { name: "Smista" }).click();
  await expect(row).toHaveCount(0);
  await page.goto(`/leads?q=${encodeURIComponent(name)}`);
  await expect(page.locator("[data-lead]").filter({ hasText: name })).toBeVisible();
});

test("a form is connected with its mapping, and its leads that waited are released", async ({
  page,
  request,
}) => {
  test.skip(!canSign(), "the server's home is not at hand");
  const form = String(Date.now());
  await addForm(request, form, "Modulo da collegare");
  const name = `Ada ${ownName("Bosco")}`;
  const filled = await fillIn(
    request,
    { form_id: form, page_id: PAGE_ID },
    { nome_e_cognome: name, numero_di_telefono: `+39${ownPhone()}` },
  );
  expect(await deliver(request, filled)).toBe(200);
  await signIn(page, PEOPLE.admin, "/settings/meta?tab=unsorted");
  const row = page.getByRole("listitem").filter({ hasText: name });
  await row.getByRole("button", { name: "Collega il modulo" }).click();
  const dialog = page.getByRole("dialog", { name: "Collega un modulo" });
  await dialog.getByRole("combobox", { name: "Contenitore" }).click();
  await page.getByRole("option", { name: /Landing Luce e Gas/ }).click();
  await dialog.getByRole("button", { name: "Aggiungi" }).click();
  await dialog.getByLabel("Nome usato dal mittente").fill("tipologia_abitazione");
  await dialog.getByRole("combobox", { name: "Campo del lead" }).click();
  await page.getByRole("option", { name: "Tipologia abitazione" }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Salva" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toHaveCount(0, { timeout: 15_000 });
  await page.goto(`/leads?q=${encodeURIComponent(name)}`);
  await expect(page.locator("[data-lead]").filter({ hasText: name })).toBeVisible();
});

test("what Meta does not give yet is said with the next try, and may be asked for at once", async ({
  page,
  request,
}) => {
  test.skip(!canSign(), "the server's home is not at hand");
  const id = `9${Date.now()}`;
  const unknown = { id, form_id: "701020304050607", page_id: PAGE_ID };
  expect(await deliver(request, unknown)).toBe(200);
  await signIn(page, PEOPLE.admin, "/settings/meta?tab=troubles");
  const row = page.getByRole("listitem").filter({ hasText: id });
  await expect(row.getByText("In attesa", { exact: true })).toBeVisible({ timeout: 15_000 });
  await expect(row.getByText(/Prossimo tentativo/)).toBeVisible();
  await expect(row.getByText(/Meta dice che l'oggetto non esiste/)).toBeVisible();
  await expectAccessible(page);
  await row.getByRole("button", { name: `Riprova il lead ${id}` }).click();
  await expect(page.getByText("Richiesto di nuovo a Meta")).toBeVisible();
});
