/* One thing more of a record that is open here: signs measured again, something done, how it ended, or what is wrong told again. */
import { button, h, onLeave, restart, say, show } from "../frame.js";
import { problemWords } from "../screens/problems.js";
import { draft, dropDraft, inForm } from "../screens/store.js";
import { t } from "../words.js";
import { keeping, showAdvice } from "./aid.js";
import { complaintTiles, folds, whoTiles } from "./asked.js";
import { correct, end, give, recordOf, takeVitals } from "./entries.js";
import { cleaned, givenBlock, outcomeBlock, placeOf } from "./given.js";
import { checkLife, isMeasured, vitalsBlock } from "./vitals.js";

const NAME = "aidMore";
const TITLES = /** @type {Record<string, string>} */ ({ vitals: "aid_vitals", given: "aid_done", outcome: "aid_ended", told: "aid_correct" });

/** Without a subject: what was left. @param {{ subject?: string, what?: string }} params */
export async function more({ subject = "", what = "" }) {
  const left = await draft(NAME);
  const isSame = left && (!subject || (left.subject === subject && left.what === what));
  const state = isSame ? left : { subject, what, vitals: {}, given: [], end: {}, told: null };
  const kept = await recordOf(state.subject);
  if (!kept?.isOpen) { await dropDraft(NAME); return restart("care"); }
  state.told ??= structuredClone(kept.told);
  const keeper = keeping(NAME, state, Boolean(isSame));
  const [rules, top] = [h("div", { class: "advices", "aria-live": "polite" }), h("button", { type: "button", class: "row hot", hidden: true, "data-top": true, click: () => rules.scrollIntoView({ block: "start" }) }, h("span", { class: "what" }))];
  const isAdvised = ["vitals", "told"].includes(state.what);
  const changed = () => { if (isAdvised) showAdvice(rules, top, { ...state.told, complaints: state.what === "told" ? state.told.complaints : [] }, state.vitals); return keeper.changed(); };
  const named = `draft/${NAME}`;
  const writers = /** @type {Record<string, () => any>} */ ({
    vitals: () => { checkLife(state.vitals); return isMeasured(state.vitals) ? takeVitals(kept, state.vitals, named) : say(t("medical.nothing_measured"), "alarm"); },
    given: () => (state.given.length ? give(kept, state.given.map(cleaned), named) : say(t("aid_mark_done"), "alarm")),
    outcome: () => (state.end.outcome ? end(kept, state.end.outcome, placeOf(state.end), named) : say(t("aid_mark_end"), "alarm")),
    told: () => (state.told.complaints?.length || kept.outcome || kept.triages.length ? correct(kept, state.told, named) : say(t("medical.nothing_to_record"), "alarm")),
  });
  const save = async () => {
    try {
      if (!(await writers[state.what]())) return undefined; // said on the screen
    } catch (why) {
      return say(problemWords(why), "alarm");
    }
    keeper.stop();
    onLeave(() => inForm(false));
    await dropDraft(NAME);
    return restart("aidOpen", { subject: state.subject, fresh: true });
  };
  const drawn = /** @type {Record<string, () => any>} */ ({
    vitals: () => vitalsBlock(state.vitals, () => kept.told, changed), given: () => givenBlock(state.given, changed), outcome: () => outcomeBlock(state.end, changed),
    told: () => [complaintTiles(state.told, changed), whoTiles(state.told, changed), folds(state.told, changed)],
  });
  inForm(true);
  onLeave(() => { keeper.flush(); inForm(false); });
  return show({
    title: t(TITLES[state.what]), back: () => restart("aidOpen", { subject: state.subject }),
    body: [isSame ? h("div", { class: "said" }, h("p", {}, t("recovered")), button("undo", t("start_again"), async () => { keeper.stop(); onLeave(() => {}); await dropDraft(NAME); await more({ subject: state.subject, what: state.what }); })) : null, drawn[state.what](), isAdvised ? rules : null],
    acts: [top, button("check", t("save"), save, "main")],
  });
}
