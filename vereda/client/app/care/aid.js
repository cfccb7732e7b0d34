/* A record of first aid in less than a minute: what is wrong is one tap, all else is there if there is time. What the rules advise stands below as it is tapped. */
import { button, h, icon, onLeave, restart, say, show } from "../frame.js";
import { place } from "../widgets/place.js";
import { yesNo } from "../widgets/simple.js";
import { problemWords } from "../screens/problems.js";
import { draft, dropDraft, folio, inForm, keepDraft, listOf, reference } from "../screens/store.js";
import { t } from "../words.js";
import { advice, advised } from "./advice.js";
import { complaintTiles, folds, whoTiles } from "./asked.js";
import { kindOfTriage, mayWrite, open } from "./entries.js";
import { cleaned, givenFold, outcomeFold, placeOf } from "./given.js";
import { fold, instant, ruleLine, shape, writtenRule } from "./parts.js";
import { personWritten, triagedSaid } from "./sheet.js";
import { tables } from "./rules.js";
import { checkLife, isMeasured, saidOf, vitalsBlock } from "./vitals.js";

const NAME = "aid";
const WORDS_MS = 200;

/** encounter: of which it is; triaged: what triage found of somebody, who: their number on the sheet
 * @param {{ encounter?: string, triaged?: any, who?: number }} params */
export async function aid({ encounter = "", triaged, who }) {
  if (!mayWrite()) return show({ title: t("form_aid"), back: () => history.back(), body: [h("p", { class: "alarm" }, t("aid_not_yours"))] });
  const kept = await draft(NAME);
  const state = kept ?? { at: instant(), told: {}, vitals: {}, given: [], answers: {}, encounter, ...(triaged ? { triages: [triaged], who } : {}) };
  const keeper = keeping(NAME, state, Boolean(kept));
  const [rules, top] = [h("div", { class: "advices", "aria-live": "polite" }), h("button", { type: "button", class: "row hot", hidden: true, "data-top": true, click: () => rules.scrollIntoView({ block: "start", behavior: "smooth" }) }, icon("alert"), h("span", { class: "what" }))];
  const refresh = () => showAdvice(rules, top, state.told, state.vitals);
  const changed = () => { refresh(); return keeper.changed(); };
  const vitals = fold("vitals", t("aid_vitals"), () => saidOf(state.vitals).map((one) => one.join(" ")).join(" · "), [vitalsBlock(state.vitals, () => state.told, () => { vitals.refresh(); return changed(); })], isMeasured(state.vitals));

  const save = async () => {
    try {
      checkLife(state.vitals);
    } catch (why) {
      vitals.open();
      return say(problemWords(why), "alarm");
    }
    if (!state.told.complaints?.length && !state.outcome && !state.triages?.length) return say(t("medical.nothing_to_record"), "alarm");
    keeper.stop();
    const made = await open({ ...state, told: toldOf(state), triages: kindOfTriage() ? state.triages : [], given: state.given.map(cleaned), place: placeOf(state), where: state.answers.place, alone: state.answers.alone === true, draft: `draft/${NAME}` }).catch((/** @type {any} */ why) => { keeper.goOn(); throw why; });
    onLeave(() => inForm(false));
    await dropDraft(NAME);
    if (state.who) await personWritten(state.who, made.subject);
    return restart("aidOpen", { subject: made.subject, fresh: true, alone: !state.encounter && state.answers.alone === true, toSheet: Boolean(state.who) });
  };
  inForm(true);
  onLeave(() => { keeper.flush(); inForm(false); });
  const isOther = kept && ((triaged && kept.who !== who) || (encounter && kept.encounter !== encounter));
  return show({
    title: state.encounter ? `${t("form_aid")} · ${folio(state.encounter)}` : t("form_aid"), back: () => history.back(),
    body: [
      kept ? h("div", { class: isOther ? "alarm" : "said" }, h("p", {}, t(isOther ? "aid_left_other" : "recovered")), button("undo", t("start_again"), async () => { keeper.stop(); onLeave(() => {}); await dropDraft(NAME); await aid({ encounter, triaged, who }); })) : null,
      state.triages?.map((/** @type {any} */ one) => h("p", { class: "triage-end" }, shape(one.colour), h("b", {}, t(`colour_${one.colour}`)), writtenRule(one.rule))),
      complaintTiles(state.told, changed),
      whoTiles(state.told, changed),
      vitals.element, givenFold(state.given, changed), folds(state.told, changed), outcomeFold(state, changed),
      state.encounter ? null : whereBlock(state, changed),
      h("h2", {}, t("aid_next")), rules, h("p", { class: "quiet" }, t("aid_advises")),
    ],
    acts: [top, button("check", t("aid_save"), save, "main")],
  });
  refresh();
}

/** Keeping what is tapped, at once; what is typed, when the fingers rest. @param {string} name @param {any} state @param {boolean} isKept */
export function keeping(name, state, isKept) {
  let timer = 0;
  let isTouched = isKept;
  let isOver = false; // a point that comes while it is saved makes no draft of it again
  const keep = () => { clearTimeout(timer); timer = 0; return isTouched && !isOver ? keepDraft(name, state) : Promise.resolve(); };
  return {
    changed: () => {
      if (isOver) return undefined;
      const isTyping = /^(INPUT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
      isTouched = true;
      clearTimeout(timer);
      if (!isTyping) return keep();
      timer = setTimeout(keep, WORDS_MS);
      return undefined;
    },
    flush: () => { if (timer) void keep(); },
    stop: () => { clearTimeout(timer); timer = 0; isOver = true; },
    goOn: () => { isOver = false; void keep(); },
  };
}

/** @param {HTMLElement} rules @param {HTMLElement} top @param {any} told @param {any} vitals */
export function showAdvice(rules, top, told, vitals) {
  const found = advice(told, isMeasured(vitals) ? vitals : undefined);
  const first = found.find((one) => one.level === "alarm") ?? found.find((one) => one.parts);
  rules.replaceChildren(...(found.length ? advised(found) : [h("p", { class: "quiet" }, t("aid_nothing_yet"))]));
  top.hidden = !first;
  const words = top.querySelector(".what");
  if (words) words.textContent = first?.title ?? "";
}

/** What is told, with the triage in words where the server does not know it as a fact yet. @param {any} state */
function toldOf(state) {
  if (kindOfTriage() || !state.triages?.length) return state.told;
  return { ...state.told, note: [state.told.note, ...state.triages.map(triagedSaid)].filter(Boolean).join("\n") };
}

/** Where, and whether a child is alone: an encounter of one person is written with the record. @param {any} state @param {() => any} changed */
function whereBlock(state, changed) {
  const form = /** @type {any} */ ({ list: listOf, answers: state.answers, reference: reference(), purpose: "encounters.recorded", refresh: () => {}, tallyOf: () => undefined, changed });
  const alone = { path: "alone", widget: "yes_no", label: "" };
  return h("section", { "data-step": "where" }, h("h2", {}, t("aid_where")), place({ path: "place", widget: "place", label: "" }, form),
    h("div", { class: "field" }, h("span", { class: "label" }, t("aid_alone")), yesNo(alone, form)), h("p", { class: "quiet" }, t("aid_home_how")));
}

/** How a trend is told: what moved, and nothing of what it means. */
export const trendRule = () => (tables().rules.TREND ? ruleLine("TREND") : null);
