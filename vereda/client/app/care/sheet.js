/* The sheet of a triage: one person after the other, in the drawer until it is wiped. Nothing stands in it that was not tapped. */
import { t } from "../words.js";
import { draft, keepDraft } from "../screens/store.js";
import { clock, COLOURS, instant, tongue } from "./parts.js";
import { named } from "./rules.js";
import { triage, triageSteps } from "./signs.js";

/** @typedef {{ n: number, isChild: boolean, answers: Record<string, boolean>, mark: string, at?: string, record?: string }} Person */
/** log: what was tapped, to take it back. @typedef {{ people: Person[], here: number, log: Array<{ n: number, step: string }> }} Sheet */

export const NAME = "triage";
export const PEOPLE_MOST = 60;
const fresh = (/** @type {number} */ n) => ({ n, isChild: false, answers: {}, mark: "" });

/** What is being kept is there before it is read again: the list would write back the sheet of before. */
let keeping = Promise.resolve();

/** @returns {Promise<Sheet>} */
export const readSheet = async () => (await keeping.catch(() => {}), await draft(NAME)) ?? { people: [fresh(1)], here: 1, log: [] };
/** @param {Sheet} sheet */
export const keepSheet = (sheet) => (keeping = keepDraft(NAME, sheet));

/** @param {Sheet} sheet @returns {Person} */
export const current = (sheet) => /** @type {Person} */ (sheet.people.find((one) => one.n === sheet.here) ?? sheet.people[0]);
/** @param {Person} one */
export const walked = (one) => triage(one.answers, one.isChild);
/** @param {Sheet} sheet */
export const finished = (sheet) => sheet.people.filter((one) => walked(one).colour);
/** How many there are of each colour. @param {Sheet} sheet @returns {Array<[string, number]>} */
export const counts = (sheet) => COLOURS.map((colour) => [colour, sheet.people.filter((one) => walked(one).colour === colour).length]);

/** @param {Sheet} sheet @param {boolean} yes */
export function answer(sheet, yes) {
  const one = current(sheet);
  const { next } = walked(one);
  if (!next) return;
  one.answers = { ...one.answers, [next.step]: yes };
  sheet.log.push({ n: one.n, step: next.step });
  if (walked(one).colour) one.at = instant();
}

/** Other questions: what was answered to the first ones is not of these. @param {Sheet} sheet @param {boolean} isChild */
export function turnChild(sheet, isChild) {
  const one = current(sheet);
  if (one.isChild === isChild) return;
  Object.assign(one, { isChild, answers: {} });
  delete one.at;
  sheet.log = sheet.log.filter((tap) => tap.n !== one.n);
}

/** Go on to somebody whom nobody has looked at. @param {Sheet} sheet */
export function nextPerson(sheet) {
  const empty = sheet.people.find((one) => !Object.keys(one.answers).length && !one.mark);
  const n = empty?.n ?? Math.max(...sheet.people.map((one) => one.n)) + 1;
  if (!empty) sheet.people.push(fresh(n));
  sheet.here = n;
}

/** Take the last answer back, whoever it was of. @param {Sheet} sheet @returns {boolean} */
export function undo(sheet) {
  const last = sheet.log.pop();
  if (!last) return false;
  if (sheet.here !== last.n) sheet.people = sheet.people.filter((one) => one.n !== sheet.here || Object.keys(one.answers).length || one.mark);
  sheet.here = last.n;
  const one = current(sheet);
  const { [last.step]: _gone, ...rest } = one.answers;
  one.answers = rest;
  delete one.at;
  return true;
}

/** What is kept of somebody in a record of first aid. @param {Person} one */
export const triaged = (one) => ({ rule: named(walked(one).rule), colour: walked(one).colour, path: walked(one).path.map(([step, yes]) => ({ step, yes })), triaged_at: one.at ?? instant() });

/** The way that led there, in words. @param {{ rule: string, path: Array<{ step: string, yes: boolean }> }} told @returns {string[]} */
export function pathSaid(told) {
  const rows = new Map(triageSteps(told.rule.startsWith("JUMP")).map((one) => [one.step, tongue(one, "question")]));
  return told.path.map(({ step, yes }) => `${rows.get(step) ?? step} ${t(yes ? "yes" : "no")}`);
}

/** @param {any} told */
export const triagedSaid = (told) => `${told.rule}, ${clock(told.triaged_at)}: ${t(`colour_${told.colour}`)}. ${pathSaid(told).join(". ")}.`;

/** Somebody of the sheet has a record now. @param {number} n @param {string} record */
export async function personWritten(n, record) {
  const sheet = await readSheet();
  const one = sheet.people.find((row) => row.n === n);
  if (one) await keepSheet({ ...sheet, people: sheet.people.map((row) => (row === one ? { ...one, record } : row)) });
}
