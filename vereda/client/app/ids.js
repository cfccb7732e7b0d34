/** Identifiers made on the device: UUIDv7, so that a table of entries grows at its end (vereda/logbook/ids.py). */

import { now } from "./clock.js";
import { random, toHex } from "./bytes.js";

/** Return a fresh UUIDv7. Source: RFC 9562, section 5.7.
 * @param {number} [ms]  milliseconds since 1970, UTC
 * @returns {string} */
export function uuid7(ms = now()) {
  const rest = random(10);
  rest[0] = 0x70 | (rest[0] & 0x0f);
  rest[2] = 0x80 | (rest[2] & 0x3f);
  const all = Math.trunc(ms).toString(16).padStart(12, "0") + toHex(rest);
  return [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join("-");
}
