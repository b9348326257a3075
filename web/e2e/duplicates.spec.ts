import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { leadOf, type Network, outside, ownName, ownNetwork, ownPhone } from "./network";
import { apiAs, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

let network: Network;
test.beforeEach(async () => {
  network = await ownNetwork();
});

/** Two people of one address, or one person with two phones: the server cannot know. */
async function doubles(word: string) {
  const email = `${ownName(word)}@example.it`.toLowerCase();
  const made = [];
  for (const nome of ["Maria", "Mara"]) {
    const data = { nome, cognome: ownName(word), telefono: ownPhone(), email, prov: "MI" };
    const answer = await (await outside()).post(network.container.intake, { data });
    const { lead_id } = (await answer.json()) as { lead_id: string };
    made.push({ id: lead_id, name: `${nome} ${data.cognome}`, phone: data.telefono });
  }
  return made as [(typeof made)[number], (typeof made)[number]];
}

const comparison = (page: Page) => page.getByRole("region", { name: "Confronto" });
const stays = (page: Page, name: string) =>
  page.getByRole("radiogroup", { name: "Quale scheda resta?" }).getByRole("radio", { name });
const value = (page: Page, field: string, name: string) =>
  page.getByRole("radiogroup", { name: field, exact: true }).getByRole("radio", { name });

test("pairs are compared field by field, merged or told apart, and the next one opens by itself", async ({
  page,
  isMobile,
}) => {
  const [older, newer] = await doubles("Doppi");
  const [third, fourth] = await doubles("Coppia");
  await signIn(page, network.referente, "/today");
  if (isMobile) await page.getByRole("button", { name: "Altro" }).click();
  await page.getByRole("link", { name: "Doppioni" }).click();
  // The newest pair is first; on a phone the pairs are a page of their own.
  await page.getByRole("link", { name: `${older.name} · ${newer.name}` }).click();
  await expect(stays(page, older.name)).toBeChecked();
  await expect(comparison(page)).toContainText("Uguali");
  await expectAccessible(page);
  await value(page, "Nome", newer.name).click();
  await expect(value(page, "Nome", newer.name)).toBeChecked();
  await value(page, "Telefono", older.name).focus();
  await page.keyboard.press("ArrowDown");
  await expect(value(page, "Telefono", newer.name)).toBeChecked();
  // Turned round, what was chosen stays chosen.
  await stays(page, newer.name).click();
  await expect(value(page, "Cognome", newer.name)).toBeChecked();
  await value(page, "Cognome", older.name).click();
  await expect(value(page, "Telefono", newer.name)).toBeChecked();
  await page.getByRole("button", { name: "Unisci" }).click();
  await expect(stays(page, third.name)).toBeVisible();
  await expect(comparison(page)).toBeFocused();
  await expect(stays(page, fourth.name)).toBeVisible();
  await page.getByRole("button", { name: "Non sono la stessa persona" }).click();
  await expect(page.getByRole("heading", { name: "Nessun doppione da guardare" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Nessun doppione da guardare" })).toBeVisible();

  // The old address leads to the record that stays, which has the values chosen and says what the other held.
  await page.goto(`/leads/${older.id}`);
  const name = `Mara ${older.name.split(" ")[1]}`;
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(newer.id));
  await expect(page.getByText(`Questa scheda è stata unita a ${name}`)).toBeVisible();
  await expect(page.getByText("ha unito qui un’altra scheda")).toBeVisible();
  await page.getByText("Com’era").click();
  await expect(page.getByText(older.phone.slice(-4)).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("Questa scheda è stata unita")).toHaveCount(0);
});

test("from a record its double is searched and merged; who stands on the other record follows", async ({
  page,
  browser,
}) => {
  const surname = ownName("Gemelli");
  const lead = await leadOf(network, { first_name: "Pia", last_name: surname });
  const other = await leadOf(network, { first_name: "Pia Maria", last_name: surname });
  const agent = await (await browser.newContext()).newPage();
  await signIn(agent, network.agents[0], `/leads/${other.id}`);
  await expect(agent.getByRole("heading", { level: 1, name: other.name })).toBeVisible();

  await signIn(page, network.referente, `/leads/${lead.id}`);
  await page.getByRole("button", { name: "Altre azioni" }).click();
  await page.getByRole("menuitem", { name: "Unisci con…" }).click();
  await page.getByRole("dialog").getByRole("searchbox").fill(other.phone);
  await page.getByRole("dialog").getByRole("link", { name: other.name }).click();
  await expect(stays(page, `1, ${lead.name}`)).toBeChecked();
  await page.getByRole("button", { name: "Unisci" }).click();
  await expect(page.getByRole("heading", { level: 1, name: lead.name })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(lead.id));

  await expect(
    agent.getByRole("heading", { level: 1, name: lead.name, exact: true }),
  ).toBeVisible();
  await expect(agent).toHaveURL(new RegExp(lead.id));
  await agent.context().close();
});

test("what an agent writes on a record that was merged meanwhile is on the one that stays, and who compares the two is told", async ({
  page,
  browser,
}) => {
  const lead = await leadOf(network);
  const other = await leadOf(network);
  const leader = await (await browser.newContext()).newPage();
  await signIn(leader, network.referente, `/duplicates?lead=${lead.id}&other=${other.id}`);
  await expect(stays(leader, lead.name)).toBeVisible();
  await page.route("**/api/stream", (route) => route.abort());
  await signIn(page, network.agents[0], `/leads/${other.id}`);
  await expect(page.getByRole("heading", { level: 1, name: other.name })).toBeVisible();
  const referente = await apiAs(await outside(), network.referente);
  await referente.post(`/api/leads/${lead.id}/merge`, { other_id: other.id });
  await page.getByPlaceholder("Scrivi una Nota…").fill("Preferisce la sera");
  await page.getByRole("button", { name: "Aggiungi Nota" }).click();
  await expect(page).toHaveURL(new RegExp(lead.id));
  await expect(page.getByText("Preferisce la sera")).toBeVisible();
  await expect(leader.getByRole("heading", { name: "Questa coppia non c’è più" })).toBeVisible();
  await leader.getByRole("button", { name: "Avanti" }).click();
  await expect(leader.getByRole("heading", { name: "Nessun doppione da guardare" })).toBeVisible();
  await leader.context().close();
});
