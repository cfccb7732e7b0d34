/** What must be gone when it is deleted: wrapped keys and the contact token, each in a file of its own (a Blob).
 *
 * IndexedDB writes small values into a log that keeps deleted ones until it is rewritten, perhaps for weeks: who carves the
 * wrapped key of a past shift out of it would only have to guess the PIN. A Blob is a file, and deleting it removes the file.
 */

import { answer, erase, within } from "./database.js";
import { problem } from "./errors.js";

/** @param {IDBObjectStore} store  'secrets' @param {string} name @param {Uint8Array} bytes */
export const lay = (store, name, bytes) => store.put(new Blob([bytes]), name);

/** @param {string} name @param {Uint8Array} bytes @returns {Promise<void>} */
export const keepSecret = (name, bytes) => within(["secrets"], "readwrite", async (store) => void lay(store, name, bytes));

/** Read one by a worker that is ended at once: who still held the Blob would keep its file on the disk when it is deleted.
 * @param {string} name @returns {Promise<Uint8Array | null>}  rejects with client.not_read */
export async function secret(name) {
  if (!(await isThere(name))) return null;
  const reader = new Worker(new URL("./reader.js", import.meta.url), { type: "module" });
  try {
    return await new Promise((done, failed) => {
      const wrong = () => failed(problem("client.not_read"));
      reader.onmessage = ({ data: { bytes, isWrong } }) => (isWrong ? wrong() : done(bytes));
      reader.onerror = wrong;
      reader.postMessage(name);
    });
  } finally {
    reader.terminate();
  }
}

/** Say whether it is there without opening it.
 * @param {string} name @returns {Promise<boolean>} */
export const isThere = (name) => within(["secrets"], "readonly", async (store) => (await answer(store.count(name))) > 0);

/** @param {string} name @returns {Promise<void>} */
export const dropSecret = (name) => erase("secrets", name);
