import { expect, type Locator, type Page, test } from "@playwright/test";
import { leadOf, type Network, ownName, ownNetwork } from "./network";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** Tab until it has the focus; fails after so many steps. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab") {
  await expect(target).toBeVisible();
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`the focus never reached ${target}`);
}

async function logInByKeyboard(page: Page, { referente }: Network) {
  await page.goto("/login");
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await page.keyboard.type(referente.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(referente.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

test("a lead is found, opened, worked and given away without a mouse", async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, "a phone has no keyboard");
  const network = await ownNetwork();
  const last_name = ownName("Vela");
  await leadOf(network, { first_name: "Ada", last_name });
  await leadOf(network, { first_name: "Bea", last_name });
  const heading = (name: string) => page.getByRole("heading", { level: 1, name });
  await logInByKeyboard(page, network);

  await test.step("search, and open", async () => {
    await tabTo(page, page.getByRole("link", { name: "Lead", exact: true }));
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/leads/);
    await expect(page.locator("[data-lead]").first()).toBeVisible();
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox")).toBeFocused();
    await page.keyboard.type(last_name);
    await expect(page).toHaveURL(/q=/);
    await expect(page.locator("[data-lead]")).toHaveCount(2);
    await tabTo(page, page.getByRole("link", { name: `Bea ${last_name}`, exact: true }));
    await page.keyboard.press("Enter");
    await expect(heading(`Bea ${last_name}`)).toBeVisible();
  });

  const activity = page.getByRole("region", { name: "Attività" });
  await test.step("an Esito with its follow-up", async () => {
    await page.keyboard.press("e");
    const callBack = page
      .getByRole("list", { name: "Esiti" })
      .getByRole("button", { name: "Richiamare" });
    await page.keyboard.press((await callBack.getAttribute("aria-keyshortcuts")) ?? "");
    const tomorrow = page.getByRole("button", { name: /^(Domani|Lunedì)/ }).first();
    await tabTo(page, tomorrow);
    await page.keyboard.press("Space");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(activity.getByText("Richiamare")).toBeVisible();
    await expect(activity.getByText(/Prossima azione: .*09:30/)).toBeVisible();
  });

  await test.step("a Nota", async () => {
    await page.keyboard.press("n");
    await expect(page.getByRole("textbox", { name: "Nota" })).toBeFocused();
    await page.keyboard.type("Richiama lui in serata");
    await page.keyboard.press("Control+Enter");
    await expect(activity.getByText("Richiama lui in serata")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Nota" })).toHaveValue("");
  });

  await test.step("the next lead of the list", async () => {
    const [next, previous] = ["Successivo", "Precedente"].map((name) =>
      page.getByRole("button", { name }),
    ) as [Locator, Locator];
    await tabTo(page, next, "Shift+Tab");
    await page.keyboard.press("j");
    await expect(heading(`Ada ${last_name}`)).toBeVisible();
    await expect(previous).toBeEnabled();
    await page.keyboard.press("k");
    await expect(heading(`Bea ${last_name}`)).toBeVisible();
    await expect(next).toBeEnabled();
    await page.keyboard.press("j");
    await expect(heading(`Ada ${last_name}`)).toBeVisible();
  });

  await test.step("given to another agent", async () => {
    await tabTo(page, page.getByRole("button", { name: "Altre azioni" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem", { name: "Assegna a…" })).toBeFocused();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    const agent = dialog.getByRole("combobox", { name: "Agente" });
    await expect(agent).toBeVisible();
    if (!(await agent.evaluate((element) => element === document.activeElement))) {
      await tabTo(page, agent);
    }
    await page.keyboard.press("Enter");
    await expect(page.getByRole("option", { name: network.agents[1].name })).toBeVisible();
    await page.keyboard.type("Tito");
    await page.keyboard.press("Enter");
    await tabTo(page, dialog.getByRole("button", { name: "Assegna", exact: true }));
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(activity.getByText(`l'ha assegnato a ${network.agents[1].name}`)).toBeVisible();
  });
});

test("⌘K goes to a container and to a page, and does what can be done anywhere", async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, "a phone has no keyboard");
  const network = await ownNetwork();
  await logInByKeyboard(page, network);
  const palette = page.getByRole("dialog", { name: "Cerca e comandi" });
  const ask = async (words: string, answer: string) => {
    await page.keyboard.press("ControlOrMeta+k");
    await expect(palette.getByRole("combobox")).toBeFocused();
    await page.keyboard.type(words);
    const option = palette.getByRole("option", { name: answer });
    await expect(option).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(palette).toBeHidden();
  };
  await ask(network.container.name, network.container.name);
  await expect(page.getByRole("heading", { level: 1, name: network.container.name })).toBeVisible();
  await ask("brief", "Briefing");
  await expect(page).toHaveURL(/\/briefing/);
  await ask("tema: scuro", "Tema: Scuro");
  await expect(page.locator("html")).toHaveClass(/dark/);
  await ask("esci", "Esci");
  await expect(page).toHaveURL(/\/login/);
});
