import { expect, test } from "@playwright/test";
import { expectAccessible } from "./axe";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("the login page says what is missing", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: "Accedi" }).click();
  await expect(page.getByText("Scrivi la tua e-mail")).toBeVisible();
  await expectAccessible(page);
});

test("who is not logged in is sent to the login page with the way back", async ({ page }) => {
  await page.goto("/leads?q=rossi");
  await expect(page).toHaveURL(/\/login\?redirect=/);
});

test("an unknown address says so", async ({ page }) => {
  await page.goto("/questa-pagina-non-esiste");
  await expect(page.getByRole("heading", { name: "Questa pagina non c’è" })).toBeVisible();
  await expectAccessible(page);
});

test("a dialog takes the focus and gives it back", async ({ page }) => {
  await page.goto("/_kit");
  const opener = page.getByRole("button", { name: "Apri finestra" });
  await opener.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test("the API's documentation opens without another server", async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${baseURL}/`) && !request.url().startsWith("data:")) {
      elsewhere.push(request.url());
    }
  });
  await page.goto("/api/docs");
  await expect(page.getByRole("heading", { name: /^Goccia/ })).toBeVisible();
  await page.getByRole("link", { name: "leads", exact: true }).click();
  await expect(page.getByText("List Leads", { exact: true })).toBeVisible();
  expect(elsewhere).toEqual([]);
});
