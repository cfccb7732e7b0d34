/* Rules of first aid without a network, as `vereda/medical/rules` has them: its tables in (`care/tables.json`), values out.
 *
 * They advise, and diagnose nothing. A test compares each answer and each refusal with those of the desk.
 */
import { problem } from "../errors.js";
import { figures } from "../words.js";

/** @typedef {{ respirations?: number, spo2?: number, scale?: number, oxygen?: boolean | string, systolic?: number, pulse?: number, consciousness?: string, temperature_c?: string | number }} Measured */

export const PARTS = ["respirations", "spo2", "oxygen", "systolic", "pulse", "consciousness", "temperature_c"];
export const AWAKE = ["A", "C", "V", "P", "U"];
export const NOT_TESTABLE = "NT";
const SINGLE_THREE = "low-medium-single-3";
const PARAMETERS = /** @type {Record<string, string>} */ ({ respirations: "respiration_rate", systolic: "systolic_bp", pulse: "pulse", spo2: "spo2" });
const GAS = new Map(/** @type {Array<[any, string]>} */ ([[true, "oxygen"], [false, "air"], ["oxygen", "oxygen"], ["air", "air"]]));
const ADULT = 40; // any age of the adult rows

/** @type {any} */
let kept = null;
/** The tables that hold here. @returns {any} */
export const tables = () => kept;
/** Have the rules reckon with these tables. @param {any} told */
export const useTables = (told) => { kept = told; };
/** Read the tables that came with the app. */
export async function readTables() { kept ??= await figures("care/tables.json"); }

/** How a record names a rule. @param {string} id */
export const named = (id) => `${id} v${kept.rules[id].version}`;

/** The least and the most that a value can be; temperatures in tenths. @param {string} what @returns {[number, number]} */
export function range(what) {
  const row = kept.possible.find((/** @type {any} */ one) => one.value === what);
  return [Number(row.least), Number(row.most)];
}

/** A count that can be. @param {string} what @param {any} value @returns {number} */
export function whole(what, value) {
  if (!Number.isInteger(value)) throw problem("medical.not_whole", { what });
  const [least, most] = range(what);
  if (value < least || value > most) throw problem("medical.impossible_value", { what, least, most });
  return value;
}

/** A count that can be in somebody who is so awake: nothing is believed only of whoever answers to nothing.
 * @param {string} what @param {any} value @param {string} state */
export function inLife(what, value, state) {
  if (whole(what, value) === 0 && state !== "U") throw problem("medical.no_sign_of_life", { what });
  return value;
}

/** A temperature in tenths of a degree, halves rounded up, read as it is written. @param {any} value @returns {number} */
export function tenths(value) {
  const what = "temperature_c";
  const written = typeof value === "number" || typeof value === "string" ? /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(String(value).trim()) : null;
  if (!written) throw problem("medical.not_a_number", { what });
  const digits = `${written[3] ?? ""}00`;
  const found = Number(written[2]) * 10 + Number(digits[0]) + (digits[1] >= "5" ? 1 : 0);
  const [least, most] = range(what);
  if ((written[1] === "-" && found) || found < least || found > most) throw problem("medical.impossible_value", { what, least: degrees(least), most: degrees(most) });
  return found;
}

/** Tenths as degrees, with one decimal. @param {number} value */
export const degrees = (value) => (value / 10).toFixed(1);

/** @param {any} value @returns {string} */
function awake(value) {
  if (!AWAKE.includes(value)) throw problem("medical.word_not_known", { what: "consciousness" });
  return value;
}

/** Points, total and band. @param {Measured} told @param {{ age_years?: number | null, pregnant?: boolean }} [who]
 * @returns {{ parts: Record<string, number>, total: number, band: string }} */
export function news2(told, { age_years = null, pregnant = false } = {}) {
  if (age_years !== null && whole("age_years", age_years) < kept.limits.from_years) throw problem("medical.under_sixteen");
  if (pregnant) throw problem("medical.not_in_pregnancy");
  const [missing] = missingForNews2(told);
  if (missing) throw problem("medical.not_measured", { what: missing });
  const { scale = 1 } = told;
  if (scale !== 1 && scale !== 2) throw problem("medical.word_not_known", { what: "scale" });
  const gas = GAS.get(told.oxygen);
  if (!gas) throw problem("medical.word_not_known", { what: "oxygen" });
  const state = awake(told.consciousness);
  /** @type {Record<string, number>} */
  const parts = {};
  for (const name of PARTS) {
    if (name === "oxygen") parts[name] = byWord("air_or_oxygen", "", gas);
    else if (name === "consciousness") parts[name] = byWord("consciousness", state, "any");
    else if (name === "temperature_c") parts[name] = points("temperature", tenths(told.temperature_c), "", "any");
    else if (name === "spo2") parts[name] = points("spo2", whole(name, told.spo2), String(scale), gas);
    else parts[name] = points(PARAMETERS[name], inLife(name, /** @type {any} */ (told)[name], state), "", "any");
  }
  const total = Object.values(parts).reduce((sum, one) => sum + one, 0);
  return { parts, total, band: bandOf(total, Object.values(parts)) };
}

/** What was not measured, in the order of the chart. @param {any} told */
export const missingForNews2 = (told) => PARTS.filter((name) => told[name] === undefined || told[name] === null);

/** What a band asks for: the row of it. @param {string} band */
export const nextStep = (band) => kept.next_step.find((/** @type {any} */ one) => one.band === band);

/** @param {string} parameter @param {number} value @param {string} level @param {string} gas */
function points(parameter, value, level, gas) {
  const edge = (/** @type {string} */ written, /** @type {number} */ open) => (written === "" ? open : parameter === "temperature" ? tenths(written) : Number(written));
  const row = kept.news2.find((/** @type {any} */ one) => one.parameter === parameter && ["", level].includes(one.scale_or_level) && ["any", gas].includes(one.gas)
    && value >= edge(one.min_inclusive, -Infinity) && value <= edge(one.max_inclusive, Infinity));
  return Number(row.score);
}

/** @param {string} parameter @param {string} level @param {string} gas */
const byWord = (parameter, level, gas) => Number(kept.news2.find((/** @type {any} */ one) => one.parameter === parameter && one.scale_or_level === level && one.gas === gas).score);

/** One part of 3 lifts what lies below the bands that are higher by themselves. @param {number} total @param {number[]} parts */
function bandOf(total, parts) {
  const bands = kept.news2.filter((/** @type {any} */ one) => one.parameter === "band");
  const within = (/** @type {any} */ row) => total >= Number(row.min_inclusive) && total <= Number(row.max_inclusive);
  if (parts.includes(3) && within(bands.find((/** @type {any} */ one) => one.scale_or_level === SINGLE_THREE))) return SINGLE_THREE;
  return bands.find((/** @type {any} */ one) => one.scale_or_level !== SINGLE_THREE && within(one)).scale_or_level;
}

/** Pulse over pressure: compared in whole numbers, shown with two decimals. @param {any} pulse @param {any} systolic @param {number | null} [years]  null: an adult
 * @returns {{ ratio: string, alarm: string, rule: string }} */
export function shockIndex(pulse, systolic, years = null) {
  const [beats, pressure] = [whole("pulse", pulse), whole("systolic", systolic)];
  if (!pressure) throw problem("medical.impossible_value", { what: "systolic", least: 1, most: range("systolic")[1] });
  const age = years === null ? ADULT : whole("age_years", years);
  const found = kept.shock.filter((/** @type {any} */ one) => Number(one.age_from) <= age && age <= Number(one.age_to));
  if (!found.length) throw problem("medical.age_outside", { least: Math.min(...kept.shock.map((/** @type {any} */ one) => Number(one.age_from))), most: range("age_years")[1] });
  const reaches = (/** @type {any} */ one) => (one.edge === "above" ? beats * 100 > Number(one.hundredths) * pressure : beats * 100 >= Number(one.hundredths) * pressure);
  const reached = [...found].sort((one, two) => Number(two.alarm === "alarm") - Number(one.alarm === "alarm")).find(reaches);
  return { ratio: (Math.floor((200 * beats + pressure) / (2 * pressure)) / 100).toFixed(2), alarm: reached?.alarm ?? "none", rule: found[0].rule };
}

/** Three numbers, each of which may not be testable: then no total is made up. @param {any} eyes @param {any} verbal @param {any} motor
 * @returns {{ written: string, total: number | null, isAirwayAtRisk: boolean | null }} */
export function coma(eyes, verbal, motor) {
  const parts = [["eyes", eyes], ["verbal", verbal], ["motor", motor]].map(([name, one]) => (one === NOT_TESTABLE ? one : whole(name, one)));
  const total = parts.includes(NOT_TESTABLE) ? null : parts.reduce((sum, one) => sum + one, 0);
  return { written: `E${parts[0]} V${parts[1]} M${parts[2]}`, total, isAirwayAtRisk: total === null ? null : total <= kept.limits.airway_at_most };
}

/** What an arm says of a child of 6 to 59 months; swelling of both feet decides alone. @param {any} mm @param {any} months @param {boolean} [oedema] */
export function muac(mm, months, oedema = false) {
  const [measured, age, [least, most]] = [whole("muac_mm", mm), whole("age_months", months), kept.limits.muac_months];
  if (age < least || age > most) throw problem("medical.age_outside", { least, most });
  const below = (/** @type {any} */ row) => Number(row.below_mm || 10_000);
  const state = [...kept.muac].sort((one, two) => below(one) - below(two)).find((row) => measured < below(row)).state;
  return { state: oedema ? "severe" : state, byOedema: Boolean(oedema) };
}

/** Whether the arm of somebody pregnant or nursing is below the figure that a protocol chose. @param {any} mm @param {number} figure */
export function muacAdult(mm, figure) {
  if (!kept.limits.muac_pregnant_mm.includes(figure)) throw problem("medical.word_not_known", { what: "cut_off_mm" });
  return whole("muac_mm", mm) < figure;
}

/** Whether a child up to 59 months breathes fast, and from where on. @param {any} respirations @param {any} months */
export function childBreathing(respirations, months) {
  const [counted, age] = [whole("respirations", respirations), whole("age_months", months)];
  const row = kept.breathing.find((/** @type {any} */ one) => Number(one.months_from) <= age && age <= Number(one.months_to));
  if (!row) throw problem("medical.age_outside", { least: Number(kept.breathing[0].months_from), most: Number(kept.breathing[kept.breathing.length - 1].months_to) });
  return { isFast: counted >= Number(row.fast_from), figure: Number(row.fast_from) };
}
