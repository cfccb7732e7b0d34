/* What first aid asks of somebody: complaint, who it is, how it came about, what must not be given. Nobody's name. */
import { problem } from "../errors.js";
import { h, icon } from "../frame.js";
import { said, t } from "../words.js";
import { begun, fold, manyOf, oneOf, rowsOf, tongue, words } from "./parts.js";
import { askNumber } from "./pad.js";
import { tables, whole } from "./rules.js";
import { namedSigns } from "./signs.js";
import { ages } from "./vitals.js";

/** Closed lists, in the order of the desk. */
export const MECHANISMS = ["walking", "fall", "train", "vehicle", "water", "heat", "cold", "assault", "animal", "illness", "other"];
export const TREATMENTS = ["pressure", "tourniquet", "wound", "splint", "fluids", "cooling", "warming", "oxygen", "position", "breaths", "own_medicine", "medicine", "talk", "other"];
export const OUTCOMES = ["walks", "stays", "referred", "transported", "ambulance", "refused", "died"];
export const FLAGS = ["nothing_by_mouth", "do_not_move", "do_not_leave_alone", "mask", "medicine_daily"];
export const GROUPS = ["heat_cold", "feet_skin", "injury", "bite", "breath", "illness", "mother_child", "mind"];
/** What is typed of somebody besides, in the order of SAMPLE, and how long it may be. */
export const TYPED = { medicines: 1000, medicines_lost: 1000, past: 1000, last_meal: 200, events: 1000, checked_by: 80 };
const AT = "care/signs.svg#";
/** A symbol for each complaint; the words stand beside it. */
const SYMBOLS = /** @type {Record<string, string>} */ ({
  DEHYD: "water", HEATSTR: "heat", HEATEXH: "heat", HYPOTH: "cold", FROST: "cold", BLISTER: `${AT}foot`, TINEA: `${AT}foot`, SPRAIN: `${AT}foot`, FRACT: `${AT}bone`, AMPUT: "amputee", WOUND: `${AT}drop`, GUNSHOT: `${AT}drop`,
  BLUNT: `${AT}fist`, HEADINJ: `${AT}head`, DROWN: "river", SNAKE: `${AT}snake`, SCORP: `${AT}bug`, BEE: `${AT}bug`, DOGBITE: "animal", DIARR: `${AT}belly`, FEVER: `${AT}warm`, DENGUE: `${AT}bug`, MALARIA: `${AT}bug`, ARI: `${AT}lungs`,
  COVID: `${AT}lungs`, ASTHMA: `${AT}lungs`, CHESTP: `${AT}heart`, SYNC: `${AT}falls`, SEIZ: `${AT}head`, HYPOGLY: `${AT}drop`, DIABET: `${AT}drop`, HTN: `${AT}heart`, PREG: `${AT}mother`, PREGBLEED: `${AT}mother`, LABOUR: `${AT}mother`, NEWBORN: "baby",
  SAM: "food", MAM: "food", SCABIES: "hand", CELLUL: "hand", DENTAL: `${AT}tooth`, EYE: `${AT}eye`, BURN: `${AT}flame`, SUNBURN: "heat", ASPHYX: "vehicle", CO: `${AT}lungs`, ELEC: `${AT}bolt`, CRASH: "vehicle", STRESS: `${AT}mind`,
  PTSD: `${AT}mind`, SUIC: `${AT}mind`, ALCOH: `${AT}cup`, MEDLOST: "medicine",
});
const CAUSES = /** @type {Record<string, string>} */ ({ walking: "patrol", fall: `${AT}falls`, train: "train", vehicle: "vehicle", water: "river", heat: "heat", cold: "cold", assault: `${AT}fist`, animal: "animal", illness: `${AT}warm`, other: "more" });
const DONE = /** @type {Record<string, string>} */ ({ pressure: `${AT}drop`, tourniquet: `${AT}drop`, wound: "first-aid", splint: `${AT}bone`, fluids: "serum", cooling: "cold", warming: "blanket", oxygen: `${AT}lungs`, position: `${AT}falls`, breaths: `${AT}lungs`, own_medicine: "medicine", medicine: "medicine", talk: "speech", other: "more" });
const ENDS = /** @type {Record<string, string>} */ ({ walks: "patrol", stays: "to-shelter", referred: "papers", transported: "to-hospital", ambulance: "to-hospital", refused: "hand", died: "minus" });

export const treatments = () => rowsOf("done", TREATMENTS, DONE);
export const outcomes = () => rowsOf("outcome", OUTCOMES, ENDS);
/** A complaint in words. @param {string} code */
export const complaintSaid = (code) => { const one = tables().complaints.find((/** @type {any} */ row) => row.code === code); return one ? begun(said(one)) : code; };
const complaints = (/** @type {string} */ group) => tables().complaints.filter((/** @type {any} */ one) => one.group === group).map((/** @type {any} */ one) => ({ code: one.code, label: begun(said(one)), symbol: SYMBOLS[one.code] }));

/** What is wrong: what is met most first, the rest by group, in the order of the table. @param {any} told @param {() => any} changed */
export function complaintTiles(told, changed) {
  const rest = fold("complaints", t("aid_more_complaints"), () => (told.complaints ?? []).filter((/** @type {string} */ code) => !complaints("usual").some((/** @type {any} */ one) => one.code === code)).map(complaintSaid).join(", "),
    [GROUPS.map((group) => [h("h3", {}, t(`group_${group}`)), manyOf(told, "complaints", complaints(group), () => { rest.refresh(); return changed(); }, "two side", t(`group_${group}`))]), h("p", { class: "quiet" }, t("aid_elsewhere"))]);
  return h("section", { "data-step": "complaint" }, h("h2", {}, t("aid_what")), manyOf(told, "complaints", complaints("usual"), changed, "two side", t("aid_what")), rest.element);
}

/** An age that can be; in months that of small children alone, of whom rules ask it. @param {number} value @param {string} unit */
function checkAge(value, unit) {
  const [, most] = tables().limits.muac_months;
  if (unit === "months" && value > most) throw problem("aid_months_most", { most });
  return whole(unit === "months" ? "age_months" : "age_years", value);
}

/** Who it is, without a name. @param {any} told @param {() => any} changed */
export function whoTiles(told, changed) {
  const age = h("button", { type: "button", class: "tile", "data-k": "age" });
  const paint = () => { age.replaceChildren(icon("person"), h("span", {}, ageSaid(told) || t("aid_age"))); age.setAttribute("aria-pressed", String(Boolean(told.age))); };
  age.addEventListener("click", async () => {
    const units = ["years", "months"].map((code) => ({ code, label: t(`unit_${code}`) }));
    const answer = await askNumber({ what: "age", title: t("aid_age"), value: told.age?.n, units, unit: told.age?.unit, check: checkAge });
    if (!answer) return;
    if (answer.value === undefined) delete told.age;
    else told.age = { n: answer.value, unit: answer.unit };
    paint();
    await changed();
  });
  paint();
  const sexes = oneOf(told, "sex", ["F", "M", "X"].map((code) => ({ code, label: t(`sex_${code.toLowerCase()}`) })), changed, "four-across", t("aid_who"));
  sexes.append(age);
  return h("section", { "data-step": "who" }, h("h2", {}, t("aid_who")), sexes);
}

/** @param {any} told */
function ageSaid(told) {
  const { age_years, age_months } = ages(told);
  return age_months !== undefined ? t("aid_months", { n: age_months }) : age_years !== undefined ? t("aid_years", { n: age_years }) : "";
}

/** Who it is in words. @param {any} told */
export const whoSaid = (told) => [told.sex ? t(`sex_${told.sex.toLowerCase()}`) : "", ageSaid(told)].filter(Boolean).join(", ");

/** The danger signs that were tapped, in words; two lists share one. @param {any} told @returns {string[]} */
export const signsSaid = (told) => [...namedSigns("pregnancy"), ...namedSigns("newborn").filter((one) => one.code !== "convulsion")].filter((one) => (told.signs ?? []).includes(one.code)).map((one) => tongue(one, "label"));

/** What is one tap away: how, what must not be given, pregnancy and danger signs, medicines and a note. @param {any} told @param {() => any} changed */
export function folds(told, changed) {
  const listed = (/** @type {string[]} */ all, /** @type {string} */ kind) => all.map((one) => t(`${kind}_${one}`)).join(", ");
  const rows = (/** @type {string} */ of) => namedSigns(of).map((one) => ({ code: one.code, label: tongue(one, "label") }));
  const made = [
    fold("care", t("aid_care"), () => [told.allergies ? t("aid_not_give", { what: told.allergies }) : "", listed(told.flags ?? [], "flag")].filter(Boolean).join(" · "), [
      words(told, "allergies", t("aid_allergies"), () => touched(), { most: 1000, hint: t("aid_allergies_hint") }), h("h3", {}, t("aid_flags")), manyOf(told, "flags", rowsOf("flag", FLAGS), () => touched(), "one", t("aid_flags"))]),
    fold("how", t("aid_how"), () => (told.mechanism ? t(`mechanism_${told.mechanism}`) : ""), [oneOf(told, "mechanism", rowsOf("mechanism", MECHANISMS, CAUSES), () => touched(), "two side", t("aid_how"))]),
    fold("signs", t("aid_signs"), () => [told.pregnant === "yes" ? t("aid_pregnant") : "", ...signsSaid(told)].filter(Boolean).join(", "), [
      h("h3", {}, t("aid_pregnancy")), oneOf(told, "pregnant", ["yes", "no"].map((code) => ({ code, label: t(code) })), () => touched(), "two", t("aid_pregnancy")),
      h("h3", {}, t("aid_signs_pregnancy")), manyOf(told, "signs", rows("pregnancy"), () => touched(), "one", t("aid_signs_pregnancy")),
      h("h3", {}, t("aid_signs_newborn")), manyOf(told, "signs", rows("newborn").filter((one) => one.code !== "convulsion"), () => touched(), "one", t("aid_signs_newborn"))]),
    fold("rest", t("aid_rest"), () => [...Object.keys(TYPED), "note"].map((name) => told[name]).filter(Boolean).join(" · "), [
      Object.entries(TYPED).map(([name, most]) => words(told, name, t(`aid_${name}`), () => touched(), { most, hint: name === "checked_by" ? t("aid_checked_by_hint") : "" })), words(told, "note", t("aid_note"), () => touched(), { most: 4000, long: true, hint: t("aid_note_hint") })]),
  ];
  const touched = () => { for (const one of made) one.refresh(); return changed(); };
  return made.map((one) => one.element);
}
