/** Recordings of people who say the texts: fetched after everything else, or when somebody wants to hear one, and kept. */

import { fromBase64, sha256, toHex } from "./bytes.js";
import { localDay, now } from "./clock.js";
import { erase, read, write } from "./database.js";
import { parts } from "./guidance.js";
import { call } from "./wire.js";

/** @typedef {import("./guidance.js").Topic} Topic */

const MOST = 6_000_000; // [bytes] of all recordings on one phone
const [PATIENCE, LONG] = [10_000, 90_000]; // [ms] for who stands before a person and waits; for nobody
const KEPT = "voices";
const key = (/** @type {string} */ hash) => `voice/${hash}`;

/** Return the recording of a text where it is here and may be played today, or null.
 * @param {Topic} topic @param {string} zone @param {boolean} hasBand  then one to which nobody listened may be played too
 * @returns {Promise<Blob | null>} */
export async function voiceOf(topic, zone, hasBand) {
  const named = topic.voice;
  if (!named) return null;
  const isHeard = Boolean(named.until) && localDay(zone, now()) <= /** @type {string} */ (named.until);
  return isHeard || hasBand ? ((await read("reference", key(named.hash))) ?? null) : null;
}

/** Fetch one recording now. @param {string} token @param {string} language @param {Topic} topic @param {number} [patience] @returns {Promise<boolean>} whether it is here */
export async function fetchVoice(token, language, topic, patience = PATIENCE) {
  const named = topic.voice;
  if (!named) return false;
  if (await read("reference", key(named.hash))) return true;
  const { status, json } = await call("GET", `voice?language=${language}&topic=${topic.code}`, { token, patience });
  const bytes = status === 200 && typeof json.data === "string" ? fromBase64(json.data) : new Uint8Array(0);
  if (!bytes.length || toHex(await sha256(bytes)) !== named.hash) return false;
  await write("reference", new Blob([bytes], { type: json.kind }), key(named.hash));
  return true;
}

/** Keep the recordings of all texts on this phone, what life may depend on first; on a slow line none comes unasked. It never rejects,
 * and entries do not wait for it. @param {string} token @returns {Promise<void>} */
export async function keepVoices(token) {
  const line = /** @type {any} */ (navigator).connection;
  if (line?.saveData || ["slow-2g", "2g"].includes(line?.effectiveType)) return;
  await navigator.locks.request("vereda-voices", { ifAvailable: true }, async (held) => {
    if (held) await keepAll(token).catch(() => {}); // the line went away: the next contact goes on
  });
}

/** @param {string} token */
async function keepAll(token) {
  const all = (await parts()).flatMap((one) => one.topics.filter((topic) => topic.voice).map((topic) => ({ language: one.language, topic })));
  all.sort((one, two) => Number(Boolean(two.topic.core)) - Number(Boolean(one.topic.core)));
  let sum = 0;
  const kept = all.filter(({ topic }) => (sum += topic.voice?.bytes ?? 0) <= MOST);
  const names = kept.map(({ topic }) => topic.voice?.hash ?? "");
  for (const gone of ((await read("reference", KEPT)) ?? []).filter((/** @type {string} */ one) => !names.includes(one))) await erase("reference", key(gone));
  await write("reference", names, KEPT);
  for (const { language, topic } of kept) await fetchVoice(token, language, topic, LONG);
}
