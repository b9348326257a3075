import { expect, type Page, test } from "@playwright/test";
import type { Esito, Lead } from "../src/shared/api/generated/types.gen";
import { expectAccessible } from "./axe";
import { type Network, outside, ownName, ownNetwork, ownPhone } from "./network";
import { type Api, apiAs, PEOPLE, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const BAD = "Video villette";
const GOOD = "Carosello bollette";

/** Somebody fills in the form behind an ad. */
async function arrives(network: Network, ad: string): Promise<string> {
  const data = { nome: "Lia", telefono: ownPhone(), campaign_name: "Autunno", ad_name: ad };
  const sent = await (await outside()).post(network.container.intake, { data });
  const { lead_id } = (await sent.json()) as { lead_id: string };
  return lead_id;
}

async function worked(api: Api, network: Network, ad: string, esiti: readonly string[]) {
  for (const esito_id of esiti) {
    const lead = await arrives(network, ad);
    await api.post(`/api/leads/${lead}/esito`, { esito_id });
  }
}

const agentOf = async (api: Api, lead: string) =>
  (await api.get<Lead>(`/api/leads/${lead}`)).agent?.id ?? null;

/** A row of the table, or a card on a phone. */
const sourceOf = (page: Page, ad: string) =>
  page.getByRole("main").locator("tr, li").filter({ hasText: ad });

test("an ad with too many wrong numbers is told of, paused with one tap, and resumed without losing a lead", async ({
  page,
}) => {
  test.setTimeout(90_000);
  const network = await ownNetwork();
  const olga = await apiAs(await outside(), network.referente);
  await olga.patch(`/api/containers/${network.container.id}`, { price_per_lead: 12.5 });
  const { items } = await olga.get<{ items: Esito[] }>("/api/esiti?active=true");
  const bad = items.find((esito) => esito.bad_lead && esito.asks.length === 0)?.id ?? "";
  const good = items.find(
    (esito) => !esito.bad_lead && !esito.initial && esito.asks.length === 0,
  )?.id;
  await worked(olga, network, BAD, [...Array(6).fill(bad), good]);
  await worked(olga, network, GOOD, Array(4).fill(good));

  await signIn(page, network.referente, "/radar");
  const villette = sourceOf(page, BAD);
  await expect(villette).toContainText("Sopra la norma", { timeout: 45_000 });
  await expect(villette).toContainText("85,7%");
  await expect(villette).toContainText("75,00");
  await expect(sourceOf(page, GOOD)).toContainText("Nella norma");
  await expect(page.getByText("finché non sospendi l’inserzione")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: /^Avvisi/ }).click();
  await expect(page.getByText("Troppi contatti inservibili da una fonte")).toBeVisible({
    timeout: 15_000,
  });
  await page.keyboard.press("Escape");

  await villette.getByRole("link", { name: "vedi i 6 inservibili" }).click();
  await expect(page).toHaveURL(/bad_lead=true/);
  await expect(page.getByText(`Da: ${BAD}`)).toBeVisible();
  await expect(page.getByText("Numero errato").first()).toBeVisible();
  await page.goBack();

  await villette.getByRole("button", { name: `Pausa: ${BAD}` }).click();
  await expect(villette).toContainText("In pausa");
  await expect(page.getByText(`${BAD} è in pausa`)).toBeVisible();
  const held = await arrives(network, BAD);
  const other = await arrives(network, GOOD);
  expect(await agentOf(olga, other)).not.toBeNull();
  expect(await agentOf(olga, held)).toBeNull();
  await expect(villette).toContainText("1 lead aspetta");
  const trace = await olga.get<{ items: { text: string }[] }>(`/api/leads/${held}/distribution`);
  expect(trace.items[0]?.text).toContain("la sua fonte è in pausa");
  await expectAccessible(page);

  await villette.getByRole("button", { name: `Riprendi: ${BAD}` }).click();
  await expect.poll(() => agentOf(olga, held), { timeout: 20_000 }).not.toBeNull();
  await expect(villette).toContainText("Sopra la norma");
  await villette.getByRole("button", { name: /Ricordamelo tra 7 giorni/ }).click();
  await expect(villette).toContainText("Rimandata");
});

test("which Esiti are useless contacts is chosen in the settings", async ({ page }) => {
  const network = await ownNetwork();
  await page.addInitScript(
    (unit) => localStorage.setItem("goccia.unit", JSON.stringify(unit)),
    network.unitId,
  );
  await signIn(page, PEOPLE.admin, "/settings/esiti");
  const list = page.getByRole("list", { name: "Esiti" });
  await expect(list.getByRole("listitem").filter({ hasText: "Numero errato" })).toContainText(
    "contatto inservibile",
  );
  const label = ownName("Centralino ");
  await page.getByRole("button", { name: "Nuovo Esito" }).click();
  const sheet = page.getByRole("dialog", { name: "Nuovo Esito" });
  await sheet.getByLabel("Nome").fill(label);
  const flag = sheet.getByRole("checkbox", { name: "Contatto inservibile" });
  await flag.click();
  await expect(flag).toBeChecked();
  await sheet.getByRole("button", { name: "Crea" }).click();
  await expect(list.getByRole("listitem").filter({ hasText: label })).toContainText(
    "contatto inservibile",
  );

  await signIn(page, network.referente, "/radar");
  await expect(page.getByRole("heading", { name: "Niente sul radar" })).toBeVisible();
  await expectAccessible(page);
});
