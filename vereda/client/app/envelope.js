/** Envelopes: how one entry travels. Made once, sealed to those who may open it, signed by this device.
 *
 * The other side is vereda/logbook/envelopes.py. From here on this device cannot read the entry any more.
 */

import { aesKey, encrypt, joined, random, sha256, toBase64, toHex, utf8 } from "./bytes.js";
import { sealTo } from "./hpke.js";

/** What a post may hold; all else it passes on closed. */
export const POST_CLASSES = ["contact", "whereabouts", "identity"];
const PAD = 256;

/** @typedef {{id: string, sealing: Uint8Array}} Recipient  a node and its public sealing key [DER] */
/** @typedef {{cls: string, sealed: Uint8Array, key: Uint8Array, owner: string, version: number, sha256: string}} Box */

/** Seal fields under a key of their own; entry, owner, class and version are bound to it.
 * @param {string} entry @param {{cls: string, fields: Object, owner: string}} plain @param {number} version
 * @returns {Promise<Box>} */
export async function sealBox(entry, { cls, fields, owner }, version) {
  const key = random(32);
  const sealed = await encrypt(await aesKey(key), utf8(JSON.stringify(fields)), `${entry}|${owner}|${cls}|${version}`);
  return { cls, sealed, key, owner, version, sha256: toHex(await sha256(sealed)) };
}

/** Return the header that binds everything else.
 * @param {{id: string, country: string, group: string, device: string, device_seq: number}} of @param {string} node */
export const header = (of, node) =>
  `vereda/envelope/1|${of.id}|${of.country}|${of.group}|${of.device}|${of.device_seq}|${node}`;

/** Return the text that is sealed, padded so that its size tells little.
 * @param {string} id @param {string} body @param {Box[]} boxes @param {Recipient} headquarters
 * @param {Uint8Array} salt @param {boolean} isForPost */
async function plaintext(id, body, boxes, headquarters, salt, isForPost) {
  const isOpen = (/** @type {Box} */ box) => !isForPost || POST_CLASSES.includes(box.cls);
  const closed = boxes.filter((box) => !isOpen(box)).map((box) => box.key);
  /** @type {Object<string, any>} */
  const values = {
    body,
    boxes: boxes.map((box) => toBase64(box.sealed)),
    keys: boxes.map((box) => (isOpen(box) ? toBase64(box.key) : "")),
    salt: toBase64(salt),
  };
  if (closed.length) values.closed = toBase64(await sealTo(headquarters.sealing, utf8(`vereda/closed/1|${id}`), joined(...closed)));
  const bare = utf8(JSON.stringify({ ...values, pad: "" })).length;
  return utf8(JSON.stringify({ ...values, pad: ".".repeat((PAD - (bare % PAD)) % PAD) }));
}

/** Seal and sign one entry.
 * @param {Object} entry
 * @param {{id: string, country: string, group: string, device: string, device_seq: number}} entry.of
 * @param {string} entry.body  the author's bytes, made once
 * @param {Box[]} entry.boxes  in the body's order
 * @param {string} entry.outer  class of the entry's kind
 * @param {Recipient} entry.headquarters
 * @param {Recipient | null} entry.post
 * @param {CryptoKey} signer
 * @returns {Promise<Object>} the envelope as it travels */
export async function sealEnvelope({ of, body, boxes, outer, headquarters, post }, signer) {
  const head = header(of, headquarters.id);
  const isForPost = POST_CLASSES.includes(outer);
  const [key, salt] = [random(32), random(16)];
  const plain = await plaintext(of.id, body, boxes, headquarters, salt, isForPost);
  const sealed = await encrypt(await aesKey(key), plain, head);
  const readers = post && isForPost && post.id !== headquarters.id ? [headquarters, post] : [headquarters];
  /** @type {Object<string, string>} */
  const keys = {};
  for (const node of readers) keys[node.id] = toBase64(await sealTo(node.sealing, utf8(head), key));
  const digest = toHex(await sha256(sealed));
  const commit = toHex(await sha256(joined(salt, await sha256(utf8(body)))));
  const signed = utf8(`${head}|${sealed.length}|${digest}|${commit}`);
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, signer, signed);
  return {
    ...of,
    node: headquarters.id,
    size: sealed.length,
    digest,
    commit,
    sealed: toBase64(sealed),
    keys,
    signature: toBase64(new Uint8Array(signature)),
  };
}
