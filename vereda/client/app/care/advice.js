/* What the rules advise for what stands on the screen: the next step, by which rule in which version. It never diagnoses. As the desk says it. */
import { h, icon } from "../frame.js";
import { said, t } from "../words.js";
import { begun, ruleLine, tongue } from "./parts.js";
import { childBreathing, coma, degrees, missingForNews2, muac, muacAdult, news2, nextStep, shockIndex, tables } from "./rules.js";
import { coldGrade, dangerSigns, isHeatStroke, namedSigns, newbornMeasured, SIGN_RULES, steps } from "./signs.js";
import { ages, asMeasured, isChild } from "./vitals.js";

/** level: '', watch or alarm. @typedef {{ rule: string, title: string, said?: string, level?: string, steps?: string[], parts?: Array<[string, number]>, thanks?: string }} Advice */

const ANY_MM = 100; // where swelling of both feet decides alone
const ACKNOWLEDGED = "NEWS2 © Royal College of Physicians 2017";
const ORDER = ["alarm", "watch", ""];
const title = (/** @type {string} */ rule) => said(tables().rules[rule]);

/** What the rules advise, alarms first. A value that cannot be advises nothing: it is said where it is typed.
 * @param {any} told @param {any} [vitals] @returns {Advice[]} */
export function advice(told, vitals) {
  const found = [...ofTold(told), ...(vitals ? ofVitals(told, vitals) : [])];
  return found.sort((one, two) => ORDER.indexOf(one.level ?? "") - ORDER.indexOf(two.level ?? ""));
}

/** @param {any} told @returns {Advice[]} */
function ofTold(told) {
  const rows = tables().complaints.filter((/** @type {any} */ one) => (told.complaints ?? []).includes(one.code));
  const made = rows.map((/** @type {any} */ one) => ({
    rule: "COMPLAINTS", title: `${begun(said(one))}: ${tongue(one, "referral")}`, said: t("adv_flag", { flag: tongue(one, "flag") }), level: "watch",
    steps: tongue(one, "steps").split(";").map((part) => begun(part.trim())),
  }));
  return told.pregnant === "yes" ? [...made, ofSigns("pregnancy", told.signs ?? [])] : made;
}

/** @param {string} of @param {string[]} seen @returns {Advice} */
function ofSigns(of, seen) {
  const there = namedSigns(of).map((one) => one.code);
  const found = dangerSigns(of, seen.filter((one) => there.includes(one)));
  const rule = SIGN_RULES[of];
  return found.length ? { rule, title: title(rule), said: t("adv_sign"), level: "alarm", steps: found.map((one) => tongue(one, "label")) } : { rule, title: title(rule), said: t("adv_ask_signs") };
}

/** @param {any} told @param {any} vitals @returns {Advice[]} */
function ofVitals(told, vitals) {
  const found = [];
  for (const reading of [ofScore, ofShock, ofBreathing, ofNewborn, ofArm, ofComa, ofHeat, ofCold]) {
    try {
      const one = reading(told, vitals);
      if (one) found.push(one);
    } catch (why) {
      if (!(/** @type {any} */ (why).code)) throw why; // a rule that does not hold for whom this is
    }
  }
  if (vitals.spo2 !== undefined) found.push({ rule: "ALTITUDE", title: title("ALTITUDE"), said: tongue(tables().altitude[0], "label") });
  return found;
}

/** @param {any} told @param {any} vitals @returns {Advice | null} */
function ofScore(told, vitals) {
  if (isChild(told)) return null;
  if (told.pregnant === "yes") return { rule: "NEWS2", title: "NEWS2", said: t("adv_no_news_pregnant") };
  const missing = missingForNews2(asMeasured(vitals));
  if (missing.length) return { rule: "NEWS2", title: "NEWS2", said: t("adv_missing", { parts: missing.map((one) => t(`part_${one === "temperature_c" ? "temperature_tenths" : one}`).toLowerCase()).join(", ") }) };
  const { parts, total, band } = news2(asMeasured(vitals), { age_years: ages(told).age_years ?? null });
  const level = ["high-emergency", "medium-urgent"].includes(band) ? "alarm" : band === "low-medium-single-3" ? "watch" : "";
  return {
    rule: "NEWS2", title: `NEWS2: ${total} · ${t(`band_${band.replaceAll("-", "_")}`)}`, said: tongue(nextStep(band), "next") + (mayNotFit(told) ? ` ${t("adv_news_for")}` : ""), level, thanks: ACKNOWLEDGED,
    parts: Object.entries(parts).map(([name, points]) => [t(`part_${name === "temperature_c" ? "temperature_tenths" : name}`), points]),
  };
}

/** Whether nobody said that NEWS2 was made for the person: an adult, and not pregnant. @param {any} told */
function mayNotFit(told) {
  return (ages(told).age_years ?? null) === null || ((told.pregnant ?? "unknown") === "unknown" && told.sex !== "M");
}

/** @param {any} told @param {any} vitals @returns {Advice | null} */
function ofShock(told, vitals) {
  if (vitals.pulse === undefined || !vitals.systolic) return null;
  const { age_months, age_years } = ages(told);
  const found = shockIndex(vitals.pulse, vitals.systolic, age_months === undefined ? age_years ?? null : Math.floor(age_months / 12));
  return { rule: found.rule, title: `${t("adv_shock")}: ${found.ratio} · ${t(`alarm_${found.alarm}`)}`, said: found.alarm === "none" ? "" : t("adv_shock_do"), level: found.alarm === "none" ? "" : found.alarm };
}

/** @param {any} told @param {any} vitals @returns {Advice | null} */
function ofBreathing(told, vitals) {
  const { age_months } = ages(told);
  if (age_months === undefined || vitals.respirations === undefined) return null;
  const { isFast, figure } = childBreathing(vitals.respirations, age_months);
  return { rule: "CHILD_RATES", title: title("CHILD_RATES"), said: t(isFast ? "adv_fast" : "adv_not_fast", { figure }), level: isFast ? "alarm" : "" };
}

/** @param {any} told @param {any} vitals @returns {Advice | null} */
function ofNewborn(told, vitals) {
  if (ages(told).age_months !== 0) return null;
  const { respirations, temperature_c } = asMeasured(vitals);
  return ofSigns("newborn", [...(told.signs ?? []), ...newbornMeasured({ respirations, temperature_c })]);
}

/** @param {any} told @param {any} vitals @returns {Advice | null} */
function ofArm(told, vitals) {
  if (told.pregnant === "yes" && vitals.muac_mm !== undefined) return ofArmInPregnancy(vitals.muac_mm);
  const { age_months } = ages(told);
  if (age_months === undefined || (vitals.muac_mm === undefined && !vitals.oedema)) return null;
  const { state, byOedema } = muac(vitals.muac_mm ?? ANY_MM, age_months, vitals.oedema);
  return { rule: "MUAC", title: `${title("MUAC")}: ${t(`nourished_${state}`)}`, said: byOedema ? t("adv_oedema") : "", level: { severe: "alarm", moderate: "watch" }[/** @type {"severe"} */ (state)] ?? "" };
}

/** Both figures in use: none is agreed, and the group's protocol decides. @param {number} mm @returns {Advice} */
function ofArmInPregnancy(mm) {
  const [low, high] = tables().limits.muac_pregnant_mm;
  const reached = [low, high].filter((figure) => muacAdult(mm, figure));
  const of = { rule: "MUAC_PREGNANT", title: title("MUAC_PREGNANT") };
  if (!reached.length) return { ...of, said: t("adv_arm_not_below", { low, high }) };
  return { ...of, said: t("adv_arm_below", { figures: reached.join(` ${t("adv_and_of")} `) }), level: "watch" };
}

/** @param {any} _told @param {any} vitals @returns {Advice | null} */
function ofComa(_told, vitals) {
  const parts = [vitals.eyes, vitals.verbal, vitals.motor];
  if (parts.includes(undefined)) return null;
  const { written, total, isAirwayAtRisk } = coma(vitals.eyes, vitals.verbal, vitals.motor);
  const words = total === null ? t("adv_no_total") : isAirwayAtRisk ? t("adv_airway") : "";
  return { rule: "GCS", title: `Glasgow: ${written}${total === null ? "" : ` = ${total}`}`, said: words, level: isAirwayAtRisk ? "alarm" : "" };
}

/** @param {any} _told @param {any} vitals @returns {Advice | null} */
function ofHeat(_told, vitals) {
  if (vitals.temperature_tenths === undefined || !vitals.consciousness || !isHeatStroke(degrees(vitals.temperature_tenths), vitals.consciousness)) return null;
  return { rule: "HEAT_STROKE", title: title("HEAT_STROKE"), said: t("adv_heat"), level: "alarm", steps: stepsOf("HEAT_STROKE") };
}

/** @param {any} _told @param {any} vitals @returns {Advice | null} */
function ofCold(_told, vitals) {
  if (vitals.temperature_tenths === undefined) return null;
  const { grade, isEmergency } = coldGrade(degrees(vitals.temperature_tenths));
  if (grade === "none") return null;
  return { rule: "HYPOTHERMIA", title: title("HYPOTHERMIA"), said: `${t(`grade_${grade}`)}${isEmergency ? `. ${t("adv_hospital")}` : ""}`, level: isEmergency ? "alarm" : "watch", steps: stepsOf("HYPOTHERMIA") };
}

/** @param {string} rule */
export const stepsOf = (rule) => steps(rule).map((one) => tongue(one, "label"));

/** Draw what is advised. @param {Advice[]} found @returns {HTMLElement[]} */
export const advised = (found) => found.map((one) => h("section", { class: `block advice ${one.level ?? ""}`, "data-rule": one.rule },
  h("h2", {}, one.level === "alarm" ? icon("alert") : null, h("span", {}, one.title)),
  one.said ? h("p", {}, one.said) : null,
  one.steps?.length ? h("ul", {}, one.steps.map((step) => h("li", {}, step))) : null,
  one.parts ? h("p", { class: "quiet" }, one.parts.map(([name, points]) => `${name} ${points}`).join(" · ")) : null,
  ruleLine(one.rule, one.thanks)));
