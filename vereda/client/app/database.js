/** The phone's store (IndexedDB). What stands here in clear is nobody's data: numbers, keys' public halves, sealed bytes.
 *
 * device     'state', 'counter' (next number, last clock), 'time' (highest seen), 'keys' (pair that cannot be taken out)
 * queue      envelopes by their number
 * agents     who may unlock this phone, and how many tries are left; a staff member's display name stands in clear
 * secrets    wrapped keys and the contact token, as files (secrets.js)
 * drawer     what a shift still needs, encrypted, by [account, name's keyed digest]
 * files      encrypted photos on their way
 * reference  the public library: pack, forms, texts
 */

import { problem } from "./errors.js";

const NAME = "vereda";
const VERSION = 1;
/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** @param {IDBDatabase} db */
function lay(db) {
  db.createObjectStore("device");
  const queue = db.createObjectStore("queue", { keyPath: "seq" });
  queue.createIndex("waiting", "waiting");
  queue.createIndex("status", "status");
  db.createObjectStore("agents", { keyPath: "account" });
  db.createObjectStore("secrets");
  db.createObjectStore("drawer", { keyPath: ["account", "key"] });
  db.createObjectStore("files", { keyPath: "sha256" });
  db.createObjectStore("reference");
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => lay(asked.result);
    asked.onerror = () => failed(asked.error);
    asked.onsuccess = () => {
      const db = asked.result;
      db.onversionchange = () => forget(db);
      db.onclose = () => forget(null); // the browser cleared it: the next opening finds it empty, and says so
      done(db);
    };
  });
  opened.catch(() => forget(null));
  return opened;
}

/** @param {IDBDatabase | null} db */
function forget(db) {
  opened = null;
  db?.close();
}

/** Wait for one request.
 * @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export function answer(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** Do some work in one transaction; it is on disk when this resolves, and absent when this rejects.
 * The work may await requests of its stores and nothing else (WebCrypto ends a transaction).
 * @template T
 * @param {string[]} stores
 * @param {"readonly" | "readwrite"} mode
 * @param {(...stores: IDBObjectStore[]) => Promise<T>} work
 * @returns {Promise<T>} */
export async function within(stores, mode, work) {
  // Strict: an acknowledged write of the queue outlives a flat battery.
  const moved = (await open()).transaction(stores, mode, { durability: "strict" });
  const ended = new Promise((done, failed) => {
    moved.oncomplete = () => done(undefined);
    moved.onabort = () => failed(moved.error ?? problem("client.not_written"));
  });
  ended.catch(() => {});
  try {
    const result = await work(...stores.map((name) => moved.objectStore(name)));
    await ended;
    return result;
  } catch (why) {
    try {
      moved.abort();
    } catch {
      // it had ended already
    }
    throw full(why) ? problem("client.storage_full") : why;
  }
}

/** @param {any} why */
const full = (why) => why?.name === "QuotaExceededError";

/** @param {string} store @param {IDBValidKey} key @returns {Promise<any>} */
export const read = (store, key) => within([store], "readonly", (one) => answer(one.get(key)));

/** @param {string} store @param {any} value @param {IDBValidKey} [key] @returns {Promise<any>} */
export const write = (store, value, key) => within([store], "readwrite", (one) => answer(one.put(value, key)));

/** @param {string} store @param {IDBValidKey | IDBKeyRange} key @returns {Promise<any>} */
export const erase = (store, key) => within([store], "readwrite", (one) => answer(one.delete(key)));

/** @param {string} store @param {IDBValidKey | IDBKeyRange | null} [range] @param {number} [most] @returns {Promise<any[]>} */
export const all = (store, range = null, most = undefined) =>
  within([store], "readonly", (one) => answer(one.getAll(range, most)));

/** Change one value by a pure function, in one transaction.
 * @param {string} store @param {IDBValidKey} key @param {(before: any) => any} change  undefined: leave as it is
 * @returns {Promise<any>} the value that stands now */
export function alter(store, key, change) {
  return within([store], "readwrite", async (one) => {
    const before = await answer(one.get(key));
    const after = change(before);
    if (after === undefined) return before;
    await answer(one.keyPath ? one.put(after) : one.put(after, key));
    return after;
  });
}
