import { expect, test } from "@playwright/test";
import { WHOLE } from "./browser";
import { ownNetwork } from "./network";
import { signIn } from "./people";

// A headless shell has nowhere to show a notification.
test.use({
  contextOptions: { reducedMotion: "reduce" },
  launchOptions: { executablePath: WHOLE, args: ["--no-sandbox", "--disable-gpu"] },
});

test("a pushed message is shown when no page is looked at, and the app can be installed", async ({
  page,
  context,
}) => {
  const network = await ownNetwork();
  await context.grantPermissions(["notifications"]);
  await signIn(page, network.agents[0]);
  const manifest = await (await page.request.get("/manifest.webmanifest")).json();
  for (const { src } of manifest.icons) expect((await page.request.get(src)).ok()).toBe(true);
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const one = registrations.find((found) => found.scopeURL.endsWith("/"));
      if (one) resolve(one.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
  });
  // A page in sight has the bell; with none left the message is shown.
  const origin = new URL(page.url()).origin;
  const registrationId = await registered;
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  await page.goto("about:blank");
  const message = { title: "Nuovo lead", body: network.container.name, href: "/today" };
  await devtools.send("ServiceWorker.deliverPushMessage", {
    origin,
    registrationId,
    data: JSON.stringify(message),
  });
  const shown = () =>
    worker.evaluate(async () => {
      const { registration } = self as unknown as { registration: ServiceWorkerRegistration };
      return (await registration.getNotifications()).map(({ title, body }) => ({ title, body }));
    });
  await expect.poll(shown).toEqual([{ title: message.title, body: message.body }]);
});
