/** Keeping the app on the phone: the service worker, and the new version that waits until nobody is in the middle of something. */

/** @type {ServiceWorkerRegistration | undefined} */
let registered;

/** Register the service worker. `waits` is called when a newer app lies ready: offer `takeNewApp`, when nothing is open.
 * @param {() => void} waits @returns {Promise<void>}  without service workers the app works while it is online, and says no more */
export async function keepApp(waits) {
  if (!("serviceWorker" in navigator)) return;
  registered = await navigator.serviceWorker.register("worker.js", { updateViaCache: "none" }).catch(() => undefined);
  if (!registered) return;
  const look = () => registered?.waiting && navigator.serviceWorker.controller && waits();
  look();
  registered.addEventListener("updatefound", () => registered?.installing?.addEventListener("statechange", look));
}

/** Ask for a newer app; without a network nothing changes. @returns {Promise<void>} */
export const askForNewApp = async () => void (await registered?.update().catch(() => undefined));

/** Take the app that waits: all tabs load it. */
export function takeNewApp() {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  registered?.waiting?.postMessage("take over");
}
