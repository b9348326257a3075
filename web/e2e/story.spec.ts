import { type Browser, expect, type Page, test } from "@playwright/test";
import { canSign, deliver, fillIn } from "./meta-by-hand";
import { type Network, outside, ownName, ownNetwork, ownPhone, sendByHook } from "./network";
import { apiAs, type Login } from "./people";
import { readWorkbook } from "./xlsx";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const A_SECOND = 1_000;

async function logInByHand(page: Page, { email, password }: Login) {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Accedi" }).click();
  await expect(page).toHaveURL(/\/(today|leads)$/);
}

async function onPhone(browser: Browser, login: Login): Promise<Page> {
  const page = await (await browser.newContext(PHONE)).newPage();
  await logInByHand(page, login);
  await expect(page.getByRole("heading", { name: "Tutto fatto per oggi" })).toBeVisible();
  return page;
}

const row = (page: Page, name: string) => page.locator("[data-lead]").filter({ hasText: name });
const badge = (page: Page) => page.getByRole("navigation").getByRole("link", { name: /^Oggi/ });

/** On whose open Oggi a lead appears: the index of the page, and when. Nobody reloads anything. */
async function fallsOn(pages: readonly Page[], name: string): Promise<{ on: number; at: number }> {
  return Promise.any(
    pages.map(async (page, on) => {
      await row(page, name).waitFor({ timeout: 15_000 });
      return { on, at: Date.now() };
    }),
  );
}

test("a lead comes in, falls on one agent, is worked, and comes out in Excel", async ({
  browser,
  request,
  isMobile,
}) => {
  test.skip(isMobile, "the story has its own phones");
  test.setTimeout(120_000);
  const network = await ownNetwork();
  const { agents, container, referente } = network;
  const [sara, tito] = [await onPhone(browser, agents[0]), await onPhone(browser, agents[1])];
  const phones = [sara, tito] as const;
  const olga = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 } })
  ).newPage();
  const api = await apiAs(request, referente);

  await logInByHand(olga, referente);
  await olga.getByRole("link", { name: "Contenitori" }).click();
  await olga.getByRole("link", { name: container.name, exact: true }).click();
  await olga.getByRole("button", { name: "Invia un lead di prova" }).first().click();
  await expect
    .poll(async () => (await api.get(`/api/leads?container_id=${container.id}`)).total, {
      timeout: 15_000,
    })
    .toBe(1);
  const [practice] = (await api.get(`/api/leads?container_id=${container.id}`)).items;
  const names = [`${practice.first_name} ${practice.last_name}`];
  const first = await fallsOn(phones, names[0] as string);

  const seconds = await sendTheOthers(network);
  const owners = [first.on];
  for (const { name, send } of seconds) {
    await send();
    const { on, at } = await fallsOn(phones, name);
    const { items } = await api.get(`/api/leads?q=${encodeURIComponent(name)}`);
    expect(items[0].agent.id).toBe(agents[on]?.id);
    expect(at - Date.parse(items[0].assigned_at)).toBeLessThan(A_SECOND);
    const page = phones[on] as Page;
    await expect(page.getByText("È arrivato un lead per te").first()).toBeVisible();
    names.push(name);
    owners.push(on);
    const own = owners.filter((one) => one === on).length;
    await expect(badge(page)).toContainText(String(own));
  }

  await test.step("each fell on exactly one, in turn", async () => {
    for (const [index, name] of names.entries()) {
      const on = owners[index] as number;
      expect(on).toBe(index % 2 === 0 ? owners[0] : 1 - (owners[0] as number));
      await expect(row(phones[on] as Page, name)).toHaveCount(1);
      await expect(row(phones[1 - on] as Page, name)).toHaveCount(0);
    }
  });

  const worked = names.at(-1) as string;
  const mine = phones[owners.at(-1) as number] as Page;
  const other = phones[1 - (owners.at(-1) as number)] as Page;

  await test.step("an Esito in two taps, then one with a call-back, and a Nota", async () => {
    await row(mine, worked).getByRole("button", { name: "Esito" }).tap();
    await mine.getByRole("button", { name: "Non risponde" }).tap();
    await expect(mine.getByText(`${worked}: Non risponde`)).toBeVisible();
    const [lead] = (await api.get(`/api/leads?q=${encodeURIComponent(worked)}`)).items;
    await mine.goto(`/leads/${lead.id}`);
    await mine.getByRole("button", { name: "Esito", exact: true }).tap();
    await mine.getByRole("button", { name: "Richiamare" }).tap();
    await mine.getByRole("button", { name: "Tra 1 ora" }).tap();
    await mine.getByRole("button", { name: "Salva" }).tap();
    await expect(mine.getByRole("dialog")).toBeHidden();
    await mine.getByRole("textbox", { name: "Nota" }).fill("Vuole un preventivo per sei kW");
    await mine.getByRole("button", { name: "Aggiungi Nota" }).tap();
    await expect(mine.getByText("Vuole un preventivo per sei kW")).toBeVisible();
  });

  await test.step("the Referente reads what happened and why, and gives it to the other", async () => {
    const owner = agents[owners.at(-1) as number];
    const next = agents[1 - (owners.at(-1) as number)];
    await olga.getByRole("link", { name: "Lead", exact: true }).click();
    await olga.getByRole("searchbox").fill(worked);
    await expect(olga).toHaveURL(/q=/);
    await olga.getByRole("link", { name: worked, exact: true }).click();
    await expect(olga.getByRole("heading", { level: 1, name: worked })).toBeVisible();
    const activity = olga.getByRole("region", { name: "Attività" });
    await expect(activity.getByText("Vuole un preventivo per sei kW")).toBeVisible();
    await expect(activity.getByText("Richiamare")).toBeVisible();
    await expect(activity.getByText(`Caduto a goccia su ${owner?.name}`)).toBeVisible();
    const trace = olga.locator("section").filter({ hasText: "Perché a lui?" });
    await expect(trace.getByRole("listitem").filter({ hasText: owner?.name ?? "" })).toBeVisible();

    await other.goto("/today");
    await expect(badge(other)).toBeVisible();
    await olga.getByRole("button", { name: "Altre azioni" }).click();
    await olga.getByRole("menuitem", { name: "Assegna a…" }).click();
    await olga.getByRole("combobox", { name: "Agente" }).click();
    await olga.getByRole("option", { name: next?.name ?? "" }).click();
    await olga.getByRole("button", { name: "Assegna", exact: true }).click();
    await expect(other.getByText("È arrivato un lead per te").first()).toBeVisible();
    await expect(other.getByText(worked).first()).toBeVisible();
    await mine.goto("/leads");
    await expect(mine.locator("[data-lead]").first()).toBeVisible();
    await expect(row(mine, worked)).toHaveCount(0);
  });

  await test.step("all of it leaves as Excel, and is read back from the file", async () => {
    await olga.goto(`/leads?container_id=${container.id}`);
    await expect(olga.locator("[data-lead]")).toHaveCount(names.length);
    await olga.getByRole("button", { name: "Esporta" }).click();
    const [file] = await Promise.all([
      olga.waitForEvent("download"),
      olga.getByRole("button", { name: "Tutte le colonne" }).click(),
    ]);
    const sheets = [...readWorkbook(await file.path()).values()];
    expect(sheets).toHaveLength(2);
    const [head = [], ...rows] = sheets[0] ?? [];
    expect(rows).toHaveLength(names.length);
    const cell = (title: string) => {
      const column = head.findIndex((one) => one?.text === title);
      expect(column, `no column ${title}`).toBeGreaterThanOrEqual(0);
      return rows.find((one) => one.some((two) => two?.text === worked.split(" ").at(-1)))?.[
        column
      ];
    };
    const [lead] = (await api.get(`/api/leads?q=${encodeURIComponent(worked)}`)).items;
    expect(cell("Telefono")).toEqual({ text: lead.phone, type: "text" });
    expect(cell("Esito")?.text).toBe("Richiamare");
    expect(cell("Agente")?.text).toBe(agents[1 - (owners.at(-1) as number)]?.name);
    expect(cell("Contenitore")?.text).toBe(container.name);
    expect(cell("Ricevuto il")?.type).toBe("number");
    expect(JSON.stringify(sheets[1])).toContain(container.name);
  });
});

/** Two more people: one by Meta's signed webhook where the server's secret is at hand, one by a landing page. */
async function sendTheOthers(network: Network) {
  const api = await apiAs(await outside(), network.referente);
  const byHook = (name: string) => () => sendByHook(network, name);
  const byMeta = (name: string) => async () => {
    const { items } = await api.get("/api/meta/forms");
    const form = items.find(
      (one: { container: { id: string } }) => one.container.id === network.container.id,
    );
    const meta = await outside();
    const filled = await fillIn(
      meta,
      { form_id: form.form_id, page_id: form.page.id },
      { nome_e_cognome: name, numero_di_telefono: `+39${ownPhone()}` },
    );
    expect(await deliver(meta, filled, "-wrong")).toBe(403);
    expect(await deliver(meta, filled)).toBe(200);
  };
  const names = [`Mara ${ownName("Lago")}`, `Nino ${ownName("Fonte")}`] as const;
  return [
    { name: names[0], send: canSign() ? byMeta(names[0]) : byHook(names[0]) },
    { name: names[1], send: byHook(names[1]) },
  ];
}
