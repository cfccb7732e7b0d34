/** The public library: lists of the pack, forms, texts, the group. Signed by a node; nothing of a person is in it. */

import { sha256, toHex, utf8 } from "./bytes.js";
import { read, write } from "./database.js";
import { device } from "./device.js";
import { isBy, node } from "./nodes.js";
import { problem } from "./errors.js";
import { tell } from "./tabs.js";
import { call } from "./wire.js";

/** @type {{hash: string, told: any} | null} */
let kept = null;

/** Return the library as it stands here, or null before the first contact.
 * @returns {Promise<any>} */
export async function reference() {
  const row = await read("reference", "current");
  if (!row) return null;
  if (kept?.hash !== row.hash) kept = { hash: row.hash, told: JSON.parse(row.text) };
  return kept.told;
}

/** @returns {Promise<string>} hash of the library here, or '' */
export const referenceHash = async () => (await read("reference", "current"))?.hash ?? "";

/** Fetch a text that the library names by its hash, where it is another than ours; it is taken only as it is named.
 * @param {string} token @param {string} path @param {string} key @param {string | undefined} hash @returns {Promise<boolean>} whether it is new */
export async function fetchNamed(token, path, key, hash) {
  if (!hash || (await read("reference", key))?.hash === hash) return false;
  const { status, json } = await call("GET", path, { token });
  // What changed meanwhile is another one: it comes with the next contact.
  if (status !== 200 || typeof json.text !== "string" || toHex(await sha256(utf8(json.text))) !== hash) return false;
  await write("reference", { hash, text: json.text }, key);
  return true;
}

/** Fetch the library when it is another than ours, and take it only whole and signed by a node that we know.
 * @param {string} by  id of the node that we speak with @param {string} hash  of the one that it has
 * @returns {Promise<boolean>} whether it is new */
export async function fetchReference(by, hash) {
  const state = await device();
  if (!state) throw problem("client.not_enrolled");
  if (hash === (await referenceHash())) return false;
  const { status, json } = await call("GET", `reference?have=${await referenceHash()}`, { token: state.token });
  if (status !== 200 || json.same) return false;
  const whose = node(state.nodes, by);
  const isWhole = typeof json.text === "string" && toHex(await sha256(utf8(json.text))) === json.hash;
  if (!whose || !isWhole || !(await isBy(whose.signing, json.signature, `vereda/reference/1|${json.hash}`))) {
    throw problem("client.wrong_server");
  }
  await write("reference", { hash: json.hash, text: json.text, signature: json.signature }, "current");
  tell("reference");
  return true;
}
