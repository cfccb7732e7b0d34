/** What an agent's file holds: salt, her key wrapped twice, her secret for the open work. Every agent's has the same shape.
 *
 * The second wrap is under her second PIN, or noise: who reads the file cannot tell whether there is a second PIN, nor can the
 * time that a try takes. One slow derivation is made of what was typed, and both wraps are tried with it, always.
 */

import { aesKey, decrypt, encrypt, joined, random } from "./bytes.js";
import { pinKey, slowOf } from "./pins.js";

const [SALT, WRAP] = [16, 60]; // a wrap: 12 of nonce, 32 of key, 16 of tag
const SIZE = SALT + 3 * WRAP;
const firstOf = (/** @type {string} */ account) => `vereda/agent-key/1|${account}`;
const secondOf = (/** @type {string} */ account) => `vereda/agent-second-key/1|${account}`;
const ownOf = (/** @type {string} */ account) => `vereda/agent-secret/1|${account}`;

/** A file that nobody opens, and that looks as any other. @returns {Uint8Array} */
export const noise = () => random(SIZE);
/** A wrap that nobody opens. @returns {Uint8Array} */
export const noiseWrap = () => random(WRAP);

/** What one slow derivation of a PIN made. @typedef {{slow: Uint8Array, salt: Uint8Array}} Typed */

/** @param {string} pin @param {Uint8Array} [salt] @returns {Promise<Typed>} */
export const typed = async (pin, salt = random(SALT)) => ({ slow: await slowOf(pin, salt), salt });

/** Make an agent's file, without a second PIN.
 * @param {Typed} pin @param {string} account @param {Uint8Array} contact @param {Uint8Array} raw  her key @param {Uint8Array} own  her secret
 * @returns {Promise<Uint8Array>} */
export async function fileOf({ slow, salt }, account, contact, raw, own) {
  const first = await encrypt(await pinKey(slow, contact, account), raw, firstOf(account));
  return joined(salt, first, noiseWrap(), await encrypt(await aesKey(raw), own, ownOf(account)));
}

/** Put a second PIN into a file, or noise in its place.
 * @param {Uint8Array} file @param {string} account @param {Uint8Array} contact @param {string} second  '': none
 * @returns {Promise<Uint8Array>} */
export async function withSecond(file, account, contact, second) {
  const { slow } = await typed(second, file.slice(0, SALT));
  const wrap = await encrypt(await pinKey(slow, contact, account), random(32), secondOf(account));
  return joined(file.subarray(0, SALT + WRAP), second ? wrap : noiseWrap(), file.subarray(SALT + 2 * WRAP));
}

/** Try a PIN on a file: both wraps, whichever opens.
 * @param {string} pin @param {Uint8Array} file @param {string} account @param {Uint8Array} contact
 * @returns {Promise<{first: Uint8Array | null, second: Uint8Array | null, by: Typed}>} */
export async function tried(pin, file, account, contact) {
  const by = await typed(pin, file.slice(0, SALT));
  const key = await pinKey(by.slow, contact, account);
  const [first, second] = await Promise.all([
    decrypt(key, file.subarray(SALT, SALT + WRAP), firstOf(account)).catch(() => null),
    decrypt(key, file.subarray(SALT + WRAP, SALT + 2 * WRAP), secondOf(account)).catch(() => null),
  ]);
  return { first, second, by };
}

/** @param {CryptoKey} key  the agent's @param {Uint8Array} file @param {string} account @returns {Promise<Uint8Array>} */
export const ownIn = (key, file, account) => decrypt(key, file.subarray(SALT + 2 * WRAP), ownOf(account));
