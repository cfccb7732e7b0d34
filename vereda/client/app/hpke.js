/** HPKE, base mode, single shot: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Source: RFC 9180, sections 4 to 6.
 *
 * The other side is `SUITE` of vereda/logbook/sealing.py.
 */

import { joined, utf8 } from "./bytes.js";

const KEM = joined(utf8("KEM"), Uint8Array.of(0x00, 0x10));
const SUITE = joined(utf8("HPKE"), Uint8Array.of(0x00, 0x10, 0x00, 0x01, 0x00, 0x02));
const LABEL = utf8("HPKE-v1");
const NONE = new Uint8Array(0);
const P256 = { name: "ECDH", namedCurve: "P-256" };

/** @param {Uint8Array} key @param {Uint8Array} data */
async function hmac(key, data) {
  // An empty salt equals zeros, and WebCrypto refuses an empty key.
  const raw = key.length ? key : new Uint8Array(32);
  const made = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", made, data));
}

/** @param {Uint8Array} suite @param {Uint8Array} salt @param {string} label @param {Uint8Array} secret */
const extract = (suite, salt, label, secret) => hmac(salt, joined(LABEL, suite, utf8(label), secret));

/** One block is enough: nothing longer than 32 bytes is asked for.
 * @param {Uint8Array} suite @param {Uint8Array} secret @param {string} label @param {Uint8Array} info @param {number} length */
async function expand(suite, secret, label, info, length) {
  const told = joined(Uint8Array.of(length >> 8, length & 0xff), LABEL, suite, utf8(label), info);
  return (await hmac(secret, joined(told, Uint8Array.of(1)))).subarray(0, length);
}

/** Return key and nonce of the one message.
 * @param {Uint8Array} dh  X coordinate of the shared point @param {Uint8Array} enc @param {Uint8Array} receiver @param {Uint8Array} info */
export async function schedule(dh, enc, receiver, info) {
  const prk = await extract(KEM, NONE, "eae_prk", dh);
  const shared = await expand(KEM, prk, "shared_secret", joined(enc, receiver), 32);
  const context = joined(
    Uint8Array.of(0),
    await extract(SUITE, NONE, "psk_id_hash", NONE),
    await extract(SUITE, NONE, "info_hash", info),
  );
  const secret = await extract(SUITE, shared, "secret", NONE);
  return { key: await expand(SUITE, secret, "key", context, 32), nonce: await expand(SUITE, secret, "base_nonce", context, 12) };
}

/** Seal a few bytes to a node; nobody here can open them again.
 * @param {Uint8Array} spki  the node's public key [DER]
 * @param {Uint8Array} info  what the bytes belong to
 * @param {Uint8Array} plain
 * @returns {Promise<Uint8Array>}  enc (65 bytes) and ciphertext */
export async function sealTo(spki, info, plain) {
  const receiver = await crypto.subtle.importKey("spki", spki, P256, true, []);
  const pair = await crypto.subtle.generateKey(P256, false, ["deriveBits"]);
  const raw = async (/** @type {CryptoKey} */ key) => new Uint8Array(await crypto.subtle.exportKey("raw", key));
  const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: receiver }, pair.privateKey, 256));
  const enc = await raw(pair.publicKey);
  const { key, nonce } = await schedule(dh, enc, await raw(receiver), info);
  const made = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  return joined(enc, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, made, plain)));
}
