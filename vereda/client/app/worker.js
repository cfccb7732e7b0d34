/** The service worker: keeps the app whole on the phone, so that it starts without a network and changes all at once.
 *
 * The server writes the list of files with their digests above this line (vereda/client/shell.py). What is sent and asked
 * under /sync/v1/ never passes here: nothing of a person comes into the browser's cache.
 */

/** @type {Object<string, string>} */
const FILES = self.VEREDA_FILES;
const BASE = new URL("./", self.location.href);
const START = "index.html";

const hex = (/** @type {ArrayBuffer} */ bytes) => Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, "0")).join("");
const digest = async (/** @type {ArrayBuffer} */ bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));

/** One name for one set of files. */
const shelfName = digest(new TextEncoder().encode(JSON.stringify(FILES)).buffer).then((whole) => `vereda-${whole.slice(0, 16)}`);

/** Take the new app whole; a single file that is not as listed leaves the old one in place. */
async function install() {
  await fill(await caches.open(await shelfName)).catch(async (why) => {
    await caches.delete(await shelfName);
    throw why;
  });
}

/** @param {Cache} shelf */
async function fill(shelf) {
  await Promise.all(
    Object.entries(FILES).map(async ([file, wanted]) => {
      const address = new URL(file, BASE);
      // What the page or an older app loaded just now is taken without a word to the server, when it is the right one.
      const came = (await asListed(address, wanted, "force-cache")) ?? (await asListed(address, wanted, "reload"));
      if (!came) throw new Error(`not as listed: ${file}`);
      await shelf.put(address, came);
    }),
  );
}

/** @param {URL} address @param {string} wanted @param {RequestCache} cache @returns {Promise<Response | undefined>} */
async function asListed(address, wanted, cache) {
  const came = await fetch(address, { cache, credentials: "omit", redirect: "error" });
  return came.ok && (await digest(await came.clone().arrayBuffer())) === wanted ? came : undefined;
}

/** Let the shelves of older apps go. */
async function clear() {
  const mine = await shelfName;
  const old = (await caches.keys()).filter((one) => one.startsWith("vereda-") && one !== mine);
  await Promise.all(old.map((one) => caches.delete(one)));
  await self.clients.claim();
}

/** @param {Request} request */
async function answer(request) {
  const { pathname } = new URL(request.url);
  const asked = pathname.slice(BASE.pathname.length) || START;
  const kept = await (await caches.open(await shelfName)).match(new URL(asked, BASE));
  return kept ?? fetch(request);
}

self.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
self.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(clear()));
self.addEventListener("fetch", (/** @type {any} */ event) => {
  const { origin, pathname } = new URL(event.request.url);
  const isOurs = origin === self.location.origin && pathname.startsWith(BASE.pathname);
  if (isOurs && event.request.method === "GET") event.respondWith(answer(event.request));
});
// A new app waits until no screen of the old one is open, or until the agent takes it.
self.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data === "take over") self.skipWaiting();
});
