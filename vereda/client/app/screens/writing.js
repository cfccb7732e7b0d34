/* Writing a form: the draft outlives a killed browser, saving seals it at once, and what must follow is opened. */
import { button, h, onLeave, restart, round, say, show } from "../frame.js";
import { drawForm, questionsOf } from "../forms.js";
import { compose, keyOf, missing, totalOf } from "../payload.js";
import { said, t, language } from "../words.js";
import { TOLD_IN, dropFromDraft, settled } from "./conversation.js";
import { namesIn, openOrient } from "./orient.js";
import { draft, keepDraft, dropDraft, inForm, listOf, photoOf, reference, save } from "./store.js";

const DRAFT_MS = 250;
/** The form that was left to tell its people something. */
let leftFor = "";
const CLOSED_TO_LOCKED = ["free_text", "identity", "screening"];

/** The layout without what a locked phone may not write. @param {any} layout */
export function anonymous(layout) {
  const steps = layout.steps.map((/** @type {any} */ step) => ({ ...step, fields: step.fields.filter((/** @type {any} */ one) => !CLOSED_TO_LOCKED.includes(one.class) && one.widget !== "link") }));
  return { ...layout, steps: steps.filter((/** @type {any} */ step) => step.fields.length), then: [] };
}

/** Show a form until it is saved.
 * @param {{ name: string, layout: any, seed?: Record<string, any>, subject?: string, seen?: string[], locked?: boolean, title?: string, words?: string, open?: string[], notice?: any[], tells?: boolean,
 *   turn?: (made: { payload: any, boxes: any[] }, answers: Record<string, any>) => { kind?: string, subject?: string, payload: any, boxes: any[], beside?: any[] }, saved: (receipt: any, made: any) => any }} asked */
export async function write(asked) {
  const { layout, locked } = asked;
  const questions = questionsOf(layout);
  await settled();
  const kept = locked ? null : await draft(asked.name);
  const isBack = leftFor === asked.name;
  leftFor = "";
  /** @type {Record<string, any>} */
  const answers = kept?.answers || { ...asked.seed };
  const at = kept?.at || new Date().toISOString();
  let timer = 0;
  let touched = Boolean(kept);
  let isSaved = false; // a point that comes while it is saved makes no draft of it again
  const keep = () => { if (!locked && touched && !isSaved) void keepDraft(asked.name, { answers, at }); };
  const sum = h("span", { class: "sum", role: "status" });
  const tally = questions.find((one) => one.widget === "tally");
  const total = () => { if (tally) { const n = totalOf(tally, answers); sum.replaceChildren(h("b", {}, n), t("people_word", { n })); } };
  const changed = () => { total(); clearTimeout(timer); timer = setTimeout(keep, DRAFT_MS); };
  const form = { list: listOf, answers, reference: reference(), purpose: layout.kind, photo: locked ? undefined : photoOf, changed, open: asked.open };

  const finish = async () => {
    const lacking = missing(questions, answers).filter((one) => !(asked.tells && one.list === "services" && answers[TOLD_IN]?.length)); // to tell is to give
    if (lacking.length) { point(lacking[0]); return; }
    clearTimeout(timer);
    timer = 0;
    const composed = compose(questions, answers, language());
    const made = asked.turn ? asked.turn(composed, answers) : composed;
    isSaved = true;
    const receipt = await save({ kind: layout.kind, subject: asked.subject, seen: asked.seen, at, locked, form: asked.name, ...made }).catch((why) => { isSaved = false; keep(); throw why; });
    onLeave(() => inForm(false));
    await dropDraft(asked.name, locked);
    await asked.saved(receipt, made);
  };
  /** Tell the people of this form, and come back to it as it stands. */
  const tellNow = async () => {
    if (isSaved) return;
    await keepDraft(asked.name, { answers, at });
    leftFor = asked.name;
    await openOrient({ draft: asked.name, people: tally ? totalOf(tally, answers) : 0, language: answers.language });
  };
  inForm(true);
  onLeave(() => { if (timer) { clearTimeout(timer); keep(); } inForm(false); });
  show({
    title: asked.title || said(layout.title), back: () => history.back(),
    body: [kept && !isBack ? recovered(asked) : null, asked.notice || null, asked.tells ? await toldBlocks(asked.name, answers) : null, drawForm(layout, form)],
    acts: [...(tally ? [sum] : []), ...(asked.tells ? [round("speech", t("orient"), tellNow, "button")] : []), button("check", asked.words || t("save"), finish, "main")],
    actsLook: tally ? (asked.tells ? "three" : "two") : "",
  });
  total();
  // What the phone fills in by itself is no draft.
  for (const kind of ["click", "input"]) document.querySelector("main")?.addEventListener(kind, () => { touched = true; }, true);
}

/** Say what is lacking, where it is lacking. @param {any} question */
function point(question) {
  document.querySelectorAll(".wrong-said").forEach((one) => one.remove());
  const field = document.querySelector(`[data-field="${keyOf(question)}"]`);
  field?.append(h("p", { class: "wrong-said", role: "alert" }, question.lacking ? said(question.lacking) : t("still_needed", { what: said(question.label) })));
  field?.scrollIntoView({ block: "center" });
}

/** @param {any} asked */
function recovered(asked) {
  return h("div", { class: "said" }, t("recovered"), button("undo", t("start_again"), async () => {
    onLeave(() => {});
    await dropDraft(asked.name, asked.locked);
    await write(asked);
  }));
}

/** Say that something was saved, on the screen that follows. @param {string} words @param {string} [next] */
export async function savedTo(words, next = "tonight") {
  await restart(next);
  say(words);
}

/** What the people of a form were told meanwhile: it is written together with it. @param {string} name @param {Record<string, any>} answers */
async function toldBlocks(name, answers) {
  const what = await namesIn();
  return (answers[TOLD_IN] || []).map((/** @type {any} */ one) => {
    const words = t("orient_told", { n: one.people, what: what(one.shown.map((/** @type {any} */ topic) => topic.topic)) });
    const block = h("div", { class: "said told-row" }, h("span", {}, words), button("undo", t("orient_take_back"), async () => {
      answers[TOLD_IN] = answers[TOLD_IN].filter((/** @type {any} */ other) => other.id !== one.id);
      await dropFromDraft(name, one.id);
      block.remove();
    }));
    return block;
  });
}
