/** What must be gone when it is deleted: wrapped keys and the contact token, each in a file of its own (a Blob).
 *
 * IndexedDB writes small values into a log that keeps deleted ones until it is rewritten, perhaps for weeks: who carves the
 * wrapped key of a past shift out of it would only have to guess the PIN. A Blob is a file, and deleting it removes the file.
 */

import { answer, erase, read, within } from "./database.js";

const PATIENCE_MS = 10_000;

/** @param {IDBObjectStore} store  'secrets' @param {string} name @param {Uint8Array} bytes */
export const lay = (store, name, bytes) => store.put(new Blob([bytes]), name);

/** @param {string} name @param {Uint8Array} bytes @returns {Promise<void>} */
export const keepSecret = (name, bytes) => within(["secrets"], "readwrite", async (store) => void lay(store, name, bytes));

/** @param {Blob | undefined} kept @returns {Promise<Uint8Array | null>} */
export const bytesOf = async (kept) => (kept ? new Uint8Array(await kept.arrayBuffer()) : null);

/** Read one by a worker that is ended at once: who still held the Blob would keep its file on the disk when it is deleted.
 * Where none begins (a dead or slow line, and no service worker yet) it is read here: nobody is locked out by that.
 * @param {string} name @returns {Promise<Uint8Array | null>} */
export async function secret(name) {
  if (!(await isThere(name))) return null;
  const reader = new Worker(new URL("./reader.js", import.meta.url), { type: "module" });
  const told = await new Promise((done) => {
    reader.onmessage = ({ data }) => done(data);
    reader.onerror = () => done(null);
    setTimeout(() => done(null), PATIENCE_MS);
    reader.postMessage(name);
  });
  reader.terminate();
  return told ?? bytesOf(await read("secrets", name));
}

/** Say whether it is there without opening it.
 * @param {string} name @returns {Promise<boolean>} */
export const isThere = (name) => within(["secrets"], "readonly", async (store) => (await answer(store.count(name))) > 0);

/** @param {string} name @returns {Promise<void>} */
export const dropSecret = (name) => erase("secrets", name);
