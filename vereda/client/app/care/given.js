/* What was done and how it ended. A dose is what was given, in the words of who gave it; none is ever proposed. */
import { h } from "../frame.js";
import { t } from "../words.js";
import { fold, hourField, instant, oneOf, tiles, words } from "./parts.js";
import { outcomes, treatments } from "./asked.js";

const WITH_DOSE = ["medicine", "own_medicine", "fluids", "oxygen"];
const WITH_WORDS = [...WITH_DOSE, "other", "tourniquet", "splint", "wound"];
const AWAY = ["referred", "transported", "ambulance", "stays"];

/** In words. @param {any} one */
export const givenSaid = (one) => [t(`done_${one.what}`), one.said?.trim(), one.dose?.trim()].filter(Boolean).join(" · ");

/** Tap what was done: its hour is now, and may be changed; words and dose beside it. @param {any[]} given  changed in place @param {() => any} changed */
export function givenBlock(given, changed) {
  const below = h("div", {});
  const draw = () => below.replaceChildren(...given.map((one) => h("div", { class: "block", "data-given": one.what },
    h("h3", {}, t(`done_${one.what}`)),
    hourField(t("aid_given_at"), () => one.given_at, (at) => { one.given_at = at; return changed(); }).element,
    WITH_WORDS.includes(one.what) ? words(one, "said", t("aid_said"), changed) : null,
    WITH_DOSE.includes(one.what) ? words(one, "dose", t("aid_dose"), changed, { most: 100, hint: t("aid_no_dose") }) : null)));
  const turn = (/** @type {string} */ what) => {
    const at = given.findIndex((one) => one.what === what);
    if (at < 0) given.push({ what, given_at: instant() });
    else given.splice(at, 1);
    draw();
    return changed();
  };
  draw();
  return h("div", {}, tiles(treatments(), { chosen: (what) => given.some((one) => one.what === what), turn, look: "two side", label: t("aid_done") }), below);
}

/** What goes into the box: no empty words. @param {any} one */
export const cleaned = ({ what, said, dose, given_at }) => ({ what, ...(said?.trim() ? { said: said.trim() } : {}), ...(dose?.trim() ? { dose: dose.trim() } : {}), given_at });

/** Where to, where somebody went somewhere. @param {any} of */
export const placeOf = (of) => (AWAY.includes(of.outcome) ? of.place : "");

/** How it ended, and where to. @param {any} of  outcome, place @param {() => any} changed */
export function outcomeBlock(of, changed) {
  const where = h("div", {}, words(of, "place", t("aid_where_to"), changed, { hint: t("aid_where_to_hint") }));
  const paint = () => { where.hidden = !AWAY.includes(of.outcome); };
  paint();
  return h("div", {}, oneOf(of, "outcome", outcomes(), () => { paint(); return changed(); }, "two side", t("aid_ended")), where);
}

/** @param {any[]} given @param {() => any} changed */
export function givenFold(given, changed) {
  const made = fold("given", t("aid_done"), () => given.map(givenSaid).join(", "), [givenBlock(given, () => { made.refresh(); return changed(); })]);
  return made.element;
}

/** @param {any} of @param {() => any} changed */
export function outcomeFold(of, changed) {
  const made = fold("ended", t("aid_ended"), () => (of.outcome ? t(`outcome_${of.outcome}`) : ""), [outcomeBlock(of, () => { made.refresh(); return changed(); })]);
  return made.element;
}
