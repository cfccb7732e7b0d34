/** An agent's drawer: drafts, open work and what was written in this shift, encrypted under the shift's key.
 *
 * Also the names of things are hidden (a keyed digest): a subject's id in clear would tell who looked at what.
 * Names used here: draft/…, open/…, written/…, heads/…, cursor.
 * While a practice is on, every name is one of the practice: whoever asks sees the real shift or the practice, never both.
 */

import { unlocked } from "./agents.js";
import { practising } from "./session.js";
import { decrypt, encrypt, text, toHex, utf8 } from "./bytes.js";
import { all, erase, read, within } from "./database.js";

/** @typedef {{account: string, key: string, shift: string, sealed: Uint8Array}} Item */

/** @param {string} account @param {string} key */
const bound = (account, key) => `vereda/drawer/1|${account}|${key}`;

const PRACTICE = "practice:";
const MODE = "mode";

/** @param {string} name */
const full = (name) => (practising() && name !== MODE ? `${PRACTICE}${name}` : name);

/** @param {string} name  in full */
async function keyOf(name) {
  const { account, keys } = unlocked();
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", keys.name, utf8(name)));
  return { account, key: toHex(mac.subarray(0, 16)) };
}

/** Return a row for the store, for who writes it together with something else.
 * @param {string} name @param {any} value  JSON @returns {Promise<Item>} */
export async function sealItem(name, value) {
  const { keys, shift } = unlocked();
  const named = full(name);
  const { account, key } = await keyOf(named);
  return { account, key, shift, sealed: await encrypt(keys.box, utf8(JSON.stringify([named, value])), bound(account, key)) };
}

/** @param {Item} item @returns {Promise<[string, any]>} */
async function openItem(item) {
  return JSON.parse(text(await decrypt(unlocked().keys.box, item.sealed, bound(item.account, item.key))));
}

/** Keep something for this shift. @param {string} name @param {any} value  JSON @returns {Promise<void>} */
export const put = (name, value) => putAll([[name, value]]);

/** Take things away and keep others, all or nothing.
 * @param {Array<[string, any]>} items @param {string[]} [gone]
 * @returns {Promise<void>} */
export async function putAll(items, gone = []) {
  const rows = await Promise.all(items.map(([name, value]) => sealItem(name, value)));
  const keys = await Promise.all(gone.map((name) => keyOf(full(name))));
  await within(["drawer"], "readwrite", async (drawer) => {
    for (const { account, key } of keys) drawer.delete([account, key]);
    for (const row of rows) drawer.put(row);
  });
}

/** @param {string} name @returns {Promise<any>}  undefined: not there */
export async function get(name) {
  const { account, key } = await keyOf(full(name));
  const item = await read("drawer", [account, key]);
  return item && (await openItem(item))[1];
}

/** Return all things whose name begins so. @param {string} prefix @returns {Promise<Array<{name: string, value: any}>>} */
export async function list(prefix) {
  const { account, shift } = unlocked();
  const [begin, own] = [full(prefix), full("")];
  // What was on its way to the disk when a shift ended is of a key that is gone.
  const rows = (await all("drawer", IDBKeyRange.bound([account], [account, []]))).filter((one) => one.shift === shift);
  const opened = await Promise.all(rows.map(openItem));
  return opened.filter(([name]) => name.startsWith(begin)).map(([name, value]) => ({ name: name.slice(own.length), value }));
}

/** @param {string} name @returns {Promise<void>} */
export async function remove(name) {
  const { account, key } = await keyOf(full(name));
  await erase("drawer", [account, key]);
}

/** For who deletes it together with something else. @param {string} name */
export const itemKey = async (name) => {
  const { account, key } = await keyOf(full(name));
  return [account, key];
};

