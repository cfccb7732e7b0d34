/* What the rules say, to be read without a signal and without a record: steps for heat and cold, danger signs, fast breathing, the arm, NEWS2, height, complaints. */
import { h, icon, show } from "../frame.js";
import { said, t } from "../words.js";
import { stepsOf } from "./advice.js";
import { complaintSaid, GROUPS } from "./asked.js";
import { begun, fold, ruleLine, tongue } from "./parts.js";
import { tables } from "./rules.js";
import { namedSigns, SIGN_RULES, steps } from "./signs.js";

/** @param {any} _params */
export function guide(_params) {
  show({
    title: t("guide"), back: () => history.back(),
    body: [
      h("p", { class: "alarm" }, t("guide_how")),
      ["HEAT_STROKE", "HYPOTHERMIA"].map((rule) => part(rule, h("ol", {}, steps(rule).map((one, at) => h("li", { class: one.never === "true" ? "never" : "" }, one.never === "true" ? icon("danger") : null, h("span", {}, stepsOf(rule)[at])))))),
      Object.keys(SIGN_RULES).map((of) => part(SIGN_RULES[of], h("p", {}, t("adv_sign_one")), h("ul", {}, namedSigns(of).map((one) => h("li", {}, tongue(one, "label")))))),
      part("CHILD_RATES", h("ul", {}, tables().breathing.map((/** @type {any} */ one) => h("li", {}, t("guide_breathing", { from: one.months_from, to: one.months_to, figure: one.fast_from }))))),
      part("MUAC", h("ul", {}, tables().muac.filter((/** @type {any} */ one) => one.below_mm).map((/** @type {any} */ one) => h("li", {}, t("guide_muac", { mm: one.below_mm, state: t(`nourished_${one.state}`).toLowerCase() })))), h("p", {}, t("guide_oedema"))),
      part("NEXT_STEP", h("ul", {}, tables().next_step.map((/** @type {any} */ one) => h("li", {}, ...band(one))))),
      part("ALTITUDE", h("p", {}, tongue(tables().altitude[0], "label"))),
      fold("COMPLAINTS", said(tables().rules.COMPLAINTS), () => "", [ruleLine("COMPLAINTS"), ["usual", ...GROUPS].map((group) => [h("h3", {}, t(`group_${group}`)), tables().complaints.filter((/** @type {any} */ one) => one.group === group).map(complaint)])]).element,
    ],
  });
}

/** What a band asks for; its name where the sentence does not begin with it. @param {any} one */
function band(one) {
  const [name, asks] = [t(`band_${one.band.replaceAll("-", "_")}`), tongue(one, "next")];
  return asks.startsWith(`${name}:`) ? [asks] : [h("b", {}, name), `: ${asks}`];
}

/** @param {string} rule @param {...any} body */
const part = (rule, ...body) => fold(rule, said(tables().rules[rule]), () => "", [...body, ruleLine(rule)]).element;

/** @param {any} one */
const complaint = (one) => h("div", { class: "set" }, h("p", {}, h("b", {}, complaintSaid(one.code)), `. ${t("adv_flag", { flag: tongue(one, "flag") })}`), h("ul", {}, tongue(one, "steps").split(";").map((step) => h("li", {}, begun(step.trim())))), h("p", { class: "quiet" }, tongue(one, "referral")));
