import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { leadOf, type Network, ownNetwork } from "./network";
import { apiAs, PEOPLE, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(120_000);

const unique = (word: string) => `${word} ${Date.now().toString(36)}`;

async function choose(page: Page, field: string, option: string) {
  await page.getByRole("combobox", { name: field }).click();
  await page.getByRole("option", { name: option }).first().click();
}

let network: Network;
test.beforeAll(async () => {
  network = await ownNetwork();
});

async function newContainer(page: Page): Promise<string> {
  const name = unique("Prova");
  await signIn(page, network.referente, "/containers");
  await page.getByRole("button", { name: "Nuovo contenitore" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Nuovo contenitore" });
  await dialog.getByLabel("Nome").fill(name);
  await dialog.getByRole("button", { name: "Crea" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return name;
}

test("a new container gets a team, a lead falls on it, and the Registro says so", async ({
  page,
}) => {
  await newContainer(page);
  await expect(page.getByText("Nessuno in squadra")).toBeVisible();
  await page.getByRole("button", { name: "Aggiungi", exact: true }).click();
  const people = page.getByRole("dialog", { name: "Aggiungi alla squadra" });
  await people.getByRole("checkbox", { name: network.agents[0].name }).check();
  await people.getByRole("button", { name: "Aggiungi 1 persona" }).click();
  await expect(people).toBeHidden();
  await expect(page.getByText("max 30 da lavorare · Tutte le province")).toBeVisible();

  await page.getByRole("tab", { name: "Ingresso" }).click();
  const address = await page.getByLabel("Indirizzo di ingresso", { exact: true }).inputValue();
  const sent = await page.request.post(new URL(address).pathname, {
    data: { nome: "Lia Sereni", telefono: `347${String(Date.now()).slice(-7)}` },
  });
  expect(((await sent.json()) as { status: string }).status).toBe("created");
  await page.getByRole("tab", { name: "Registro" }).click();
  const decisions = page.getByRole("list", { name: "Decisioni" });
  await expect(decisions.getByText(network.agents[0].name)).toBeVisible();
});

test("what cannot be a lead is kept, corrected and admitted", async ({ page }) => {
  await newContainer(page);
  await page.getByRole("tab", { name: "Ingresso" }).click();
  const address = await page.getByLabel("Indirizzo di ingresso", { exact: true }).inputValue();
  await page.request.post(new URL(address).pathname, { data: { nome: "Ugo", telefono: "12" } });
  await page.reload();
  await page.getByRole("tab", { name: "Da correggere" }).click();
  await page.getByRole("button", { name: "Correggi" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("telefono").fill("13");
  await dialog.getByRole("button", { name: "Riprova" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Né telefono né e-mail");
  await dialog.getByLabel("telefono").fill(`348${String(Date.now()).slice(-7)}`);
  await dialog.getByRole("button", { name: "Riprova" }).click();
  await expect(page.getByText("Niente da correggere")).toBeVisible();
});

test("an address can be replaced, after asking", async ({ page }) => {
  await newContainer(page);
  await page.getByRole("tab", { name: "Ingresso" }).click();
  const field = page.getByLabel("Indirizzo di ingresso", { exact: true });
  const before = await field.inputValue();
  await page.getByRole("button", { name: "Cambia indirizzo" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cambia indirizzo" }).click();
  await expect(field).not.toHaveValue(before);
  expect((await page.request.post(new URL(before).pathname, { data: {} })).status()).toBe(404);
});

test("a unit gets hours with two intervals a day", async ({ page }) => {
  const name = unique("Sede");
  await signIn(page, PEOPLE.admin, "/units");
  await page.getByRole("button", { name: "Nuova unità" }).first().click();
  const sheet = page.getByRole("dialog", { name: "Nuova unità" });
  await sheet.getByLabel("Nome").fill(name);
  await sheet.getByRole("switch", { name: "Sempre aperto" }).uncheck();
  await sheet.getByRole("button", { name: "Aggiungi un orario a lunedì" }).click();
  await sheet.getByRole("button", { name: "Crea" }).click();
  await expect(sheet).toBeHidden();
  await page.getByRole("searchbox").fill(name);
  const row = page.getByRole("listitem").filter({ hasText: name });
  await expect(row.getByText("lun 09:00–13:00, 14:00–18:00, 19:00–23:00")).toBeVisible();
});

test("a new agent's password is shown once; leaving asks about open leads", async ({ page }) => {
  const surname = unique("Neri");
  await signIn(page, PEOPLE.referente, "/users");
  await page.getByRole("button", { name: "Nuovo utente" }).click();
  const sheet = page.getByRole("dialog", { name: "Nuovo utente" });
  await sheet.getByLabel("Nome", { exact: true }).fill("Pia");
  await sheet.getByLabel("Cognome").fill(surname);
  await sheet.getByLabel("E-mail").fill("anna@demo.example");
  await sheet.getByRole("button", { name: "Crea" }).click();
  await expect(sheet.getByRole("alert")).toContainText("già di un altro utente");
  await sheet.getByLabel("E-mail").fill(`pia.${Date.now()}@example.it`);
  await sheet.getByRole("button", { name: "Crea" }).click();
  const once = page.getByRole("dialog", { name: `Password di Pia ${surname}` });
  await expect(once.getByRole("button", { name: "Copia", exact: true })).toBeVisible();
  await once.getByRole("button", { name: "L’ho copiata" }).click();

  await page.getByRole("button", { name: "Anna Ferri", exact: true }).click();
  await page.getByRole("button", { name: "Disattiva" }).click();
  const asking = page.getByRole("alertdialog");
  await expect(asking.getByText(/Ha \d+ lead aperti: che cosa ne facciamo/)).toBeVisible();
  await asking.getByRole("radio", { name: /Dalli a una persona/ }).check();
  await asking.getByRole("button", { name: "Disattiva" }).click();
  await expect(asking.getByRole("alert")).toHaveText("Scegli a chi vanno i lead.");
  await asking.getByRole("button", { name: "Annulla" }).click();
  await expect(asking).toBeHidden();
});

test("who pauses hands their leads over, group by group", async ({ page }) => {
  const [leaving, heir] = network.agents;
  await leadOf(network);
  await signIn(page, network.referente, "/users");
  await page.getByRole("button", { name: leaving.name, exact: true }).click();
  await page.getByRole("button", { name: "Pausa", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `Mettere in pausa ${leaving.name}?` });
  await dialog.getByRole("checkbox", { name: "Passa intanto i suoi lead" }).check();
  const group = dialog.getByRole("listitem").filter({ hasText: "Nuovi, mai lavorati" });
  const waiting = Number((await group.textContent())?.match(/\((\d+)\)/)?.[1]);
  await expectAccessible(page);
  await group.getByRole("combobox").click();
  await page.getByRole("option", { name: heir.name }).click();
  await dialog.getByRole("button", { name: "Pausa", exact: true }).click();
  await expect(
    page.getByText(`${waiting} lead ${waiting === 1 ? "ha" : "hanno"} cambiato mano`),
  ).toBeVisible();
  await page.getByRole("button", { name: "Riprendi" }).click();
  await expect(page.getByRole("button", { name: "Pausa", exact: true })).toBeVisible();
});

test("a Referente sees other referenti but cannot change them, and makes no units", async ({
  page,
}) => {
  await signIn(page, PEOPLE.referente, "/users");
  await page.getByRole("button", { name: "Rita Colombo", exact: true }).click();
  await expect(page.getByText("solo un Admin può modificarla")).toBeVisible();
  await expect(page.getByRole("button", { name: "Disattiva" })).toHaveCount(0);
  await page.goto("/units");
  await expect(page.getByRole("button", { name: "Energia Nord" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Nuova unità" })).toHaveCount(0);
  await expect(page.getByText("Energia Sud")).toHaveCount(0);
});

test("an agent reads the Registro of their containers and no more", async ({ page }) => {
  await signIn(page, PEOPLE.agente, "/registers");
  await page.getByRole("link", { name: "Facebook Fotovoltaico" }).click();
  await expect(page.getByRole("heading", { name: "Decisioni" })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/containers");
  await expect(page).toHaveURL(/\/forbidden/);
});

test("an Esito moves by keyboard and shows its pill while it is edited", async ({ page }) => {
  // Of all units there are also those that other tests make.
  await page.addInitScript(
    (unit) => localStorage.setItem("goccia.unit", JSON.stringify(unit)),
    network.unitId,
  );
  await signIn(page, PEOPLE.admin, "/settings/esiti");
  const list = page.getByRole("list", { name: "Esiti" });
  const second = list.getByRole("listitem").nth(1).getByRole("button").first();
  const name = ((await second.textContent()) ?? "").trim();
  await page.getByRole("button", { name: `Sposta su ${name}` }).press("Enter");
  await expect(list.getByRole("listitem").first()).toContainText(name);
  await page.getByRole("button", { name: `Sposta giù ${name}` }).press("Enter");
  await expect(list.getByRole("listitem").nth(1)).toContainText(name);

  const label = unique("Ci pensa");
  await page.getByRole("button", { name: "Nuovo Esito" }).click();
  const sheet = page.getByRole("dialog", { name: "Nuovo Esito" });
  await sheet.getByLabel("Nome").fill(label);
  await expect(sheet.getByText(label)).toBeVisible();
  await sheet.getByRole("radio", { name: "Rosa" }).check();
  await sheet.getByRole("checkbox", { name: "Data e ora" }).check();
  await sheet.getByLabel("Riprova dopo").fill("2");
  await sheet.getByRole("button", { name: "Crea" }).click();
  await expect(list.getByRole("listitem").filter({ hasText: label })).toContainText(
    "chiede data e ora · riprova dopo 2 ore",
  );
  await page.getByRole("button", { name: label, exact: true }).click();
  await page.getByRole("button", { name: "Elimina" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Elimina" }).click();
  await expect(page.getByText(label)).toHaveCount(0);
});

test("a field of choices wants each choice once", async ({ page }) => {
  const label = unique("Tetto");
  await signIn(page, PEOPLE.admin, "/settings/custom-fields");
  await page.getByRole("button", { name: "Nuovo campo" }).click();
  const dialog = page.getByRole("dialog", { name: "Nuovo campo" });
  await dialog.getByLabel("Nome").fill(label);
  await choose(page, "Tipo", "Una scelta");
  await dialog.getByLabel("Scelta 1", { exact: true }).fill("Piano");
  await dialog.getByLabel("Scelta 2", { exact: true }).fill("piano");
  await dialog.getByRole("button", { name: "Crea" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("«piano» c’è due volte");
  await dialog.getByLabel("Scelta 2", { exact: true }).fill("A falda");
  await dialog.getByRole("button", { name: "Crea" }).click();
  await expect(page.getByText("Una scelta · Piano, A falda")).toBeVisible();
  await page.getByRole("button", { name: label }).first().click();
  await page.getByRole("button", { name: "Elimina" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Elimina" }).click();
  await expect(page.getByText(label)).toHaveCount(0);
});

test("every part of a container is accessible", async ({ page, request }) => {
  const { items } = await (await apiAs(request, PEOPLE.referente)).get("/api/containers");
  await signIn(page, PEOPLE.admin, `/containers/${items[0].id}`);
  for (const tab of ["Ingresso", "Registro", "Da correggere", "Impostazioni"]) {
    await page.getByRole("tab", { name: tab }).click();
    await expect(page.getByRole("tabpanel").first()).toBeVisible();
    await expect(page.getByRole("status", { name: "Caricamento…" })).toHaveCount(0);
    await expectAccessible(page);
  }
});

test("the forms of the management are accessible", async ({ page }) => {
  for (const [address, row] of [
    ["/units", "Energia Nord"],
    ["/users", "Anna Ferri"],
    ["/settings/esiti", "Richiamare"],
    ["/settings/custom-fields", "Potenza (kW)"],
  ] as const) {
    await signIn(page, PEOPLE.admin, address);
    await page.getByRole("button", { name: row, exact: true }).first().click();
    await expect(page.getByRole("dialog").getByRole("textbox").first()).toBeVisible();
    await expectAccessible(page);
  }
});
