import { expect, type Page } from "@playwright/test";

const DEMO = { password: "goccia-demo" };

/** Who may be logged in as: the Admin of the environment or of the demo data, and two people of its first unit. */
export const PEOPLE = {
  admin: {
    email: process.env.GOCCIA_ADMIN_EMAIL ?? "ada@demo.example",
    password: process.env.GOCCIA_ADMIN_PASSWORD ?? DEMO.password,
  },
  referente: { email: "rita@demo.example", ...DEMO },
  agente: { email: "anna@demo.example", ...DEMO },
} as const;

/** Logs the page's context in through the API and opens an address. */
export async function signIn(
  page: Page,
  who: keyof typeof PEOPLE,
  address = "/today",
): Promise<void> {
  const answer = await page.request.post("/api/auth/login", { data: PEOPLE[who] });
  expect(answer.ok(), await answer.text()).toBe(true);
  await page.goto(address);
}
