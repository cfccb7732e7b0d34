/** Bytes and their spellings: UTF-8, base64 with padding, hexadecimal in small letters; SHA-256. */

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** @param {string} text @returns {Uint8Array} */
export const utf8 = (text) => encoder.encode(text);

/** @param {BufferSource} bytes @returns {string}  throws on what is no UTF-8 */
export const text = (bytes) => decoder.decode(bytes);

/** @param {...Uint8Array} parts @returns {Uint8Array} */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {Uint8Array} bytes @returns {string} */
export function toBase64(bytes) {
  let binary = "";
  // In pieces: a photo as one list of arguments overflows the stack.
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

/** @param {string} written @returns {Uint8Array} */
export const fromBase64 = (written) => Uint8Array.from(atob(written), (one) => one.charCodeAt(0));

/** @param {Uint8Array} bytes @returns {string} */
export const toHex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");

/** @param {string} written @returns {Uint8Array} */
export const fromHex = (written) => Uint8Array.from(written.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** @param {number} count @returns {Uint8Array} */
export const random = (count) => crypto.getRandomValues(new Uint8Array(count));

/** @param {Uint8Array} raw  32 bytes
 * @returns {Promise<CryptoKey>}  an AES-256-GCM key that nobody can take out again */
export const aesKey = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

/** Return nonce and ciphertext, as `encrypt` of vereda/logbook/sealing.py.
 * @param {CryptoKey} key @param {Uint8Array} plain @param {string} bound  associated data
 * @returns {Promise<Uint8Array>} */
export async function encrypt(key, plain, bound) {
  const iv = random(12);
  const told = { name: "AES-GCM", iv, additionalData: utf8(bound) };
  return joined(iv, new Uint8Array(await crypto.subtle.encrypt(told, key, plain)));
}

/** @param {CryptoKey} key @param {Uint8Array} sealed @param {string} bound
 * @returns {Promise<Uint8Array>}  rejects when key or binding is another */
export async function decrypt(key, sealed, bound) {
  const told = { name: "AES-GCM", iv: sealed.subarray(0, 12), additionalData: utf8(bound) };
  return new Uint8Array(await crypto.subtle.decrypt(told, key, sealed.subarray(12)));
}
