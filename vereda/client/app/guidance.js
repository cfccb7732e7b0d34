/** Texts of the library, one part a language: named by the signed reference, fetched when the phone can work already, and kept. */

import { localDay, now } from "./clock.js";
import { alter, erase, read, write } from "./database.js";
import { fetchNamed, reference } from "./reference.js";
import { tell } from "./tabs.js";

/** @typedef {{language: string, name: string, hash: string, bytes: number}} Named  bytes: compressed, as it goes over the line */
/** @typedef {{code: string, kind: string, icon: string, es: string, en: string, core?: boolean, counts_as: string, version: string,
 *   title: string, short: string, spoken: string, full: string, source: string, article?: string, read_on?: string,
 *   checked_on?: string, lasts?: string, voice?: {hash: string, bytes: number, until?: string}}} Topic
 * lasts: the last local day without the band; not there: nobody answers for it */
/** @typedef {{language: string, name: string, band: string, topics: Topic[], isOld: boolean}} Part
 * isOld: the reference knows another one, which has not come yet */

/** [bytes, compressed] so much comes without anybody asking: five languages of a whole country are 20 kB */
const UNASKED = 60_000;
const WANTED = "wanted";
const key = (/** @type {string} */ language) => `texts/${language}`;

/** Return the languages that have texts, the country's main one first. @returns {Promise<Named[]>} */
export const languages = async () => (await reference())?.guidance ?? [];

/** Return the texts of a language as they stand here, or null. @param {string} language @returns {Promise<Part | null>} */
export async function part(language) {
  const [row, named] = [await read("reference", key(language)), (await languages()).find((one) => one.language === language)];
  return row ? { ...JSON.parse(row.text), isOld: named?.hash !== row.hash } : null;
}

/** Return every part that is here, in the order of the languages. @returns {Promise<Part[]>} */
export async function parts() {
  const found = await Promise.all((await languages()).map((one) => part(one.language)));
  return /** @type {Part[]} */ (found.filter(Boolean));
}

/** Tell why a text carries the band today, as a key of words; '': somebody answers for it, and the check still holds.
 * @param {Topic} topic @param {Part} of @param {string} zone  of the post @returns {"" | "orient_unreviewed" | "orient_expired" | "orient_older"} */
export function doubtOf(topic, of, zone) {
  if (!topic.lasts) return "orient_unreviewed";
  if (localDay(zone, now()) > topic.lasts) return "orient_expired";
  return of.isOld ? "orient_older" : "";
}

/** Have a language kept on this phone from now on. @param {string} language */
export const want = (language) => alter("reference", WANTED, (before) => [...new Set([...(before ?? []), language])]);

/** Return which parts belong on this phone: the main one, those that were asked for, then the smallest, within the measure.
 * @param {Named[]} named @param {string[]} wanted @returns {Named[]} */
export function chosen(named, wanted) {
  const first = named.filter((one, at) => at === 0 || wanted.includes(one.language));
  let sum = first.reduce((all, one) => all + one.bytes, 0);
  const others = named.filter((one) => !first.includes(one)).sort((one, two) => one.bytes - two.bytes);
  return [...first, ...others.filter((one) => (sum += one.bytes) <= UNASKED)];
}

/** Fetch the parts that are other than ours; each is taken only as the reference names it. @param {string} token */
export async function fetchTexts(token) {
  const [named, wanted] = [await languages(), (await read("reference", WANTED)) ?? []];
  let isNew = false;
  for (const one of chosen(named, wanted)) isNew = (await fetchNamed(token, `guidance?language=${one.language}`, key(one.language), one.hash)) || isNew;
  isNew = (await drop(named)) || isNew;
  if (isNew) tell("reference");
}

/** Take away what the reference names no more: all of a language was withdrawn. @param {Named[]} named */
async function drop(named) {
  const [before, there] = [(await read("reference", "languages")) ?? [], named.map((one) => one.language)];
  const gone = before.filter((/** @type {string} */ one) => !there.includes(one));
  for (const language of gone) await erase("reference", key(language));
  if (JSON.stringify(before) !== JSON.stringify(there)) await write("reference", there, "languages");
  return gone.length > 0;
}
