/** What must be gone when it is deleted: wrapped keys and the contact token, each in a file of its own (a Blob).
 *
 * IndexedDB writes small values into a log that keeps deleted ones until it is rewritten, perhaps for weeks: who carves the
 * wrapped key of a past shift out of it would only have to guess the PIN. A Blob is a file, and deleting it removes the file.
 */

import { answer, erase, read, within } from "./database.js";

/** @param {IDBObjectStore} store  'secrets' @param {string} name @param {Uint8Array} bytes */
export const lay = (store, name, bytes) => store.put(new Blob([bytes]), name);

/** @param {string} name @param {Uint8Array} bytes @returns {Promise<void>} */
export const keepSecret = (name, bytes) => within(["secrets"], "readwrite", async (store) => void lay(store, name, bytes));

/** @param {string} name @returns {Promise<Uint8Array | null>} */
export async function secret(name) {
  const kept = await read("secrets", name);
  return kept ? new Uint8Array(await kept.arrayBuffer()) : null;
}

/** Say whether it is there without opening it: a browser keeps the file of a Blob that somebody still holds, deleted or not.
 * @param {string} name @returns {Promise<boolean>} */
export const isThere = (name) => within(["secrets"], "readonly", async (store) => (await answer(store.count(name))) > 0);

/** @param {string} name @returns {Promise<void>} */
export const dropSecret = (name) => erase("secrets", name);
