import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { type Network, ownName, ownNetwork, ownPhone } from "./network";
import { apiAs, signIn } from "./people";
import { readWorkbook } from "./xlsx";

test.use({ contextOptions: { reducedMotion: "reduce" } });

let network: Network;
test.beforeAll(async () => {
  network = await ownNetwork();
});

const openImports = (page: Page) => signIn(page, network.referente, "/imports");

async function read(page: Page, name: string, text: string | Buffer) {
  await page.getByRole("button", { name: "Nuovo import" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Nuovo import" });
  await dialog
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await dialog.getByRole("button", { name: "Leggi il file" }).click();
  return dialog;
}

const tile = (page: Page, name: string) =>
  page
    .getByRole("group", { name: "Mostra solo i record di un tipo" })
    .getByRole("button", { name });
/** Buttons at the head of the page, on a phone at its foot. */
const act = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name }).filter({ visible: true });

/** Four people: two new, the second again, one whose e-mail is another's, one without a contact. */
function list() {
  const [first, second] = [ownPhone(), ownPhone()];
  const mail = `${ownName("lia").toLowerCase()}@example.it`;
  return [
    "Elenco del fornitore;;;;",
    "Nominativo;Cellulare;Posta;Prov;Spesa",
    `Sereni Lia;${first};${mail};MI;90`,
    `Sala Ugo;+39 ${second};;Torino;120`,
    `Sala Ugo;${second};;TO;`,
    `Riva Eva;${ownPhone()};${mail};XX;`,
    "Costa Ivo;3,47E+09;;RM;",
  ].join("\n");
}

test("a file is previewed, decided about, imported and taken back", async ({ page, request }) => {
  const api = await apiAs(request, network.referente);
  const total = async () =>
    (await api.get(`/api/leads?container_id=${network.container.id}`)).total as number;
  const before = await total();
  await openImports(page);
  await read(page, "fornitore.csv", list());
  await expect(page.getByRole("heading", { level: 1, name: "fornitore.csv" })).toBeVisible();
  await expect(tile(page, "Nuovi")).toContainText("2");
  await expect(tile(page, "Già presenti")).toContainText("1");
  await expect(tile(page, "Da verificare")).toContainText("1");
  await expect(tile(page, "Scartati")).toContainText("1");
  await expect(page.getByText("Provincia non riconosciuta: «XX»")).toBeVisible();
  await expectAccessible(page);
  expect(await total()).toBe(before);

  await test.step("a tile shows only its records", async () => {
    await tile(page, "Scartati").click();
    await expect(page.getByText("1 di 1")).toBeVisible();
    await expect(page.getByText("Né telefono né e-mail utilizzabili")).toBeVisible();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      act(page, "Scarica gli scartati").click(),
    ]);
    const cells = JSON.stringify([...readWorkbook(await file.path()).values()]);
    expect(cells).toContain("3,47E+09");
    expect(cells).toContain("Né telefono né e-mail utilizzabili");
  });

  await test.step("the same e-mail with another phone is for a person to decide", async () => {
    await tile(page, "Da verificare").click();
    await page.getByRole("button", { name: "Altra persona" }).first().click();
    await expect(tile(page, "Nuovi")).toContainText("3");
    await expect(tile(page, "Da verificare")).toContainText("0");
  });

  await act(page, "Importa 4 record").click();
  await expect(page.getByText("3 lead nuovi.")).toBeVisible();
  expect(await total()).toBe(before + 3);

  await act(page, "Annulla l’import").click();
  const asked = page.getByRole("alertdialog");
  await expect(asked.getByText("Restano i lead che qualcuno ha già lavorato.")).toBeVisible();
  await asked.getByRole("button", { name: "Annulla l’import" }).click();
  await expect(page.getByText("3 lead sono tornati nel cestino.")).toBeVisible();
  expect(await total()).toBe(before);
});

test("a column that was guessed wrongly is corrected, and the preview follows", async ({
  page,
}) => {
  await openImports(page);
  await read(page, "strano.csv", `Chi;Telefono;Recapito due\nLia Sereni;;${ownPhone()}\n`);
  await expect(tile(page, "Scartati")).toContainText("1");
  await page.getByRole("tab", { name: "Colonne" }).click();
  await page.getByRole("combobox", { name: "Campo per Telefono" }).click();
  await page.getByRole("option", { name: "Tieni come risposta" }).click();
  await expect(page.getByText("Nessuna colonna è abbinata a telefono o e-mail")).toBeVisible();
  await page.getByRole("combobox", { name: "Campo per Recapito due" }).click();
  await page.getByRole("option", { name: "Telefono", exact: true }).click();
  await expect(tile(page, "Nuovi")).toContainText("1");
  await expectAccessible(page);
  await expect(act(page, "Importa 1 record")).toBeEnabled();
});

test("a file that cannot be read is refused with what, where and how to mend it", async ({
  page,
}) => {
  await openImports(page);
  const dialog = await read(page, "senza.csv", "alfa;beta\n1;2\n3;4\n");
  const said = dialog.getByRole("alert");
  await expect(said).toContainText("Non trovo l'intestazione");
  await expect(said).toContainText("Aggiungi una prima riga con i nomi delle colonne");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByText("Non riuscito").first()).toBeVisible();
});

test("a file of another kind is not even sent", async ({ page }) => {
  await openImports(page);
  await page.getByRole("button", { name: "Nuovo import" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Nuovo import" });
  await dialog
    .locator('input[type="file"]')
    .setInputFiles({ name: "foto.png", mimeType: "image/png", buffer: Buffer.from("x") });
  await expect(dialog.getByRole("alert")).toContainText("Questo tipo di file non va bene");
});

test("a long file dropped on the page shows its progress and is there when it is read", async ({
  page,
}, { project }) => {
  test.skip(project.name === "phone", "nothing is dropped on a phone");
  test.slow();
  await openImports(page);
  const start = Number(ownPhone());
  const rows = Array.from({ length: 25_000 }, (_, index) => `Persona ${index};${start + index}`);
  const dropped = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "lungo.csv", { type: "text/csv" }));
      return transfer;
    },
    ["Nome;Telefono", ...rows].join("\n"),
  );
  await expect(async () => {
    await page.dispatchEvent("body", "dragover", { dataTransfer: dropped }); // again and again, as a held file does
    await expect(page.getByText("Lascia qui il file per importarlo")).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.dispatchEvent("body", "drop", { dataTransfer: dropped });
  const dialog = page.getByRole("dialog", { name: "Nuovo import" });
  await expect(dialog.getByText("lungo.csv")).toBeVisible();
  await expectAccessible(page);
  const main = page.getByRole("main");
  const reading = main.getByRole("progressbar").first().waitFor();
  await dialog.getByRole("button", { name: "Leggi il file" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "lungo.csv" })).toBeVisible();
  await reading;
  await expect(tile(page, "Nuovi")).toContainText("25.000", { timeout: 60_000 });
  const writing = main.getByRole("progressbar").first().waitFor();
  await act(page, "Importa 25.000 record").click();
  await writing;
  await expect(page.getByText("25.000 lead nuovi.")).toBeVisible({ timeout: 60_000 });
});
