/** Time on the phone: the hybrid clock of entries, local days of the group's post, and the highest time ever seen here.
 *
 * A reading of the hybrid clock is 16 hexadecimal digits: 12 for milliseconds since 1970, 4 for a counter
 * (vereda/logbook/clock.py). A wall clock that goes back locks what can be read, until a server has told the time.
 */

import { alter, read } from "./database.js";

/** [ms] what a correction over the network may take back without a lock */
export const BACK_MOST = 5 * 60_000;

/** [ms] between two notes on disk: it is looked at every few seconds */
const NOTED = 60_000;

let source = () => Date.now();
let begun = { wall: Date.now(), run: performance.now() };

/** Return the wall clock [ms since 1970, UTC]. */
export const now = () => source();

/** Put another clock in place, for tests.
 * @param {() => number} other */
export function setNow(other) {
  source = other;
  begun = { wall: other(), run: performance.now() };
}

/** @param {number} ms @param {number} [counter] @returns {string} */
export const reading = (ms, counter = 0) => Math.trunc(ms).toString(16).padStart(12, "0") + counter.toString(16).padStart(4, "0");

/** Return the next reading of a device whose last was `last`; greater than it even when the wall clock went back.
 * @param {string} last  '' at the beginning @param {number} ms @returns {string} */
export function tick(last, ms) {
  const before = last ? parseInt(last.slice(0, 12), 16) : -1;
  if (ms > before) return reading(ms);
  const counter = parseInt(last.slice(12), 16) + 1;
  return counter <= 0xffff ? reading(before, counter) : reading(before + 1);
}

/** Return the wall clock of a zone at an instant, as milliseconds that read like UTC.
 * @param {string} zone  IANA @param {number} ms */
function wallOf(zone, ms) {
  const shape = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" };
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-US", /** @type {any} */ (shape)).formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) + (ms % 1000);
}

/** Return an instant as the post's clock shows it, with its offset: '2026-11-24T19:03:12.041-06:00'.
 * @param {string} zone @param {number} ms @returns {string} */
export function isoIn(zone, ms) {
  const wall = wallOf(zone, ms);
  const minutes = Math.round((wall - ms) / 60_000);
  const two = (/** @type {number} */ value) => String(Math.trunc(value)).padStart(2, "0");
  const offset = `${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return new Date(wall).toISOString().slice(0, 23) + offset;
}

/** Return the local day at the post: '2026-11-24'.
 * @param {string} zone @param {number} ms @returns {string} */
export const localDay = (zone, ms) => new Date(wallOf(zone, ms)).toISOString().slice(0, 10);

/** @typedef {{highest: number, server: number}} Seen
 * highest: wall time seen here since the last contact; server: last time that a server signed [ms] */

/** Note the present time; tell whether the clock was set back.
 * @returns {Promise<Seen & {isBack: boolean}>} */
export async function noteTime() {
  const wall = now();
  // While the app is open, time runs on even when somebody sets the clock back.
  const run = begun.wall + (performance.now() - begun.run);
  const seen = await alter("device", "time", (before) => {
    const highest = Math.max(before?.highest ?? 0, wall, run);
    return before && highest - before.highest < NOTED ? undefined : { highest, server: before?.server ?? 0 };
  });
  const highest = Math.max(seen.highest, wall, run);
  return { highest, server: seen.server, isBack: wall < highest - BACK_MOST };
}

/** Take the time that a proven server signed: from here on this phone's clock is measured against itself. One that is years
 * wrong, and stays so, works; its entries keep the time that they claim.
 * @param {number} server [ms] @returns {Promise<Seen>} */
export function trustTime(server) {
  const wall = now();
  begun = { wall, run: performance.now() };
  return alter("device", "time", () => ({ server, highest: wall }));
}

/** Return what was seen last, without noting anything.
 * @returns {Promise<Seen>} */
export const timeSeen = async () => (await read("device", "time")) ?? { highest: 0, server: 0 };
