import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { leadOf, type Network, outside, ownNetwork } from "./network";
import { apiAs, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

let network: Network;
test.beforeEach(async () => {
  network = await ownNetwork();
});

const column = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const card = (page: Page, name: string) => page.getByRole("link", { name, exact: true });

async function open(page: Page) {
  await signIn(page, network.agents[0], "/pipeline");
  await expect(page.getByRole("heading", { level: 1, name: "Pipeline" })).toBeVisible();
}

async function carry(page: Page, name: string, to: string) {
  const [from, target] = await Promise.all([
    card(page, name).boundingBox(),
    column(page, to).boundingBox(),
  ]);
  if (!from || !target) throw new Error("nothing to carry, or nowhere");
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 30);
  await page.mouse.move(target.x + target.width / 2, target.y + 80, { steps: 5 });
  await expect(page.getByRole("status").filter({ hasText: `${name} è su ${to}` })).toBeAttached();
  await page.mouse.up();
}

test("a card is carried to another Esito, which asks for what it needs; leaving the question puts it back", async ({
  page,
}, { project }) => {
  test.skip(project.name === "phone", "a phone has no mouse");
  const lead = await leadOf(network);
  await open(page);
  await expect(column(page, "Nuovo").getByText(lead.name)).toBeVisible();
  await carry(page, lead.name, "Da contattare");
  await expect(page.getByRole("button", { name: "1 Da contattare apri la colonna" })).toBeVisible();
  await expect(card(page, lead.name)).toHaveCount(0);
  await page.getByRole("button", { name: "1 Da contattare apri la colonna" }).click();
  await expect(column(page, "Da contattare").getByText(lead.name)).toBeVisible();
  await expectAccessible(page);

  await carry(page, lead.name, "Richiamare");
  const dialog = page.getByRole("dialog", { name: "Richiamare" });
  await expect(dialog).toContainText(lead.name);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(column(page, "Da contattare").getByText(lead.name)).toBeVisible();

  await carry(page, lead.name, "Richiamare");
  await dialog.getByRole("button", { name: /^Domani/ }).click();
  await dialog.getByRole("button", { name: "Salva" }).click();
  await expect(dialog).toBeHidden();
  const api = await apiAs(await outside(), network.agents[0]);
  await expect
    .poll(async () => (await api.get(`/api/leads/${lead.id}`)).esito.name)
    .toBe("Richiamare");
  await page.reload();
  await expect(column(page, "Richiamare").getByText(lead.name)).toBeVisible();
  await card(page, lead.name).click();
  await expect(page.getByRole("heading", { level: 1, name: lead.name })).toBeVisible();
  await page.getByRole("link", { name: "Torna alla pipeline" }).click();
  await expect(column(page, "Richiamare").getByText(lead.name)).toBeVisible();
});

test("a card is carried with the keyboard alone", async ({ page }, { project }) => {
  test.skip(project.name === "phone", "a phone has no keyboard");
  const lead = await leadOf(network);
  await open(page);
  const said = (text: string) => page.getByRole("status").filter({ hasText: text });
  await page.getByRole("button", { name: `Trascina ${lead.name}` }).focus();
  await page.keyboard.press("Space");
  await expect(said(`${lead.name}`)).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await expect(said(`${lead.name} è su Da contattare`)).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await expect(said(`${lead.name} è su In qualificazione bot`)).toBeAttached();
  await page.keyboard.press("ArrowLeft");
  await expect(said(`${lead.name} è su Da contattare`)).toBeAttached();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "1 Da contattare apri la colonna" })).toBeVisible();
});

test("on a phone one Esito is seen at a time, and a card goes to another by its button", async ({
  page,
}, { project }) => {
  test.skip(project.name !== "phone", "a wide screen has the columns");
  const lead = await leadOf(network);
  await open(page);
  const esiti = page.getByRole("navigation", { name: "Esiti" });
  await expect(esiti.getByRole("button", { name: "Nuovo 1" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.getByRole("button", { name: `Sposta ${lead.name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Non interessato (KO)" }).click();
  await page.getByRole("button", { name: "Prezzo troppo alto" }).click();
  await page.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await esiti.getByRole("button", { name: "Non interessato (KO) 1" }).click();
  await expect(card(page, lead.name)).toBeVisible();
  await expectAccessible(page);
});

test("what changes elsewhere moves on the board by itself", async ({ page }) => {
  const lead = await leadOf(network);
  const connected = page.waitForResponse((answer) => answer.url().endsWith("/api/stream"));
  await open(page);
  await connected;
  await expect(card(page, lead.name)).toBeVisible();
  const api = await apiAs(await outside(), network.referente);
  const { items } = await api.get("/api/esiti?limit=100");
  const wrong = items.find((esito: { name: string }) => esito.name === "Da contattare");
  await api.post(`/api/leads/${lead.id}/esito`, { esito_id: wrong.id });
  await expect(
    page.getByRole("button", { name: /^(1 Da contattare apri|Da contattare 1$)/ }),
  ).toBeVisible();
});
