import { expect, test } from "@playwright/test";
import type { Container, Rehearsal } from "../src/shared/api/generated/types.gen";
import { expectAccessible } from "./axe";
import { leadOf, outside, ownName, ownNetwork } from "./network";
import { apiAs, PEOPLE, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("a past day is relived without one of the agents, beside how it went, and nothing is saved", async ({
  page,
}) => {
  const api = await apiAs(await outside(), PEOPLE.referente);
  const containers: Container[] = (await api.get("/api/containers")).items;
  const container = containers.find((one) => one.policy === "round_robin");
  if (!container) throw new Error("the demo has a container in turn");
  const address = `/api/containers/${container.id}`;
  const { suggested } = await api.get(`${address}/rehearsal`);
  const then = await api.post<Rehearsal>(`${address}/rehearsal`, { day: suggested });
  const busiest = [...then.agents].sort((a, b) => b.real.leads - a.real.leads)[0];
  const name = busiest?.agent.name ?? "";
  await signIn(page, PEOPLE.referente, `/containers/${container.id}?tab=rehearsal`);
  const real = page.getByRole("region", { name: "Com’è andata" });
  await expect(real).toContainText(`${then.real.given}`);
  const agents = page.getByRole("list", { name: "Agenti" });
  await expect(agents.getByRole("listitem")).toHaveCount(then.agents.length);
  await page.getByRole("checkbox", { name }).click();
  await expect(page.getByText("Le regole o il giorno sono cambiati")).toBeVisible();
  await page.getByRole("button", { name: "Prova", exact: true }).click();
  const row = agents.getByRole("listitem").filter({ hasText: name });
  await expect(row).toContainText("non partecipa");
  await expect(row).toContainText("0 lead · 0%");
  await page.getByRole("checkbox", { name: "Solo quelli che cambiano" }).click();
  const leads = page.getByRole("list", { name: "Lead del giorno" });
  await expect(leads.getByRole("listitem").first()).toContainText(/Assegnato|coda/);
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole("checkbox", { name })).toBeChecked();
});

test("tried rules are applied after a question, and the day without leads says so", async ({
  page,
}) => {
  const network = await ownNetwork();
  const [sara, tito] = network.agents;
  await signIn(page, network.referente, `/containers/${network.container.id}?tab=rehearsal`);
  await expect(page.getByText("Quel giorno non è caduto nulla")).toBeVisible();
  await page.getByRole("combobox", { name: "Distribuzione" }).click();
  await page.getByRole("option", { name: "Pesata" }).click();
  await page.getByRole("button", { name: `Condizioni di ${sara.name} nella Prova` }).click();
  const terms = page.getByRole("dialog", { name: sara.name });
  await terms.getByLabel("Peso").fill("3");
  await terms.getByRole("button", { name: "Salva" }).click();
  await page.getByRole("checkbox", { name: tito.name }).click();
  await page.getByRole("button", { name: "Prova", exact: true }).click();
  await page.getByRole("button", { name: "Applica queste regole" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("Distribuzione: da «A turno» a «Pesata»");
  await expect(question).toContainText(`Escono: ${tito.name}`);
  await expect(question).toContainText(`Nuove condizioni per: ${sara.name}`);
  await question.getByRole("button", { name: "Applica" }).click();
  await expect(page.getByText("Regole applicate")).toBeVisible();
  await expect(page.getByRole("button", { name: "Applica queste regole" })).toHaveCount(0);
  const api = await apiAs(await outside(), network.referente);
  const saved = await api.get<Container>(`/api/containers/${network.container.id}`);
  expect(saved.policy).toBe("weighted");
  expect(saved.team?.map(({ name, weight }) => [name, weight])).toEqual([[sara.name, 3]]);
});

test("an Esito that sends leads back says in its editor how many, and leaves those of before alone", async ({
  page,
}) => {
  const network = await ownNetwork();
  const admin = await apiAs(await outside(), PEOPLE.admin);
  const name = ownName("Ripensa");
  const esito = await admin.post("/api/esiti", { name, unit_id: network.unitId });
  const before = await leadOf(network);
  const referente = await apiAs(await outside(), network.referente);
  await referente.post(`/api/leads/${before.id}/esito`, { esito_id: esito.id });
  await signIn(page, PEOPLE.admin, "/settings/esiti");
  await page.getByRole("button", { name, exact: true }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("combobox", { name: "Che cosa succede" }).click();
  await page.getByRole("option", { name: "Torna tra i liberi dopo alcuni giorni" }).click();
  await expect(sheet).toContainText("Oggi tornano 0 lead.");
  await expect(sheet).toContainText("1 lead con questo Esito resta dov’è.");
  await sheet.getByLabel("Giorni prima che torni").fill("3");
  await sheet.getByLabel("Quante volte può tornare").fill("99");
  await sheet.getByRole("button", { name: "Salva" }).click();
  await expect(sheet.getByText("Un numero intero da 1 a 20")).toBeVisible();
  await sheet.getByLabel("Quante volte può tornare").fill("2");
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Salva" }).click();
  await expect(sheet).toBeHidden();
  const after = await leadOf(network);
  await referente.post(`/api/leads/${after.id}/esito`, { esito_id: esito.id });
  await page.reload();
  await page.getByRole("button", { name, exact: true }).click();
  await expect(sheet.getByLabel("Quante volte può tornare")).toHaveValue("2");
  await expect(sheet).toContainText("Entro sette giorni 1.");
});
