import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { leadOf, type Network, outside, ownName, ownNetwork } from "./network";
import { apiAs, PEOPLE, signIn } from "./people";
import { readWorkbook } from "./xlsx";

test.use({ contextOptions: { reducedMotion: "reduce" } });

let network: Network;
let vendor: string;
test.beforeEach(async () => {
  network = await ownNetwork();
  vendor = ownName("Fornitore");
});

/** The terms of the network's container, by the API. */
async function agree(more: object = {}) {
  const admin = await apiAs(await outside(), PEOPLE.admin);
  await admin.patch(`/api/containers/${network.container.id}`, {
    vendor,
    price_per_lead: 12.5,
    return_reasons: ["wrong_number", "duplicate"],
    return_window_days: 7,
    ...more,
  });
}

async function esito(name: string): Promise<string> {
  const admin = await apiAs(await outside(), PEOPLE.admin);
  const { items } = await admin.get<{ items: { id: string; name: string }[] }>("/api/esiti");
  return items.find((one) => one.name === name)?.id ?? "";
}

async function cost(): Promise<number> {
  const referente = await apiAs(await outside(), network.referente);
  return (await referente.get("/api/dashboard?period=today")).figures.cost;
}

const total = (page: Page, state: string) =>
  page.getByRole("group", { name: "Resi per stato" }).getByRole("button", { name: state });

async function expectNothingClipped(page: Page) {
  const wide = await page.evaluate(() => {
    const scrolls = document.querySelector("[data-page-scroll]");
    const toolbar = [...document.querySelectorAll("header fieldset, header [data-slot=select]")];
    const cut = toolbar.filter((one) => {
      const { left, right } = one.getBoundingClientRect();
      return left < 0 || right > innerWidth || one.scrollWidth > one.clientWidth + 1;
    });
    return { cut: cut.length, wider: (scrolls?.scrollWidth ?? 0) - (scrolls?.clientWidth ?? 0) };
  });
  expect(wide).toEqual({ cut: 0, wider: 0 });
}

test("a wrong number goes back to the vendor with its proof, and its price comes off the cost", async ({
  page,
  isMobile,
}) => {
  await agree();
  const lead = await leadOf(network);
  await leadOf(network);
  expect(await cost()).toBe(25);
  // The agent says what is wrong with the lead, and nothing more.
  await signIn(page, network.agents[0], `/leads/${lead.id}`);
  await page
    .getByRole("button", { name: /^Esito/ })
    .filter({ visible: true })
    .first()
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Numero errato" }).click();
  await expect(page.getByText("Reso al fornitore proposto: Numero errato")).toBeVisible();

  await signIn(page, network.referente, "/today");
  if (isMobile) await page.getByRole("button", { name: "Altro" }).click();
  await page.getByRole("link", { name: "Resi", exact: true }).click();
  await expect(total(page, "Proposti")).toContainText("1");
  await expect(total(page, "Proposti")).toContainText("12,50");
  await expect(page.getByText("7 giorni")).toBeVisible();
  await expectAccessible(page);
  await expectNothingClipped(page);
  if (!isMobile) {
    await page.setViewportSize({ width: 1024, height: 768 });
    await expectNothingClipped(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  await page.getByRole("button", { name: `Conferma: ${lead.name}` }).click();
  await page.getByLabel("Nota").fill("Provato due volte");
  await page.getByRole("dialog").getByRole("button", { name: "Conferma", exact: true }).click();
  await expect(total(page, "Confermati")).toContainText("1");
  await expect(page.getByText("Provato due volte")).toBeVisible();

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: `Prepara il file per ${vendor}` }).click(),
  ]);
  const book = readWorkbook(await file.path());
  expect([...book.keys()]).toEqual(["Resi", "Prova", "Condizioni"]);
  const texts = (sheet: string) => (book.get(sheet) ?? []).flat().map((cell) => cell?.text);
  expect(texts("Resi")).toEqual(
    expect.arrayContaining([lead.id, lead.name, lead.phone, "Numero errato", "12.5"]),
  );
  expect(texts("Prova")).toEqual(expect.arrayContaining(["Esito", "Agente"]));
  expect(texts("Prova").join(" ")).not.toContain("Sara");
  expect(texts("Condizioni")).toEqual(expect.arrayContaining([vendor, "7 giorni"]));
  await expect(total(page, "Inviati")).toContainText("1");
  await expect(page.getByText("File n. 1")).toBeVisible();
  const [again] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: `Scarica File del mese per ${vendor}` }).click(),
  ]);
  expect(readWorkbook(await again.path())).toEqual(book);

  await page.getByRole("button", { name: `Accettato: ${lead.name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Accettato", exact: true }).click();
  await expect(total(page, "Accettati")).toContainText("12,50");
  expect(await cost()).toBe(12.5);
  await page.getByRole("link", { name: lead.name }).click();
  await expect(page.getByText("Il fornitore ha accettato il reso: Numero errato")).toBeVisible();
  if (isMobile) await page.getByRole("tab").last().click();
  await expect(page.getByText("Accettato · Numero errato")).toBeVisible();
});

test("many are decided at once, and every state and month has its list", async ({ page }) => {
  await agree();
  const leads = [await leadOf(network), await leadOf(network), await leadOf(network)];
  const agent = await apiAs(await outside(), network.agents[0]);
  const esito_id = await esito("Numero errato");
  for (const { id } of leads) await agent.post(`/api/leads/${id}/esito`, { esito_id });
  await signIn(page, network.referente, "/returns");
  for (const { name } of leads.slice(0, 2))
    await page.getByRole("checkbox", { name: `Scegli ${name}` }).click();
  const bar = page.getByRole("region", { name: "Azioni sui resi scelti" });
  await expect(bar).toContainText("2 scelti");
  await expectAccessible(page);
  await bar.getByRole("button", { name: "Scarta" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Scarta", exact: true }).click();
  await expect(total(page, "Scartati")).toContainText("2");
  await expect(bar).toHaveCount(0);
  await total(page, "Scartati").click();
  await expect(page).toHaveURL(/state=discarded/);
  await expect(page.getByRole("link", { name: leads[2]?.name })).toHaveCount(0);
  await expect(page.getByRole("link", { name: leads[0]?.name })).toBeVisible();
  await page.getByRole("button", { name: "Mese precedente" }).click();
  await expect(page.getByRole("heading", { name: "Nessun reso così" })).toBeVisible();
  await page.getByRole("button", { name: "Azzera" }).click();
  await expect(page.getByRole("heading", { name: "Nessun reso in questo mese" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Mese successivo" })).toBeEnabled();
});

test("the terms of a container are set beside its price; its Esiti say the reason", async ({
  page,
}) => {
  await signIn(page, PEOPLE.admin, `/containers/${network.container.id}?tab=settings`);
  const card = page.locator("form").filter({ hasText: "Resi al fornitore" });
  await expect(card.getByText("Senza fornitore non viene proposto nessun reso.")).toBeVisible();
  await card.getByLabel("Fornitore").fill(vendor);
  await card.getByLabel("Finestra (giorni)").fill("0");
  await card.getByRole("checkbox", { name: "Numero errato" }).click();
  await expect(card.getByRole("checkbox", { name: "Numero errato" })).toBeChecked();
  await card.getByRole("button", { name: "Salva" }).click();
  await expect(card.getByText("Un numero intero da 1 a 365")).toBeVisible();
  await card.getByLabel("Finestra (giorni)").fill("10");
  await card.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByText("Salvato")).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(card.getByLabel("Fornitore")).toHaveValue(vendor);
  await expect(card.getByLabel("Finestra (giorni)")).toHaveValue("10");
  await expect(card.getByRole("checkbox", { name: "Numero errato" })).toBeChecked();
  await expect(card.getByRole("checkbox", { name: "Doppione" })).not.toBeChecked();
});

test("agents have no page of returns", async ({ page }) => {
  await signIn(page, network.agents[0], "/returns");
  await expect(page).toHaveURL(/forbidden/);
});
