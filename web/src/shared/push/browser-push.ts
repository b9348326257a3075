import { forgetBrowser, getPush, subscribeBrowser } from "@/shared/api/generated";
import { persisted } from "@/shared/lib/persisted";

/** Whose notices this browser shows although no page is open (a user's id). */
export const pushOwner = persisted<string | null>("push", null);

export type PushAbility = "able" | "denied" | "unable" | "install";

/** Whether this browser can be told; on an iPhone only where Goccia stands on the home screen. */
export function pushAbility(): PushAbility {
  if ("serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
    return Notification.permission === "denied" ? "denied" : "able";
  }
  return /iPhone|iPad/.test(navigator.userAgent) ? "install" : "unable";
}

async function save(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  if (!endpoint || !keys?.p256dh || !keys.auth) throw new Error("a subscription without keys");
  await subscribeBrowser({ body: { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } } });
}

const present = async () =>
  (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription();

/** Asks for the permission and subscribes; false where the person said no. */
export async function enablePush(userId: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== "granted") return false;
  const registration = await navigator.serviceWorker.register("/sw.js");
  await navigator.serviceWorker.ready;
  const { public_key } = await getPush();
  await save(
    await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: public_key,
    }),
  );
  pushOwner.set(userId);
  return true;
}

export async function disablePush(): Promise<void> {
  pushOwner.set(null);
  const subscription = await present();
  if (!subscription) return;
  const { subscriptions } = await getPush();
  const known = subscriptions.find((one) => one.endpoint === subscription.endpoint);
  if (known) await forgetBrowser({ path: { subscription_id: known.id } });
  await subscription.unsubscribe();
}

/** After a new login: the server tells a browser only as long as the login lasts that asked for it. */
export async function keepPush(userId: string): Promise<void> {
  if (pushOwner.get() !== userId || pushAbility() !== "able") return;
  const subscription = await present();
  if (subscription) await save(subscription);
}
