/* A course: read, and answered before and after. No right answer lies on the phone: a test is counted when it arrives. */
import { button, go, h, icon, onLeave, restart, say, show } from "../frame.js";
import { uuid7 } from "../ids.js";
import { draft, inForm, keepDraft, record, reference } from "../screens/store.js";
import { language, t } from "../words.js";
import { course as kept, courses, own, standing, until } from "./kept.js";

const LETTERS = "abcde";
const long = () => { inForm(true); onLeave(() => inForm(false)); };
const each = (/** @type {string} */ tag, /** @type {string[]} */ all) => all.map((words) => h(tag, {}, words));
const named = (/** @type {string} */ code, /** @type {string} */ moment) => `training-${code}-${moment}`;

/** @param {{ code: string }} params */
export async function course({ code }) {
  const [of, how, about] = [await kept(code), await standing(code), (await courses()).find((one) => one.code === code)];
  if (!of) return show({ title: t("training"), back: () => history.back(), body: [h("p", { class: "alarm" }, t("training_not_here"))] });
  const [isDone, counted] = [how.before && how.after, how.row];
  const moment = how.before && !isDone ? "after" : "before";
  const told = ["before", "after"].filter((one) => how[one]).map((one) => h("p", {}, `${t(`training_${one}`)}: `, counted?.[one] ? t("training_of_hundred", { n: Math.round((100 * counted[one][0]) / counted[one][1]) }) : t("training_waits")));
  const part = (/** @type {any} */ one) => h("details", { "data-module": one.code }, h("summary", { class: "fold" }, h("b", { class: "what" }, one.title)),
    h("article", { class: "telling" }, h("ul", { class: "quiet" }, each("li", one.goals)), each("p", one.text), h("ul", { class: "said" }, each("li", one.points))));
  long();
  return show({
    title: of.title, back: () => history.back(), band: about?.in_review ? t("training_review") : "",
    body: [h("p", {}, of.goal), h("div", { class: "said", "data-standing": true }, told.length ? told : t("training_how"), counted?.after ? h("p", {}, t(counted.passed ? "training_passed" : "training_not_passed")) : null),
      h("div", { lang: of.language }, of.modules.map(part), counted?.right ? h("details", { "data-right": true }, h("summary", { class: "fold" }, h("b", {}, t("training_right"))), of.questions.map((one) => rightOf(one, counted.right[one.code]))) : null),
      h("p", { class: "quiet source" }, t("orient_source", { what: [...of.sources, ...of.materials].join(" · ") }))],
    acts: [button("papers", t((await draft(named(code, moment))) ? "training_go_on" : isDone ? "training_again" : `training_${moment}`), () => go("lesson", { view: "test", code, moment }), "main")],
  });
}

/** @param {any} one @param {any} right */
const rightOf = (one, right) => (right ? h("div", { class: "block" }, h("b", {}, one.ask), h("p", {}, icon("check"), " ", one.options[LETTERS.indexOf(right.answer)]), h("p", { class: "quiet" }, right[language()])) : null);

/** All questions; each tap is kept. @param {{ code: string, moment: string }} params */
export async function test({ code, moment }) {
  const of = await kept(code);
  const name = named(code, moment);
  const left = await draft(name);
  /** @type {Record<string, string>} */
  const answers = left?.revision === of.revision ? left.answers : {};
  const sum = h("span", { class: "sum", role: "status" });
  const paint = () => sum.replaceChildren(h("b", {}, Object.keys(answers).length), `/ ${of.questions.length}`);
  const tap = (/** @type {string} */ question, /** @type {string} */ letter) => async (/** @type {any} */ event) => {
    answers[question] = letter;
    for (const tile of event.currentTarget.parentElement.children) tile.setAttribute("aria-pressed", String(tile === event.currentTarget));
    paint();
    await keepDraft(name, { answers, revision: of.revision });
  };
  const send = async () => {
    const isFirst = moment === "before";
    const subject = isFirst ? uuid7() : (await standing(code)).subject;
    const all = Object.fromEntries(of.questions.map((one) => [one.code, answers[one.code] ?? ""]));
    const answered = { kind: "training.answered", subject, payload: { moment, revision: of.revision, answers: all } };
    const { revision, topics, hours } = of;
    const taken = { kind: "training.course_taken", subject, payload: { course: code, revision, topics, hours, group: reference().group.code } };
    await record({ ...(isFirst ? { ...taken, beside: [answered] } : answered), draft: `draft/${name}`, keep: await until(code, { subject, before: true, after: !isFirst }) });
    await restart("training");
    say(t("training_kept"));
  };
  paint();
  long();
  show({
    title: t(`training_${moment}`), back: () => history.back(),
    body: [h("p", { class: "said" }, t("training_counted_later")), of.questions.map((one, at) =>
      h("fieldset", { class: "step tiles one", "data-question": one.code, lang: of.language }, h("legend", {}, `${at + 1}. ${one.ask}`), one.options.map((/** @type {string} */ words, /** @type {number} */ nth) =>
        h("button", { type: "button", class: "tile wide", "data-answer": LETTERS[nth], "aria-pressed": String(answers[one.code] === LETTERS[nth]), click: tap(one.code, LETTERS[nth]) }, h("span", {}, words)))))],
    acts: [sum, button("upload", t("save"), send, "main")], actsLook: "two",
  });
}
