/* One set of vital signs: what was measured at one time. What nobody touched is not there. */
import { h, icon } from "../frame.js";
import { t } from "../words.js";
import { fold, hourField, instant, oneOf, rowsOf, words } from "./parts.js";
import { askNumber, UNITS, valued } from "./pad.js";
import { AWAKE, degrees, inLife, missingForNews2, named, news2, NOT_TESTABLE, tables } from "./rules.js";

/** @typedef {Record<string, any>} Vitals  fields of the entry's box, as far as they were measured */

const MEASURED = ["respirations", "spo2", "pulse", "systolic", "temperature_tenths", "pain"];
/** What can rise and fall, in the order of the desk. */
export const MOVING = ["respirations", "spo2", "systolic", "pulse", "temperature_tenths", "pain", "muac_mm"];
const SCALE = [["eyes", 4], ["verbal", 5], ["motor", 6]];
const NOTHING = ["taken_at", "measured_by", "scale", "scored"];

/** Whether anything was measured. @param {Vitals} vitals */
export const isMeasured = (vitals) => Object.keys(vitals).some((one) => !NOTHING.includes(one) && vitals[one] !== undefined);

/** How old somebody is: completed years and months, as far as they are known. @param {any} told */
export const ages = ({ age }) => ({ age_years: age?.unit === "years" ? age.n : undefined, age_months: age?.unit === "months" ? age.n : undefined });

/** Whether a score of adults is not made for whom this is. @param {any} told */
export const isChild = (told) => ages(told).age_months !== undefined || (ages(told).age_years !== undefined && ages(told).age_years < tables().limits.from_years);

/** The set as rules take it. @param {Vitals} vitals */
export const asMeasured = (vitals) => ({ ...vitals, temperature_c: vitals.temperature_tenths === undefined ? undefined : degrees(vitals.temperature_tenths) });

/** The score of a set, as it is kept with it; none where a part is missing, of a child, in pregnancy. @param {Vitals} vitals @param {any} told */
export function scored(vitals, told) {
  if (isChild(told) || told.pregnant === "yes" || missingForNews2(asMeasured(vitals)).length) return undefined;
  const { total, band } = news2(asMeasured(vitals), { age_years: ages(told).age_years ?? null });
  return { rule: named("NEWS2"), total, band };
}

/** Rejects where nothing was found in somebody who answers: consciousness may have been said afterwards. @param {Vitals} vitals */
export function checkLife(vitals) {
  for (const name of ["respirations", "systolic", "pulse"]) if (vitals[name] !== undefined) inLife(name, vitals[name], vitals.consciousness ?? "A");
}

/** The values of a set in words. @param {Vitals} vitals @returns {Array<[string, string]>} */
export function saidOf(vitals) {
  const made = /** @type {Array<[string, string]>} */ (MOVING.filter((name) => vitals[name] !== undefined).map((name) => [t(`part_${name}`), valued(name, vitals[name])]));
  if (vitals.oxygen !== undefined) made.push([t("part_oxygen"), t(vitals.oxygen ? "gas_with" : "gas_air").toLowerCase()]);
  if (vitals.consciousness) made.push([t("part_consciousness"), t(`awake_${vitals.consciousness.toLowerCase()}`)]);
  if (SCALE.some(([name]) => vitals[name] !== undefined)) made.push(["Glasgow", SCALE.map(([name], at) => `${"EVM"[at]}${vitals[name] ?? "-"}`).join(" ")]);
  if (vitals.oedema) made.push([t("part_oedema"), t("yes").toLowerCase()]);
  return made;
}

/** Draw the fields of a set. @param {Vitals} vitals @param {() => any} told_  who it is, as it stands now @param {() => any} changed @returns {HTMLElement} */
export function vitalsBlock(vitals, told_, changed) {
  const hour = hourField(t("aid_taken_at"), () => vitals.taken_at, (at) => { vitals.taken_at = at; return changed(); });
  const touched = () => {
    if (isMeasured(vitals)) vitals.taken_at ??= instant();
    else delete vitals.taken_at;
    hour.refresh();
    return changed();
  };
  const wrap = { ...vitals, scale: String(vitals.scale ?? 1), oxygen: vitals.oxygen === undefined ? undefined : String(vitals.oxygen) };
  const gas = oneOf(wrap, "oxygen", [{ code: "false", label: t("gas_air") }, { code: "true", label: t("gas_with") }], () => { put(vitals, "oxygen", wrap.oxygen === undefined ? undefined : wrap.oxygen === "true"); return touched(); }, "two", t("part_oxygen"));
  const scale = oneOf(wrap, "scale", [{ code: "1", label: t("scale_1") }, { code: "2", label: t("scale_2") }], () => { wrap.scale ??= "1"; put(vitals, "scale", wrap.scale === "2" ? 2 : undefined); return touched(); }, "two", t("aid_scale"));
  return h("div", { class: "vitals" },
    h("div", { class: "tiles two" }, MEASURED.map((name) => numberTile(vitals, name, touched))),
    hour.element,
    h("h3", {}, t("part_consciousness")), oneOf(vitals, "consciousness", rowsOf("awake", AWAKE), touched, "two", t("part_consciousness")),
    h("h3", {}, t("aid_gas")), gas,
    fold("glasgow", t("aid_more_signs"), () => "", [
      h("h3", {}, t("aid_scale")), scale,
      SCALE.map(([name, most]) => [h("h3", {}, `Glasgow: ${t(`part_${name}`)}`), glasgow(vitals, String(name), Number(most), touched)]),
      h("h3", {}, t("aid_arm")), h("div", { class: "tiles two" }, numberTile(vitals, "muac_mm", touched), oedema(vitals, touched)),
      words(vitals, "measured_by", t("aid_measured_by"), touched, { most: 80 }),
    ], SCALE.some(([name]) => vitals[name] !== undefined) || vitals.muac_mm !== undefined || vitals.scale === 2).element);
}

/** @param {any} of @param {string} name @param {any} value */
function put(of, name, value) {
  if (value === undefined) delete of[name];
  else of[name] = value;
}

/** @param {Vitals} vitals @param {string} name @param {() => any} changed */
function numberTile(vitals, name, changed) {
  const value = h("b", {});
  const paint = () => { value.textContent = vitals[name] === undefined ? "—" : valued(name, vitals[name]).replace(/ .*/, ""); made.setAttribute("aria-pressed", String(vitals[name] !== undefined)); };
  const made = h("button", { type: "button", class: "tile number", "data-vital": name, click: async () => {
    const said = await askNumber({ what: name, title: t(`part_${name}`), value: vitals[name], awake: vitals.consciousness });
    if (!said) return;
    put(vitals, name, said.value);
    paint();
    await changed();
  } }, value, h("span", {}, t(`part_${name}`), UNITS[name] ? h("small", {}, ` ${UNITS[name]}`) : null));
  paint();
  return made;
}

/** @param {Vitals} vitals @param {string} name @param {number} most @param {() => any} changed */
function glasgow(vitals, name, most, changed) {
  const rows = [...Array.from({ length: most }, (_one, at) => ({ code: String(most - at), label: String(most - at) })), { code: NOT_TESTABLE, label: t("aid_not_testable") }];
  const wrap = { [name]: vitals[name] === undefined ? undefined : String(vitals[name]) };
  return oneOf(wrap, name, rows, () => { const said = wrap[name]; put(vitals, name, said === undefined || said === NOT_TESTABLE ? said : Number(said)); return changed(); }, "scale", t(`part_${name}`));
}

/** @param {Vitals} vitals @param {() => any} changed */
function oedema(vitals, changed) {
  const made = h("button", { type: "button", class: "tile", "data-vital": "oedema", "aria-pressed": String(Boolean(vitals.oedema)), click: async () => { put(vitals, "oedema", vitals.oedema ? undefined : true); made.setAttribute("aria-pressed", String(Boolean(vitals.oedema))); await changed(); } }, icon("check"), h("span", {}, t("aid_oedema")));
  return made;
}
