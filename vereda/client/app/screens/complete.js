/* What to complete before the shift ends: nothing here is required, and 'not known' stays valid. */
import { button, go, h, restart, show } from "../frame.js";
import { questionsOf } from "../forms.js";
import { isEmpty, peopleIn } from "../payload.js";
import { hour, said, t } from "../words.js";
import { encountersHere, layoutOf } from "./store.js";
import { lineOf, row } from "./tonight.js";

const UNKNOWN = ["U", "XX", undefined, ""];

/** The encounters of this shift that could tell more, and of what. @returns {Promise<Array<{ id: string, line: string, at: string, lacks: string[] }>>} */
export async function lacking() {
  return (await encountersHere()).map((one) => ({ id: one.id, line: lineOf(one), at: one.at, lacks: lacksOf(one) })).filter((one) => one.lacks.length);
}

/** @param {any} one @returns {string[]} */
function lacksOf(one) {
  return questionsOf(layoutOf(one.form)).flatMap((question) => {
    if (question.widget === "tally") return attributesLacking(question, one.payload);
    const asked = ["language", "choices"].includes(question.widget) && !question.required && !question.class;
    return asked && isEmpty(one.payload[question.path]) ? [said(question.label)] : [];
  });
}

/** @param {any} question @param {any} payload */
function attributesLacking(question, payload) {
  const lines = payload[question.path] || [];
  const untold = Number(payload[question.sums_to] || 0) > peopleIn(lines.map((/** @type {any} */ line) => ({ count: line.count ?? 1 })));
  return Object.keys(question.lists || {}).filter((name) => untold || lines.some((/** @type {any} */ line) => UNKNOWN.includes(line[name]))).map((name) => t(`attribute_${name}`));
}

/** @param {any} _params */
export async function complete(_params) {
  const rows = await lacking();
  show({
    title: t("complete_title"), back: () => restart("tonight"),
    body: [
      h("p", {}, t(rows.length ? "complete_how" : "complete_nothing")),
      h("ul", { class: "rows" }, rows.map((one) => h("li", {}, row("", `${one.line}. ${t("lacks", { what: one.lacks.join(", ").toLowerCase() })}`, () => go("completeOne", { id: one.id }), "", hour(one.at))))),
    ],
    acts: [button("check", t("ready"), () => restart("tonight"))],
  });
}
