import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { type Network, outside, ownName, ownNetwork, sendByHook } from "./network";
import { apiAs, baseURL, PEOPLE, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

let network: Network;
test.beforeAll(async () => {
  network = await ownNetwork();
  const admin = await apiAs(await outside(), PEOPLE.admin);
  await admin.patch(`/api/containers/${network.container.id}`, { policy: "first_to_claim" });
});

/** The offers on Oggi. */
const offered = (page: Page) => page.getByRole("region", { name: "Da prendere per primi" });

test("two agents race for a lead that goes to the first: one has it, the other is told who", async ({
  page: sara,
  browser,
}) => {
  const other = await browser.newContext({ baseURL, locale: "it-IT", reducedMotion: "reduce" });
  const tito = await other.newPage();
  await signIn(sara, network.agents[0]);
  await signIn(tito, network.agents[1]);
  const name = `Lia ${ownName("Fonte")}`;
  await sendByHook(network, name);
  for (const page of [sara, tito]) {
    await expect(offered(page)).toContainText("L. (MI) · Facebook");
    await expect(offered(page).getByRole("timer", { name: "Tempo rimasto" })).toHaveText(
      /^[45]:\d\d$/,
    );
    await expect(page.getByText(name)).toHaveCount(0);
  }
  await expectAccessible(sara);
  // Neither request goes on before the other is on its way: only the order in which the server hears them decides.
  let goOn: () => unknown = () => {};
  const both = new Promise<void>((resolve) => {
    let waiting = 0;
    goOn = () => ++waiting === 2 && resolve();
  });
  for (const page of [sara, tito]) {
    await page.route("**/api/offers/*/claim", async (route) => {
      goOn();
      await both;
      await route.continue();
    });
  }
  for (const page of [sara, tito]) {
    await offered(page)
      .getByRole("button", { name: /^Prendi L\./ })
      .click();
  }
  // Whoever has it stands on its record.
  const onRecord = () => [sara, tito].filter((page) => page.url().includes("/leads/"));
  await expect.poll(() => onRecord().length).toBe(1);
  const winner = onRecord()[0] === sara ? sara : tito;
  const loser = winner === sara ? tito : sara;
  const owner = network.agents[winner === sara ? 0 : 1];
  await expect(winner.getByRole("heading", { name })).toBeVisible();
  await expect(loser.getByText(`Non è più da prendere: ora è di ${owner.name}.`)).toBeVisible();
  await expect(offered(loser)).toHaveCount(0);
  await expect(loser.getByText(name)).toHaveCount(0);
  await other.close();
});

test("away from Oggi an offer is told wherever the agent is, and taken from there", async ({
  page,
}) => {
  const referente = await apiAs(await outside(), network.referente);
  await referente.post(`/api/users/${network.agents[1].id}/pause`);
  await signIn(page, network.agents[0], "/leads");
  await expect(page.getByRole("heading", { level: 1, name: "Lead" })).toBeVisible();
  const name = `Nora ${ownName("Valle")}`;
  await sendByHook(network, name);
  const toast = page.getByRole("listitem").filter({ hasText: "C’è un lead da prendere" });
  await expect(toast).toContainText("N. (MI) · Facebook");
  await toast.getByRole("button", { name: "Prendi" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(toast).toHaveCount(0);
  await referente.post(`/api/users/${network.agents[1].id}/resume`);
});

test("pace and SLA are set on the container's page, and an empty field switches a rule off", async ({
  page,
}) => {
  await signIn(page, PEOPLE.admin, `/containers/${network.container.id}?tab=settings`);
  const rules = page.locator("form").filter({ has: page.getByRole("radio", { name: /^A ritmo/ }) });
  await page.getByRole("radio", { name: /^A ritmo/ }).check();
  await page.getByLabel("Oppure dopo (minuti)").fill("20");
  await page.getByLabel("Avvisa dopo (minuti di lavoro)").fill("30");
  await page.getByLabel("Passa al prossimo dopo (minuti di lavoro)").fill("0");
  await rules.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByText("Scrivi un numero intero di minuti da 1 a 43200")).toBeVisible();
  await page.getByLabel("Passa al prossimo dopo (minuti di lavoro)").fill("");
  await expectAccessible(page);
  await rules.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByText("Salvato")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("radio", { name: /^A ritmo/ })).toBeChecked();
  await expect(page.getByLabel("Oppure dopo (minuti)")).toHaveValue("20");
  await expect(page.getByLabel("Avvisa dopo (minuti di lavoro)")).toHaveValue("30");
  await expect(page.getByLabel("Passa al prossimo dopo (minuti di lavoro)")).toHaveValue("");
});
