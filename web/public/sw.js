// Shows what the server pushes, and opens what it is about. It keeps no pages: Goccia needs the server anyway.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  let message = {};
  try {
    message = event.data.json();
  } catch {
    // Not ours: a notice without words still says that there is something to see.
  }
  event.waitUntil(show(message));
});

async function show({ title, body, href }) {
  const pages = await self.clients.matchAll({ type: "window" });
  if (pages.some((page) => page.focused)) return; // the bell of the page says it
  await self.registration.showNotification(title || "Goccia", {
    body: body || "",
    icon: "/icon-192.png",
    badge: "/badge-96.png",
    tag: href || "goccia",
    renotify: true,
    data: { href: href || "/" },
  });
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(event.notification.data.href, self.location.origin).href));
});

async function open(address) {
  const [page] = await self.clients.matchAll({ type: "window" });
  if (!page) return self.clients.openWindow(address);
  await page.focus();
  return page.navigate(address);
}
