import { expect, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { leadOf, ownName, ownNetwork } from "./network";
import { apiAs, PEOPLE, signIn } from "./people";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("an Esito is merged into another: its leads go over, their story keeps its name, and it can be brought back", async ({
  page,
  request,
}) => {
  const network = await ownNetwork();
  const admin = await apiAs(request, PEOPLE.admin);
  const [old, stays] = [ownName("Sentire"), ownName("Risentire")];
  const made = (name: string) =>
    admin.post("/api/esiti", { name, unit_id: network.unitId, colour: "amber" });
  const [{ id: oldId }] = [await made(old), await made(stays)];
  const lead = await leadOf(network);
  await (await apiAs(request, network.agents[0])).post(`/api/leads/${lead.id}/esito`, {
    esito_id: oldId,
  });

  await signIn(page, PEOPLE.admin, "/settings/esiti");
  await page.getByRole("button", { name: old, exact: true }).click();
  await page.getByRole("button", { name: "Unisci a un altro…" }).click();
  const dialog = page.getByRole("dialog", { name: `Al posto di «${old}»` });
  await expect(dialog).toContainText("1 lead passa");
  await dialog.getByRole("combobox", { name: "Esito che resta" }).click();
  await expect(page.getByRole("option", { name: "Contrattualizzato" })).toHaveCount(0);
  await page.getByRole("option", { name: stays }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Unisci e ritira" }).click();
  await expect(dialog).toBeHidden();
  const retired = page.getByRole("region", { name: "Ritirati" });
  const row = retired.getByRole("listitem").filter({ hasText: old });
  await expect(row.getByRole("status")).toHaveText(`Al suo posto: ${stays}`);

  await signIn(page, network.agents[0], `/leads/${lead.id}`);
  await expect(page.getByText("ha ritirato l'Esito di prima, al suo posto")).toBeVisible();
  await expect(page.getByText(stays).first()).toBeVisible();
  await expect(page.getByText(old)).toBeVisible();

  await signIn(page, PEOPLE.admin, "/settings/esiti");
  await retired.getByRole("button", { name: old, exact: true }).click();
  await page.getByRole("button", { name: "Rimetti in uso" }).click();
  await expect(
    page.getByRole("list", { name: "Esiti" }).getByRole("button", { name: old, exact: true }),
  ).toBeVisible();
});
