import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { outside, ownName, ownPhone } from "./network";
import { PEOPLE, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const CREATE = { name: "Crea", exact: true };

async function choose(page: Page, field: string, option: string) {
  await page.getByRole("combobox", { name: field }).click();
  const search = page.getByRole("combobox", { name: "Cerca" });
  if (await search.isVisible()) await search.fill(option);
  await page.getByRole("option", { name: option }).first().click();
}

test("an Admin configures a unit from nothing, its first lead falls, and a second unit starts from it", async ({
  page,
  isMobile,
  browser,
}) => {
  test.skip(isMobile, "units are configured at a desk; its parts have phone tests of their own");
  test.setTimeout(120_000);
  const word = ownName("");
  const unit = `Sede ${word}`;
  await signIn(page, PEOPLE.admin, "/units");
  await page.getByRole("button", { name: "Nuova unità" }).first().click();
  const newUnit = page.getByRole("dialog", { name: "Nuova unità" });
  await newUnit.getByLabel("Nome").fill(unit);
  await newUnit.getByRole("button", CREATE).click();
  await expect(newUnit).toBeHidden();

  await test.step("a custom field and an Esito of its own", async () => {
    await page.goto("/settings/custom-fields");
    await page.getByRole("button", { name: "Nuovo campo" }).click();
    const field = page.getByRole("dialog", { name: "Nuovo campo" });
    await field.getByLabel("Nome").fill(`Tetto ${word}`);
    await choose(page, "Unità", unit);
    await field.getByRole("button", CREATE).click();
    await expect(field).toBeHidden();
    await page.goto("/settings/esiti");
    await page.getByRole("button", { name: "Nuovo Esito" }).click();
    const esito = page.getByRole("dialog", { name: "Nuovo Esito" });
    await esito.getByLabel("Nome").fill(`Perizia ${word}`);
    await choose(page, "Vale per", unit);
    await esito.getByRole("button", CREATE).click();
    await expect(esito).toBeHidden();
  });

  const email = `lia.${word}@example.it`;
  const password = await test.step("an agent", async () => {
    await page.goto("/users");
    await page.getByRole("button", { name: "Nuovo utente" }).click();
    const person = page.getByRole("dialog", { name: "Nuovo utente" });
    await person.getByLabel("Nome", { exact: true }).fill("Lia");
    await person.getByLabel("Cognome").fill(word);
    await person.getByLabel("E-mail").fill(email);
    await choose(page, "Unità", unit);
    await page.keyboard.press("Escape");
    await person.getByRole("button", CREATE).click();
    const once = page.getByRole("dialog", { name: `Password di Lia ${word}` });
    const shown = (await once.getByRole("code").textContent()) ?? "";
    await once.getByRole("button", { name: "L’ho copiata" }).click();
    return shown;
  });

  const address = await test.step("a container with its team", async () => {
    await page.goto("/containers");
    await page.getByRole("button", { name: "Nuovo contenitore" }).first().click();
    const container = page.getByRole("dialog", { name: "Nuovo contenitore" });
    await container.getByLabel("Nome").fill(`Campagna ${word}`);
    await choose(page, "Unità", unit);
    await container.getByRole("button", CREATE).click();
    await page.getByRole("button", { name: "Aggiungi", exact: true }).click();
    const people = page.getByRole("dialog", { name: "Aggiungi alla squadra" });
    await people.getByRole("checkbox", { name: `Lia ${word}` }).check();
    await people.getByRole("button", { name: "Aggiungi 1 persona" }).click();
    await expect(people).toBeHidden();
    await page.getByRole("tab", { name: "Ingresso" }).click();
    return page.getByLabel("Indirizzo di ingresso", { exact: true }).inputValue();
  });

  await test.step("the first lead is worked with the Esito made for it", async () => {
    const data = { nome: "Ada", cognome: word, telefono: ownPhone(), prov: "MI" };
    const sent = await (await outside()).post(new URL(address).pathname, { data });
    expect(((await sent.json()) as { status: string }).status).toBe("created");
    const lia = await (await browser.newContext()).newPage();
    await lia.goto("/login");
    await lia.getByLabel("E-mail").fill(email);
    await lia.getByLabel("Password", { exact: true }).fill(password);
    await lia.getByRole("button", { name: "Accedi" }).click();
    await lia.getByLabel("Password provvisoria").fill(password);
    await lia.getByLabel("Nuova password", { exact: true }).fill(`una goccia ${word}`);
    await lia.getByLabel("Ripeti la nuova password").fill(`una goccia ${word}`);
    await lia.getByRole("button", { name: "Salva e continua" }).click();
    await expect(lia.getByRole("heading", { name: `Ada ${word}` }).first()).toBeVisible();
    await lia
      .getByRole("button", { name: /^Esito/ })
      .first()
      .click();
    await lia
      .getByRole("dialog")
      .getByRole("button", { name: `Perizia ${word}` })
      .click();
    await expect(lia.getByText(`Perizia ${word}`).first()).toBeVisible();
    await lia.context().close();
  });

  await test.step("a second unit starts from the first, then asks for the rest", async () => {
    await page.goto("/units");
    await page.getByRole("button", { name: "Nuova unità" }).first().click();
    await newUnit.getByLabel("Nome").fill(`Filiale ${word}`);
    await choose(page, "Parti da", unit);
    await newUnit.getByRole("button", CREATE).click();
    await expect(newUnit).toBeHidden();
    await page.getByRole("searchbox").fill(`Filiale ${word}`);
    const row = page.getByRole("listitem").filter({ hasText: `Filiale ${word}` });
    await expect(row).toContainText("1 contenitore");
    await row.getByRole("button").first().click();
    const sheet = page.getByRole("dialog", { name: `Filiale ${word}` });
    await choose(page, "Unità da cui copiare", unit);
    await expectAccessible(page);
    await sheet.getByRole("button", { name: "Copia", exact: true }).click();
    await expect(page.getByText("Contenitori: 1 c’era già")).toBeVisible();
  });
});
