import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { leadOf, outside, ownName, ownNetwork, ownPhone, sendByHook } from "./network";
import { apiAs, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const part = (page: Page, name: string) => page.getByRole("list", { name });

async function toBriefing(page: Page) {
  await page.getByRole("navigation").getByRole("link", { name: "Briefing" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Briefing" })).toBeVisible();
}

test("the morning of a Referente on a phone: the briefing says who needs what, and each line leads to the act", async ({
  page,
  isMobile,
}) => {
  test.skip(!isMobile, "the story of a phone");
  test.setTimeout(120_000);
  const network = await ownNetwork();
  const [sara, tito] = network.agents;
  const [asOlga, asSara] = [network.referente, sara].map(async (who) =>
    apiAs(await outside(), who),
  );
  const olga = await (asOlga as ReturnType<typeof apiAs>);
  const hers = await (asSara as ReturnType<typeof apiAs>);

  // Yesterday: a lead was called and wants to be called again today; another asked twice and heard nothing; Sara is away.
  const called = await leadOf(network);
  const { items: esiti } = await hers.get("/api/esiti?limit=200");
  const later = esiti.find((one: { asks: string[] }) => one.asks?.includes("datetime"));
  await hers.post(`/api/leads/${called.id}/esito`, {
    esito_id: later.id,
    next_action_at: new Date(Date.now() + 60_000).toISOString(),
  });
  const twice = { nome: "Lia", cognome: ownName("Torna"), telefono: ownPhone(), prov: "MI" };
  for (const fonte of ["Facebook", "Google"]) {
    await (await outside()).post(network.container.intake, { data: { ...twice, fonte } });
  }
  await leadOf(network);
  await hers.post(`/api/users/${sara.id}/pause`);

  await signIn(page, network.referente, "/today");
  await toBriefing(page);
  await expect(part(page, "In pausa")).toContainText(sara.name);
  await expect(part(page, "Richiami e appuntamenti di oggi")).toContainText(sara.name);
  await expectAccessible(page);

  // Who asked again is hers to call: she does, and writes down what came of it.
  const warm = part(page, "Da chiamare tu").getByRole("link", { name: new RegExp(twice.cognome) });
  await expect(warm).toContainText("Ha chiesto di nuovo e aspetta");
  await warm.click();
  await expect(
    page.getByRole("heading", { level: 1, name: `${twice.nome} ${twice.cognome}` }),
  ).toBeVisible();
  await page
    .getByRole("button", { name: /^Esito/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Non interessato (KO)" }).click();
  await page.getByRole("button", { name: "Prezzo troppo alto" }).click();
  await page.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.goBack();
  await expect(page.getByText("Nessun lead ha bisogno di te.")).toBeVisible();

  // Sara's open leads go to Tito while she is away.
  await part(page, "In pausa")
    .getByRole("link", { name: /lead apert/ })
    .click();
  await expect(page).toHaveURL(new RegExp(`agent_id=${sara.id}`));
  await expect(page.getByText(called.name)).toBeVisible();
  const open = await olga.get(`/api/users/${sara.id}/open-leads`);
  expect(open.length).toBeGreaterThan(1);
  await olga.post(`/api/users/${sara.id}/hand-over`, {
    groups: Object.fromEntries(
      open.map(({ group }: { group: string }) => [group, { agent_id: tito.id }]),
    ),
  });
  await toBriefing(page);
  await expect(part(page, "In pausa")).toContainText("0 lead aperti");
  await part(page, "Richiami e appuntamenti di oggi")
    .getByRole("link", { name: tito.name })
    .click();
  await expect(page).toHaveURL(new RegExp(`/today\\?agent_id=${tito.id}`));
  await expect(page.getByRole("link", { name: called.name, exact: true })).toBeVisible();

  // The day begins: a lead falls, on Tito, and the dashboard has counted it.
  const fresh = `Ugo ${ownName("Alba")}`;
  await sendByHook(network, fresh);
  await page.goto("/dashboard?period=today");
  const leads = page
    .getByRole("region", { name: "Cifre del periodo" })
    .getByRole("link", { name: "Nuovi lead: 4. Apri i lead" });
  await leads.click();
  await expect(page.getByText(fresh)).toBeVisible();
});
