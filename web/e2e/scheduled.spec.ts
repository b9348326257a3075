import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { leadOf, ownName, ownNetwork } from "./network";
import { apiAs, PEOPLE, signIn } from "./people";
import { readWorkbook } from "./xlsx";

test.use({ contextOptions: { reducedMotion: "reduce" } });

async function openMail(page: Page, subject: string) {
  await signIn(page, PEOPLE.admin, "/settings/outbox");
  await page.getByRole("button", { name: subject }).first().click();
  return page.getByRole("dialog", { name: subject });
}

test("a kept report goes out by mail with its Excel file, and one click ends it", async ({
  page,
  browser,
}) => {
  const network = await ownNetwork();
  await leadOf(network, { source: "Meta" });
  await leadOf(network, { source: "Google" });
  const name = ownName("Fonti");
  const api = await apiAs(page.request, network.referente);
  const spec = { rows: "source", period: "today", measures: ["leads"], chart: "none" };
  await api.post("/api/reports", { name, spec, shared: true, unit_id: network.unitId });

  await signIn(page, network.referente, "/reports");
  await page.getByRole("button", { name: `Invia per mail: ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Invia per mail: ${name}` });
  await expect(dialog.getByText("Questo report non parte per mail.")).toBeVisible();
  const me = dialog.getByRole("checkbox", { name: `${network.referente.name} (tu)` });
  await expect(me).toBeChecked();
  await me.click();
  await dialog.getByRole("button", { name: "Attiva l’invio" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Scegli almeno una persona.");
  await me.click();
  await dialog.getByRole("radio", { name: "Ogni mese" }).press("Space");
  await dialog.getByRole("combobox", { name: "Giorno del mese" }).press("Enter");
  await page.getByRole("option", { name: "31" }).click();
  await expect(dialog.getByText("Nei mesi più corti, l’ultimo giorno.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("radio", { name: "Ogni giorno" }).press("Space");
  await dialog.getByLabel("Alle").fill("07:00");
  await dialog.getByRole("button", { name: "Attiva l’invio" }).click();
  await expect(dialog).toBeHidden();
  const chip = page.getByRole("button", { name: `Parte per mail: ${name}` });
  await chip.click();
  await expect(dialog.getByText("non ancora")).toBeVisible();
  await dialog.getByRole("button", { name: "Mandamelo ora" }).click();
  await expect(page.getByText("La mail sta partendo")).toBeVisible();

  const admin = await (await browser.newContext({ locale: "it-IT" })).newPage();
  const mail = await openMail(admin, name);
  const body = mail.frameLocator("iframe");
  await expect(body.getByRole("row", { name: "Totale 2" })).toBeVisible();
  await expect(body.getByText("Questo report arriva ogni giorno alle 07:00")).toBeVisible();
  const coming = admin.waitForEvent("download");
  await mail.getByRole("link", { name: /^report-.*\.xlsx$/ }).click();
  const rows = readWorkbook(await (await coming).path()).get("Report") ?? [];
  expect(rows.map((row) => row.filter(Boolean).map((cell) => cell.text))).toContainEqual([
    "Totale",
    "2",
  ]);
  const leave = await body
    .getByRole("link", { name: "Non ricevere più questo report" })
    .getAttribute("href");
  const open = await body.getByRole("link", { name: "Apri il report" }).getAttribute("href");
  await mail.getByText("Testo", { exact: true }).click(); // axe cannot look into a frame without scripts
  await expect(mail.getByText(/Totale +2/)).toBeVisible();
  await expectAccessible(admin);
  await admin.close();

  // Its link opens the report; the foot's ends it, after asking.
  const { pathname, search } = new URL(open ?? "");
  await page.goto(`${pathname}${search}`);
  const table = page.getByRole("table", { name: "Tabella del report" });
  await expect(table.getByRole("row", { name: /^Totale/ })).toContainText("2");
  await chip.click();
  await expect(page.getByRole("dialog").getByText(/: (inviata|trattenuta)/)).toBeVisible();
  await page.goto(`/unsubscribe${new URL(leave ?? "").hash}`);
  await expect(page.getByRole("heading", { name: "Basta questo report per mail?" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Non mandarmi più il report" }).click();
  await expect(page.getByRole("heading", { name: "Fatto" })).toBeVisible();
  await page.goto("/reports");
  await chip.click();
  const again = page.getByRole("dialog");
  await expect(again.getByText("Ha scelto di non riceverlo più.")).toBeVisible();
  await again.getByRole("button", { name: "Ricevilo di nuovo" }).click();
  await expect(again.getByText("Ha scelto di non riceverlo più.")).toBeHidden();
  await again.getByRole("button", { name: "Non inviare più" }).click();
  await expect(page.getByRole("button", { name: `Invia per mail: ${name}` })).toBeVisible();
  await page.goto(`/reports?saved=${crypto.randomUUID()}`);
  await expect(page.getByText("Questo report non c’è più")).toBeVisible();
});

test("the briefing by mail is chosen in the profile, beside the notices", async ({ page }) => {
  const network = await ownNetwork();
  await signIn(page, network.referente, "/briefing");
  await expect(page.getByText("Arriva anche per mail alle 8:45")).toBeVisible();
  await page.getByRole("link", { name: "Scegli nel profilo" }).click();
  const mail = page.getByRole("combobox", { name: /^Mail: Briefing delle 8:45/ });
  await expect(mail).toHaveText("Sì");
  await expect(page.getByRole("checkbox", { name: /^Push: Briefing/ })).toHaveCount(0);
  await mail.press("Enter");
  const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH");
  await Promise.all([saved, page.getByRole("option", { name: "No", exact: true }).click()]);
  await page.reload();
  await expect(mail).toHaveText("No");
});
