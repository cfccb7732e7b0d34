/** PINs: which are too easy, and the key that one makes. */

import { utf8 } from "./bytes.js";

const ROUNDS = 600_000;
const APART = 3;
const EASY = ["112233", "123321", "159753", "147258", "102030", "010203", "123654", "246810", "135790"];

/** Tell why a PIN cannot be taken, or ''.
 * @param {string} pin @returns {"" | "client.pin_short" | "client.pin_easy"} */
export function weakness(pin) {
  if (!/^\d{6,12}$/.test(pin)) return "client.pin_short";
  const steps = new Set([...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10));
  const isRow = steps.size === 1 && [0, 1, 9].includes([...steps][0]);
  const isRepeated = /^(\d{1,3})\1+$/.test(pin);
  return isRow || isRepeated || EASY.includes(pin) ? "client.pin_easy" : "";
}

/** Tell whether a slip of the thumb leads from one PIN to the other: fewer than three changes, or one begins the other.
 * @param {string} one @param {string} two */
export function isClose(one, two) {
  let row = Array.from({ length: two.length + 1 }, (_one, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const before = row;
    row = [at];
    for (let to = 1; to <= two.length; to += 1) {
      row.push(Math.min(before[to] + 1, row[to - 1] + 1, before[to - 1] + Number(one[at - 1] !== two[to - 1])));
    }
  }
  return row[two.length] < APART || one.startsWith(two) || two.startsWith(one);
}

/** Make of a PIN what takes long to make. @param {string} pin @param {Uint8Array} salt @returns {Promise<Uint8Array>} */
export async function slowOf(pin, salt) {
  const typed = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, typed, 256));
}

/** Return the key that wraps an agent's key: slow from the PIN, and useless without the contact token.
 * @param {Uint8Array} slow @param {Uint8Array} contact @param {string} account
 * @returns {Promise<CryptoKey>} */
export const pinKey = (slow, contact, account) =>
  derived(slow, contact, `vereda/pin/1|${account}`, { name: "AES-GCM", length: 256 }, ["encrypt", "decrypt"]);

/** @param {Uint8Array} secret @param {Uint8Array} salt @param {string} use @param {any} kind @param {KeyUsage[]} uses */
async function derived(secret, salt, use, kind, uses) {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt, info: utf8(use) }, base, kind, false, uses);
}

/** Return the two keys of a shift: one encrypts, one names.
 * @param {Uint8Array} secret  32 bytes @param {string} shift
 * @returns {Promise<{box: CryptoKey, name: CryptoKey}>} */
export async function shiftKeys(secret, shift) {
  const none = new Uint8Array(32);
  return {
    box: await derived(secret, none, `vereda/drawer/1|${shift}`, { name: "AES-GCM", length: 256 }, ["encrypt", "decrypt"]),
    name: await derived(secret, none, `vereda/drawer-names/1|${shift}`, { name: "HMAC", hash: "SHA-256", length: 256 }, ["sign"]),
  };
}

/** Overwrite bytes that nobody needs any more. @param {...Uint8Array} secrets */
export const wipe = (...secrets) => secrets.forEach((one) => one.fill(0));

