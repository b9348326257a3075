import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function expectNothing(axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(" · ")}`);
  expect(found).toEqual([]);
}

/** Shows a theme; colours on their way from one to the other are neither. */
async function showTheme(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator("html.dark")).toHaveCount(colorScheme === "dark" ? 1 : 0);
  await page.evaluate(() => {
    for (const one of document.getAnimations()) {
      if (one instanceof CSSTransition) one.finish();
    }
  });
}

/**
 * Fails with the rules and places that axe objects to: all rules in light, and in dark what only the
 * colours decide.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothing(new AxeBuilder({ page }).withTags(RULES));
  await showTheme(page, "dark");
  await expectNothing(new AxeBuilder({ page }).withRules(["color-contrast"]));
  await showTheme(page, "light");
}
