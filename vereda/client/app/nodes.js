/** The nodes this phone may talk to: which keys they have, and whether what they say is theirs. */

import { fromBase64, fromHex, joined, sha256, toHex, utf8 } from "./bytes.js";
import { problem } from "./errors.js";

/** @typedef {{id: string, name: string, role: "headquarters" | "post", group: string, sealing: string, signing: string}} Node */
/** @typedef {{text: string, signature: string}} Signed */

const ECDSA = { name: "ECDSA", hash: "SHA-256" };

/** Tell whether `signature` [base64, r and s] of `told` is by the holder of `signing` [DER, hexadecimal].
 * @param {string} signing @param {string} signature @param {string} told @returns {Promise<boolean>} */
export async function isBy(signing, signature, told) {
  try {
    const key = await crypto.subtle.importKey("spki", fromHex(signing), { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    return await crypto.subtle.verify(ECDSA, key, fromBase64(signature), utf8(told));
  } catch {
    return false; // no key, no base64: not by anybody
  }
}

/** @param {string | undefined} text @returns {{serial: number, nodes: Node[]}} */
const read = (text) => {
  const told = text ? JSON.parse(text) : {};
  return { serial: told.serial ?? 0, nodes: told.nodes ?? [] };
};

/** @param {Signed} known @param {string} id @returns {Node | undefined} */
export const node = (known, id) => read(known.text).nodes.find((one) => one.id === id);

/** Return the serial of a document: the server leaves out the one that we have.
 * @param {Signed} known @returns {number} */
export const serialOf = (known) => read(known.text).serial;

/** Return headquarters and the post of a group, as recipients of envelopes.
 * @param {{nodes: Signed, headquarters: string, group: string}} state */
export function recipients(state) {
  const { nodes } = read(state.nodes.text);
  const as = (/** @type {Node | undefined} */ one) => (one ? { id: one.id, sealing: fromHex(one.sealing) } : null);
  const headquarters = as(nodes.find((one) => one.id === state.headquarters));
  if (!headquarters) throw problem("client.wrong_server");
  return { headquarters, post: as(nodes.find((one) => one.role === "post" && one.group === state.group)) };
}

/** Return the newer of two documents; the new one only when the headquarters that we know signed it.
 * @param {Signed} known @param {Signed | null | undefined} told @param {string} headquarters @returns {Promise<Signed>} */
export async function newer(known, told, headquarters) {
  if (!told?.text || read(told.text).serial <= read(known.text).serial) return known;
  const by = node(known, headquarters);
  return by && (await isBy(by.signing, told.signature, `vereda/nodes/1\n${told.text}`)) ? told : known;
}

/** @param {Node} one @returns {Promise<string>} 16 digits over the key that seals and the key that signs */
const fingerprintOf = async ({ sealing, signing }) => toHex(await sha256(joined(fromHex(sealing), fromHex(signing)))).slice(0, 16);

/** Check the first document of all: it names the headquarters whose two keys the supervisor's screen showed a fingerprint of.
 * @param {Signed} told @param {string} headquarters @param {string} fingerprint  '' when the code was typed by hand
 * @returns {Promise<void>}  rejects with client.wrong_server */
export async function checkFirst(told, headquarters, fingerprint) {
  const by = node(told, headquarters);
  if (!by || by.role !== "headquarters" || (fingerprint && fingerprint !== (await fingerprintOf(by)))) throw problem("client.wrong_server");
  if (toHex(await sha256(fromHex(by.sealing))).slice(0, 16) !== by.id) throw problem("client.wrong_server");
  if (!(await isBy(by.signing, told.signature, `vereda/nodes/1\n${told.text}`))) throw problem("client.wrong_server");
}
