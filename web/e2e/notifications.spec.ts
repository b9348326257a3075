import { expect, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { leadOf, type Network, ownNetwork } from "./network";
import { PEOPLE, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

let network: Network;
test.beforeAll(async () => {
  network = await ownNetwork();
});

test("the bell shows a newly assigned lead by itself, opens it, and is quiet again", async ({
  page,
}) => {
  const connected = page.waitForResponse((answer) => answer.url().endsWith("/api/stream"));
  await signIn(page, network.agents[0]);
  await connected;
  await expect(page.getByRole("button", { name: "Avvisi", exact: true })).toBeVisible();
  const lead = await leadOf(network);
  const bell = page.getByRole("button", { name: "Avvisi: 1 da leggere" });
  await expect(bell).toBeVisible();
  await bell.click();
  const panel = page.getByRole("dialog", { name: "Avvisi" });
  const line = panel.getByRole("link", { name: "Nuovo lead" });
  await expect(line).toContainText(`${lead.name} · ${network.container.name}`);
  await expectAccessible(page);
  await line.click();
  await expect(page.getByRole("heading", { level: 1, name: lead.name })).toBeVisible();
  await expect(page.getByRole("button", { name: "Avvisi", exact: true })).toBeVisible();
});

test("notices are chosen in the profile, and kept", async ({ page }) => {
  await signIn(page, network.agents[0], "/profile#notifications");
  const page_ = page.getByRole("checkbox", { name: "Pagina: Nuovo lead per te" });
  const mail = page.getByRole("combobox", { name: "Mail: Nuovo lead per te" });
  await expect(page_).toBeChecked();
  const saved = () =>
    page.waitForResponse(
      (answer) => answer.url().endsWith("/preferences") && answer.request().method() === "PATCH",
    );
  await Promise.all([saved(), page_.click()]);
  await expect(page_).not.toBeChecked();
  await mail.click();
  await Promise.all([saved(), page.getByRole("option", { name: "Ogni giorno" }).click()]);
  const quiet = page.getByRole("checkbox", { name: "Ore di quiete" });
  await Promise.all([saved(), quiet.click()]);
  await expect(quiet).not.toBeChecked();
  await page.reload();
  await expect(page_).not.toBeChecked();
  await expect(mail).toHaveText("Ogni giorno");
  await expect(quiet).not.toBeChecked();
});

test("a forgotten password is replaced by the link of a mail, once", async ({ page, browser }) => {
  const { email } = network.agents[1];
  await page.goto("/login");
  await page.getByRole("link", { name: "Password dimenticata?" }).click();
  await expect(page.getByRole("heading", { name: "Password dimenticata?" })).toBeVisible();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Manda il link" }).click();
  await expect(page.getByRole("heading", { name: "Controlla la posta" })).toBeVisible();
  await expectAccessible(page);

  const office = await (await browser.newContext({ locale: "it-IT" })).newPage();
  await signIn(office, PEOPLE.admin, "/settings/outbox");
  const mail = office.getByRole("listitem").filter({ hasText: email }).first();
  await expect(mail).toContainText("Trattenuta");
  await mail.getByRole("button", { name: "Scegli una nuova password" }).click();
  const shown = office.getByRole("dialog");
  const link = shown.frameLocator("iframe").getByRole("link", { name: "Scegli la password" });
  await expect(link).toBeVisible();
  const address = new URL((await link.getAttribute("href")) ?? "");
  await shown.getByText("Testo", { exact: true }).click();
  await expect(shown.getByText(address.hash)).toBeVisible();
  await expectAccessible(office);

  const choose = async (password: string) => {
    await page.goto("about:blank");
    await page.goto(`/reset${address.hash}`);
    await page.getByLabel("Nuova password", { exact: true }).fill(password);
    await page.getByLabel("Ripeti la nuova password").fill(password);
    await page.getByRole("button", { name: "Salva la password" }).click();
  };
  await choose("una-goccia-diversa");
  await expect(page.getByRole("heading", { name: "Accedi" })).toBeVisible();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("una-goccia-diversa");
  await page.getByRole("button", { name: "Accedi" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Oggi" })).toBeVisible();

  await choose("una-goccia-ancora");
  await expect(page.getByRole("heading", { name: "Il link non vale più" })).toBeVisible();
  await page.getByRole("link", { name: "Chiedi un altro link" }).click();
  await expect(page.getByRole("heading", { name: "Password dimenticata?" })).toBeVisible();
});
