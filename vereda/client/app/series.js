/** The queue as a series of pictures, for when there is neither a line nor a cable: each entry is a packet, each packet some codes.
 *
 * A code holds text: VQ1, packet (16 digits of the SHA-256 of its bytes), which entry of how many, which piece of how many, 8 digits
 * over packet, piece and content, content; joined by dots. A packet is an envelope as it lies in the queue, compressed.
 */

import { sha256, toBase64, toHex, utf8 } from "./bytes.js";
import { within, answer } from "./database.js";

const PIECE = 440; // of 520, with what stands before it

/** Return the numbers of what no server has acknowledged, oldest first. @returns {Promise<number[]>} */
export const unsentNumbers = () =>
  within(["queue"], "readonly", async (queue) => (await answer(queue.index("waiting").getAllKeys())).map(Number).sort((one, two) => one - two));

/** Return the codes of one entry, or none where it was sent meanwhile.
 * @param {number} seq @param {number} at  which of them it is, from 1 @param {number} of @returns {Promise<string[]>} */
export async function codesOf(seq, at, of) {
  const row = await within(["queue"], "readonly", (queue) => answer(queue.get(seq)));
  if (!row?.waiting) return [];
  const packed = new Blob([row.envelope]).stream().pipeThrough(new CompressionStream("gzip"));
  const packet = new Uint8Array(await new Response(packed).arrayBuffer());
  const name = await digits(packet, 16);
  const content = toBase64(packet).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  const pieces = content.match(new RegExp(`.{1,${PIECE}}`, "g")) ?? [];
  return Promise.all(pieces.map(async (piece, n) => {
    const check = await digits(utf8(`${name}.${n + 1}.${pieces.length}.${piece}`), 8);
    return `VQ1.${name}.${at}.${of}.${n + 1}.${pieces.length}.${check}.${piece}`;
  }));
}

/** @param {Uint8Array} bytes @param {number} count */
const digits = async (bytes, count) => toHex(await sha256(bytes)).slice(0, count);
