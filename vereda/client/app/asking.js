/** Of which parties it is asked when a group last helped them, and of how many people it is still open: by the same rule as the
 * server (`vereda/encounters/asking.py`), from the id that the program gave the encounter. Nobody picks, and no network is needed.
 */

import { sha256, utf8 } from "./bytes.js";

export const ANSWERED = "encounters.last_help_answered";
/** Given instead of an answer. */
export const NONE = "none";
const MS_MOST = 253_402_300_799_999;
const MINORS = ["0-4", "5-11", "12-17", "0-17"];
const UNKNOWN = "XX";

/** @typedef {{ since: string, every: number, not_with: string[] }} Rule */
/** @typedef {{ answer: string, nationality: string, people: number }} Answer */

/** The month in which the program gave an encounter its id [UTC]. @param {string} encounter */
export const monthOf = (encounter) => new Date(Math.min(parseInt(encounter.replaceAll("-", "").slice(0, 12), 16), MS_MOST)).toISOString().slice(0, 7);

/** Whether a party is one of those that are asked, one in `every`. @param {string} encounter @param {string} group @param {number} every */
export async function isChosen(encounter, group, every) {
  const digest = await sha256(utf8(`vereda/asking/1|${group}|${monthOf(encounter)}|${encounter}`));
  return digest.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0) % every === 0;
}

/** The rule of the month of an encounter. @param {Rule[] | undefined} rules @param {string} encounter @returns {Rule | undefined} */
export const ruleAt = (rules, encounter) => (rules ?? []).filter((one) => one.since <= monthOf(encounter)).pop();

/** Whether it can be asked at all: not in a rescue, not of children alone, not of who refuses.
 * @param {any} met  payload of an encounter @param {string[]} notWith */
export function mayBeAsked(met, notWith) {
  const lines = met.lines ?? [];
  const minors = count(lines.filter((/** @type {any} */ one) => MINORS.includes(one.age_band)));
  const people = Math.max(met.people_met ?? 0, count(lines));
  const given = [...(met.services ?? []).map((/** @type {any} */ one) => one.service), ...lines.flatMap((/** @type {any} */ one) => one.services ?? []), ...(met.dispositions ?? []).map((/** @type {any} */ one) => one.code)];
  return !met.mission && !met.aggregate && !met.unaccompanied_minors && minors < people && !given.some((code) => notWith.includes(code));
}

/** Return the k of a party that is asked, one in k; 0: it is not asked.
 * @param {Rule[] | undefined} rules @param {string} encounter @param {string} group @param {any} met */
export async function askedEvery(rules, encounter, group, met) {
  const rule = ruleAt(rules, encounter);
  if (!rule || !mayBeAsked(met, rule.not_with) || !(await isChosen(encounter, group, rule.every))) return 0;
  return rule.every;
}

/** The people met by nationality; 'XX' of whom it is not known. @param {any} met @returns {Map<string, number>} */
export function byNationality(met) {
  /** @type {Map<string, number>} */
  const found = new Map();
  const add = (/** @type {string} */ code, /** @type {number} */ people) => { if (people > 0) found.set(code, (found.get(code) ?? 0) + people); };
  for (const line of met.lines ?? []) add(line.nationality ?? UNKNOWN, line.count ?? 1);
  add(UNKNOWN, (met.people_met ?? 0) - count(met.lines ?? []));
  return found;
}

/** Add answers up: what stands after all of them. @param {Answer[][]} told  by entry @returns {Answer[]} */
export function standing(told) {
  /** @type {Map<string, Answer>} */
  const sums = new Map();
  for (const { answer, nationality = UNKNOWN, people } of told.flat()) {
    const key = `${answer}:${nationality}`;
    sums.set(key, { answer, nationality, people: (sums.get(key)?.people ?? 0) + people });
  }
  return [...sums.values()].filter((one) => one.people > 0);
}

/** Of whom it is still open, by nationality. A nationality that was corrected after the answer takes nobody twice.
 * @param {any} met @param {Answer[]} stands @returns {Map<string, number>} */
export function left(met, stands) {
  const open = byNationality(met);
  let loose = 0;
  for (const { nationality, people } of stands) {
    const fits = Math.min(people, open.get(nationality) ?? 0);
    open.set(nationality, (open.get(nationality) ?? 0) - fits);
    loose += people - fits;
  }
  for (const [code, people] of open) {
    const taken = Math.min(loose, people);
    loose -= taken;
    if (people > taken) open.set(code, people - taken);
    else open.delete(code);
  }
  return open;
}

/** @param {any[]} lines */
const count = (lines) => lines.reduce((sum, line) => sum + (line.count ?? 1), 0);
