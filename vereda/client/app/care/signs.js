/* Rules of first aid, second half: danger signs, heat, cold, triage, what moved, and the text that hands somebody over. As `vereda/medical/rules`. */
import { problem } from "../errors.js";
import { AWAKE, tables, tenths, whole } from "./rules.js";

export const SIGN_RULES = /** @type {Record<string, string>} */ ({ pregnancy: "PREGNANCY_SIGNS", newborn: "NEWBORN_SIGNS" });
const FIRST = "walks";

/** The signs of a list, in the order of the table. @param {string} of @returns {any[]} */
export const namedSigns = (of) => tables().signs.filter((/** @type {any} */ one) => one.list === of);

/** Which danger signs are there; any one: go now. @param {string} of @param {string[]} seen */
export function dangerSigns(of, seen) {
  const there = namedSigns(of);
  if (!seen.every((code) => there.some((one) => one.code === code))) throw problem("medical.word_not_known", { what: "sign" });
  return there.filter((one) => seen.includes(one.code));
}

/** The danger signs of a newborn that follow from what was measured. @param {{ respirations?: any, temperature_c?: any }} told @returns {string[]} */
export function newbornMeasured({ respirations = null, temperature_c = null }) {
  const figure = (/** @type {string} */ name) => Number(tables().newborn_figures.find((/** @type {any} */ one) => one.figure === name).value);
  const isFast = respirations !== null && whole("respirations", respirations) >= figure("fast_from");
  const warm = temperature_c === null ? null : tenths(temperature_c);
  return [
    ...(isFast ? ["fast_breathing"] : []),
    ...(warm !== null && warm < figure("cold_below_tenths") ? ["cold"] : []),
    ...(warm !== null && warm > figure("hot_above_tenths") ? ["fever"] : []),
  ];
}

/** Whether heat and brain together ask for cooling now. @param {any} temperature_c @param {string} state */
export function isHeatStroke(temperature_c, state) {
  const isHot = tenths(temperature_c) >= Number(tables().heat[0].from_tenths);
  if (isHot && !AWAKE.includes(state)) throw problem("medical.word_not_known", { what: "consciousness" });
  return isHot && state !== "A";
}

/** How cold a body is. @param {any} temperature_c @returns {{ grade: string, isEmergency: boolean }} */
export function coldGrade(temperature_c) {
  const measured = tenths(temperature_c);
  const row = tables().cold.find((/** @type {any} */ one) => measured <= Number(one.to_tenths)); // the coldest first
  return row ? { grade: row.grade, isEmergency: row.emergency === "true" } : { grade: "none", isEmergency: false };
}

/** What is done, in order; `never`: what must not be. @param {string} rule @returns {any[]} */
export const steps = (rule) => tables().steps.filter((/** @type {any} */ one) => one.rule === rule).sort((/** @type {any} */ one, /** @type {any} */ two) => Number(one.order) - Number(two.order));

/** The steps of a triage. @param {boolean} isChild @returns {any[]} */
export const triageSteps = (isChild) => tables().triage.filter((/** @type {any} */ one) => one.rule === (isChild ? "JUMPSTART" : "START"));

/** Walk the steps as far as they are answered. @param {Record<string, boolean>} answers @param {boolean} isChild
 * @returns {{ rule: string, colour: string | null, next: any, path: Array<[string, boolean]> }} */
export function triage(answers, isChild) {
  const known = new Map(triageSteps(isChild).map((one) => [one.step, one]));
  const unknown = Object.keys(answers).filter((one) => !known.has(one)).sort()[0];
  if (unknown) throw problem("medical.triage_step_unknown", { step: unknown });
  /** @type {Array<[string, boolean]>} */
  const path = [];
  let here = FIRST;
  while (known.has(here) && here in answers) {
    path.push([here, answers[here]]);
    here = answers[here] ? known.get(here).yes : known.get(here).no;
  }
  return { rule: isChild ? "JUMPSTART" : "START", colour: known.has(here) ? null : here, next: known.get(here) ?? null, path };
}

/** How each value moved over the sets of one person: by the hour at which it was measured. It judges nothing.
 * @param {Array<{ at: string, values: Record<string, number | null | undefined> }>} sets
 * @returns {Array<{ name: string, points: Array<{ at: string, value: number }>, change: number | null, direction: string | null }>} */
export function trends(sets) {
  const ordered = [...sets].sort((one, two) => Date.parse(one.at) - Date.parse(two.at));
  const names = [...new Set(ordered.flatMap((one) => Object.keys(one.values)))];
  return names.map((name) => {
    const points = ordered.filter((one) => typeof one.values[name] === "number").map((one) => ({ at: one.at, value: /** @type {number} */ (one.values[name]) }));
    const change = points.length > 1 ? points[points.length - 1].value - points[points.length - 2].value : null;
    return { name, points, change, direction: change === null ? null : change === 0 ? "same" : change > 0 ? "rises" : "falls" };
  }).filter((one) => one.points.length);
}

/** The parts that fit, whole or not at all, in the order in which they are read; the lowest rank takes its room first. @param {string[]} parts @param {number} [most] @param {number[]} [ranks]
 * @returns {{ text: string, leftOut: number }} */
export function fitted(parts, most = tables().limits.handover_most, ranks = []) {
  const said = parts.map((one, at) => ({ at, text: one.trim(), rank: ranks[at] ?? 0 })).filter(({ text }) => text);
  const joined = (/** @type {typeof said} */ rows) => rows.map(({ text }) => text).join(" ");
  /** @type {typeof said} */
  const taken = [];
  for (const one of [...said].sort((a, b) => a.rank - b.rank)) if ([...joined([...taken, one])].length <= most) taken.push(one);
  return { text: joined(taken.sort((a, b) => a.at - b.at)), leftOut: said.length - taken.length };
}
