import { expect, type Page, test } from "@playwright/test";
import type { Lead } from "../src/shared/api/generated/types.gen";
import { expectAccessible } from "./axe";
import { leadOf, type Network, ownName, ownNetwork, ownPhone } from "./network";
import { apiAs, PEOPLE, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const leads = (page: Page) => page.locator("[data-lead]");
const search = (page: Page) => page.getByRole("searchbox");

let network: Network;
test.beforeAll(async () => {
  network = await ownNetwork();
});

test("the list, its filters and its selection are accessible", async ({ page }) => {
  const lead = await leadOf(network);
  await signIn(page, network.referente, "/leads");
  await page.getByRole("checkbox", { name: `Seleziona ${lead.name}` }).check();
  await expect(page.getByRole("region", { name: "Azioni sulla selezione" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Provincia" }).click();
  await expect(page.getByRole("option", { name: "Milano (MI)" })).toBeVisible();
  await expectAccessible(page);
});

test("the filter is in the address and survives a reload", async ({ page }) => {
  await signIn(page, PEOPLE.referente, "/leads");
  await page.getByRole("button", { name: "Esito", exact: true }).first().click();
  await page.getByRole("option", { name: "Contrattualizzato" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/esito_id=/);
  await expect(page.getByRole("button", { name: "Esito: Contrattualizzato" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Esito: Contrattualizzato" })).toBeVisible();
  await expect(leads(page).first()).toContainText("Contrattualizzato");
  await page.getByRole("button", { name: "Togli i filtri" }).click();
  await expect(page).toHaveURL(/\/leads$/);
});

test("a phone is found in any spelling", async ({ page }) => {
  const lead = await leadOf(network);
  await signIn(page, network.referente, "/leads");
  await search(page).fill(`0039 ${lead.phone.slice(3, 6)}-${lead.phone.slice(6)}`);
  await expect(page).toHaveURL(/q=/);
  await expect(leads(page)).toHaveCount(1);
  await expect(page.getByRole("link", { name: lead.name, exact: true })).toBeVisible();
  await search(page).fill("nessuno si chiama così");
  await expect(page.getByRole("heading", { name: "Nessun lead con questi filtri" })).toBeVisible();
});

test("a lead is written in by hand: what is wrong is said at its field", async ({ page }) => {
  await signIn(page, network.agents[0], "/leads");
  await page.getByRole("button", { name: "Nuovo lead" }).click();
  const dialog = page.getByRole("dialog", { name: "Nuovo lead" });
  await dialog.getByRole("combobox", { name: "Contenitore" }).click();
  await page.getByRole("option").first().click();
  await dialog.getByLabel("Telefono").fill("12");
  await dialog.getByRole("button", { name: "Aggiungi lead" }).click();
  await expect(dialog.getByLabel("Telefono")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Telefono").fill(ownPhone());
  await dialog.getByLabel("Cognome").fill("A Mano");
  await dialog.getByRole("button", { name: "Aggiungi lead" }).click();
  await expect(page).toHaveURL(/\/leads\/[0-9a-f-]{36}/);
});

test("a selection is given to another agent, goes into the trash and comes back", async ({
  page,
}) => {
  const lead = await leadOf(network);
  await signIn(page, network.referente, `/leads?q=${encodeURIComponent(lead.name)}`);
  await expect(leads(page)).toHaveCount(1);
  const select = page.getByRole("checkbox", { name: `Seleziona ${lead.name}` });
  await select.check();
  await page.getByRole("button", { name: "Assegna" }).click();
  await page.getByRole("option", { name: /Tito/ }).click();
  await expect(page.getByText("1 lead riassegnato")).toBeVisible();
  await expect(leads(page).first()).toContainText("Tito");

  await select.check();
  await page.getByRole("button", { name: "Sposta nel cestino" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sposta nel cestino" }).click();
  await expect(page.getByRole("heading", { name: "Nessun lead con questi filtri" })).toBeVisible();
  await page.goto(`/leads?deleted=true&q=${encodeURIComponent(lead.name)}`);
  await select.check();
  await page.getByRole("button", { name: "Ripristina" }).click();
  await expect(page.getByText("1 lead ripristinato")).toBeVisible();
});

test("the filter leaves as an Excel file with the columns of the view", async ({ page }) => {
  await signIn(page, PEOPLE.referente, "/leads");
  await expect(leads(page).first()).toBeVisible();
  await page.getByRole("button", { name: "Esporta" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Colonne della vista" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^lead-.*\.xlsx$/);
});

test("the list is sorted, walked and selected with the keyboard alone", async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, "a phone has no keyboard");
  await signIn(page, PEOPLE.referente, "/leads");
  await page.getByRole("button", { name: "Nome" }).press("Enter");
  await expect(page).toHaveURL(/sort=name/);
  await expect(page.getByRole("columnheader", { name: "Nome" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByText("1 selezionato")).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByText("2 selezionati")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("2 selezionati")).toBeHidden();
  await page.keyboard.press("/");
  await expect(search(page)).toBeFocused();
});

test("a selection gets an Esito with the date that it asks for", async ({ page }) => {
  const lead = await leadOf(network);
  await signIn(page, network.referente, `/leads?q=${encodeURIComponent(lead.name)}`);
  await page.getByRole("checkbox", { name: `Seleziona ${lead.name}` }).check();
  const bar = page.getByRole("region", { name: "Azioni sulla selezione" });
  await bar.getByRole("button", { name: "Esito", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Richiamare" }).click();
  await dialog.getByRole("button", { name: "Salva" }).click();
  await expect(dialog.getByText("Scegli data e ora.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Tra 1 ora" }).click();
  await dialog.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByText("Esito salvato su 1 lead")).toBeVisible();
  await expect(leads(page).first()).toContainText("Richiamare");
});

test("everything that a filter finds, shown or not, gets an Esito, goes into the trash and comes back", async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, "the phone selects card by card");
  const many = 240;
  const surname = ownName("Folla");
  const rows = Array.from({ length: many }, (_, index) => `Uno${index};${surname};${ownPhone()}`);
  const api = await apiAs(page.request, network.referente);
  const { id } = await api.upload(
    network.container.id,
    "folla.csv",
    ["Nome;Cognome;Telefono", ...rows].join("\n"),
  );
  const state = async () => (await api.get(`/api/imports/${id}`)).state;
  await expect.poll(state, { timeout: 15_000 }).toBe("preview");
  await api.post(`/api/imports/${id}/commit`);
  await expect.poll(state, { timeout: 15_000 }).toBe("committed");

  await signIn(page, network.referente, `/leads?q=${surname}`);
  const bar = page.getByRole("region", { name: "Azioni sulla selezione" });
  const selectAll = async () => {
    await page.getByRole("checkbox", { name: "Seleziona tutti" }).check();
    await bar.getByRole("button", { name: `Seleziona tutti i ${many} del filtro` }).click();
    await expect(bar.getByText(`Tutti i ${many} del filtro`)).toBeVisible();
  };
  await selectAll();
  await bar.getByRole("button", { name: "Esito", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Richiamare" }).click();
  await dialog.getByRole("button", { name: "Tra 1 ora" }).click();
  await dialog.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByText(`Esito salvato su ${many} lead`)).toBeVisible();
  const called = await api.get(`/api/leads?q=${surname}&limit=200`);
  expect(new Set(called.items.map((one: Lead) => one.esito?.name))).toEqual(
    new Set(["Richiamare"]),
  );

  await selectAll();
  await bar.getByRole("button", { name: "Sposta nel cestino" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sposta nel cestino" }).click();
  await expect(page.getByRole("heading", { name: "Nessun lead con questi filtri" })).toBeVisible();
  await page.goto(`/leads?deleted=true&q=${surname}`);
  await selectAll();
  await bar.getByRole("button", { name: "Ripristina" }).click();
  await expect(page.getByRole("heading", { name: "Il cestino è vuoto" })).toBeVisible();
  expect((await api.get(`/api/leads?q=${surname}`)).total).toBe(many);
});

test("the list is narrowed by a custom field, in the address", async ({ page }) => {
  await signIn(page, PEOPLE.referente, "/leads");
  await page.getByRole("button", { name: "Campi", exact: true }).click();
  await page.getByRole("combobox", { name: "Quanto spendi al mese?" }).click();
  await page.getByRole("option", { name: "oltre 200 euro" }).click();
  await expect(page).toHaveURL(/custom\.spesa_mensile=/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Campi: oltre 200 euro" })).toBeVisible();
  const api = await apiAs(page.request, PEOPLE.referente);
  const found = await api.get("/api/leads?custom.spesa_mensile=oltre%20200%20euro");
  await expect(page.getByText(String(found.total), { exact: true }).first()).toBeVisible();
});
