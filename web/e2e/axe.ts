import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What passes is not told of: it is most of a page. */
const axe = (page: Page) => new AxeBuilder({ page }).options({ resultTypes: ["violations"] });

async function expectNothing(page: Page, asked: AxeBuilder): Promise<void> {
  await settle(page);
  const { violations } = await asked.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any.map((one) => one.message).join(" · ")}`),
  );
  expect(found).toEqual([]);
}

/** Ends what moves: half-way a colour is neither the one nor the other. What spins for ever goes on. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = () =>
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .filter((one) => one.playState !== "finished");
    for (let left = moving(); left.length > 0; left = moving()) {
      for (const one of left) one.finish();
      await new Promise(requestAnimationFrame);
    }
  });
}

async function showTheme(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator("html.dark")).toHaveCount(colorScheme === "dark" ? 1 : 0);
}

/**
 * Fails with the rules and places that axe objects to: all rules in light, and in dark what only the
 * colours decide.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothing(page, axe(page).withTags(RULES));
  await showTheme(page, "dark");
  await expectNothing(page, axe(page).withRules(["color-contrast"]));
  await showTheme(page, "light");
}
