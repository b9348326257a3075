import { expect, type Page, test } from "@playwright/test";
import { leadOf, ownName, ownNetwork } from "./network";
import { signIn } from "./people";
import { readWorkbook } from "./xlsx";

test.use({ contextOptions: { reducedMotion: "reduce" } });

async function choose(page: Page, field: string, option: string) {
  await page.getByRole("combobox", { name: field, exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

test("a report is built, kept, shared, and its Excel file read back", async ({ page, browser }) => {
  const network = await ownNetwork();
  await leadOf(network, { source: "Meta" });
  await leadOf(network, { source: "Meta" });
  await leadOf(network, { source: "Google", agent_id: network.agents[1].id });
  await signIn(page, network.referente, "/reports");
  await choose(page, "Righe", "Fonte");
  await choose(page, "Colonne", "Agente");
  await choose(page, "Periodo", "Oggi");
  const table = page.getByRole("table", { name: "Tabella del report" });
  await expect(table.getByRole("row", { name: /^Meta/ })).toContainText("2");
  await expect(table.getByRole("row", { name: /^Totale/ })).toContainText("3");

  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Excel" }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^report-.*\.xlsx$/);
  const cells = readWorkbook(await file.path()).get("Report") ?? [];
  const rows = cells.map((row) => row.filter(Boolean).map((cell) => cell.text));
  expect(rows.find((row) => row[0] === "Meta")?.at(-1)).toBe("2");
  expect(rows.find((row) => row[0] === "Totale")?.at(-1)).toBe("3");

  await page.getByRole("button", { name: "Salva" }).click();
  const name = ownName("Fonti");
  await page.getByRole("textbox", { name: "Nome" }).fill(name);
  await page.getByRole("checkbox", { name: /^Condividi/ }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Salva" }).click();
  await expect(page.getByRole("link", { name })).toHaveAttribute("aria-current", "page");

  await table
    .getByRole("row", { name: /^Google/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page).toHaveURL(/\/leads\?.*source=/);
  await page.goto("/reports");
  await page.getByRole("link", { name }).click();
  await expect(table.getByRole("row", { name: /^Meta/ })).toContainText("2");

  // An Agente sees their own leads, and no report of those who lead.
  const other = await browser.newPage({ locale: "it-IT" });
  await signIn(other, network.agents[0], "/reports?rows=source&period=today");
  const theirs = other.getByRole("table", { name: "Tabella del report" });
  await expect(theirs.getByRole("row", { name: /^Totale/ })).toContainText("2");
  await expect(other.getByRole("link", { name })).toHaveCount(0);
  await other.close();

  await page.getByRole("button", { name: `Elimina ${name}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Elimina" }).click();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});
