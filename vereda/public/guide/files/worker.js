/* Keeps the guide readable without a network, once somebody tapped 'keep'. A page is asked of the network first, because a
   number may have been corrected, and taken from the telephone when nothing comes. A page that is there no more was withdrawn:
   it leaves the telephone too. Nothing but these pages passes here. */
const SHELF = "guide";
const WAIT_MS = 4000;

async function answer(/** @type {Request} */ request) {
  const shelf = await caches.open(SHELF);
  const kept = await shelf.match(request, { ignoreSearch: true });
  let isGone = false;
  const asked = fetch(request).then(async (came) => {
    isGone = came.status === 404 || came.status === 410;
    if (came.ok && kept) await shelf.put(request, came.clone());
    if (isGone && kept) await shelf.delete(request, { ignoreSearch: true });
    return came;
  });
  if (!kept) return asked;
  const late = new Promise((say) => setTimeout(() => say(kept), WAIT_MS));
  return Promise.race([asked.then((came) => (came.ok || isGone ? came : kept)).catch(() => kept), late]);
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (/** @type {any} */ event) => {
  const { origin, pathname } = new URL(event.request.url);
  const isHere = origin === self.location.origin && pathname.startsWith(new URL("./", self.location.href).pathname);
  if (isHere && event.request.method === "GET" && !pathname.includes("/audio/")) event.respondWith(answer(event.request));
});
