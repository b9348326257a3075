import { expect, type Page, test } from "@playwright/test";
import { leadOfAnna } from "./people";
import { PEOPLE } from "./sign-in";

/** Tab until something has the focus; fails after so many steps. */
async function tabTo(page: Page, name: string, most = 40) {
  const target = page.locator(":focus");
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press("Tab");
    const said = await target.evaluate(
      (element) => element.getAttribute("aria-label") ?? element.textContent,
    );
    if (said?.trim().startsWith(name)) return;
  }
  throw new Error(`the focus never reached ${name}`);
}

test("a lead is found, opened and worked without a mouse", async ({ page, request, isMobile }) => {
  test.skip(isMobile, "a phone has no keyboard");
  const lead = await leadOfAnna(request);
  await page.goto("/login");
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await page.keyboard.type(PEOPLE.agente.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PEOPLE.agente.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation").first()).toBeVisible();

  await tabTo(page, "Lead");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/leads/);
  await expect(page.locator("[data-lead]").first()).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type(lead.name);
  await expect(page).toHaveURL(/q=/);
  await expect(page.locator("[data-lead]")).toHaveCount(1);
  await tabTo(page, lead.name, 60);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: lead.name })).toBeVisible();

  await page.keyboard.press("e");
  const esiti = page.getByRole("list", { name: "Esiti" });
  const missed = esiti.getByRole("button", { name: "Non risponde" });
  await page.keyboard.press((await missed.getAttribute("aria-keyshortcuts")) ?? "");
  await expect(page.getByRole("dialog")).toBeHidden();
  const activity = page.getByRole("region", { name: "Attività" });
  await expect(activity.getByText("Non risponde")).toBeVisible();

  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: "Nota" })).toBeFocused();
  await page.keyboard.type("Richiama lui in serata");
  await page.keyboard.press("Control+Enter");
  await expect(activity.getByText("Richiama lui in serata")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Nota" })).toHaveValue("");
});
