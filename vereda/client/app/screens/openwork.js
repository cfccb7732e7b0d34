/* The group's open work as it was pulled: one line each, and one alert with what is known of it. */
import { h, restart, show } from "../frame.js";
import { questionsOf, told } from "../forms.js";
import { noteLook } from "../looks.js";
import { answersOf } from "../payload.js";
import { hour, named, said, t } from "../words.js";
import { folio, layoutOf, listOf, reference, workOf } from "./store.js";
import { thenButtons } from "./then.js";

/** What a record tells of itself, in one line. @param {any} item @returns {string} */
export function workLine(item) {
  const { state, kind } = item;
  if (kind === "mission") return [state.folio || folio(item.subject), named(reference().lists?.terrains, state.terrain || "")].filter(Boolean).join(" · ");
  if (kind === "patrol") return state.route || folio(item.subject);
  if (kind === "encounter") return `${t("people", { n: state.people_met || 0 })}${state.occurred_at ? `, ${hour(state.occurred_at)}` : ""}`;
  return answersTold(item).slice(0, 2).map((one) => one.words).join(" · ") || folio(item.subject);
}

/** What is known of it, as its form asks it. @param {any} item @returns {Array<{ label: any, words: string }>} */
function answersTold(item) {
  const layout = layoutOf(item.kind);
  if (!layout) return [];
  const form = /** @type {any} */ ({ list: listOf, answers: answersOf(questionsOf(layout), item.state), reference: reference() });
  return questionsOf(layout).filter((one) => one.widget !== "place").map((one) => ({ label: one.label, words: told(one, form) })).filter((one) => one.words);
}

/** Where, in one line. @param {any} where */
export const placeSaid = (where) => [where.place, where.lat && `${where.lat}, ${where.lon}${where.accuracy_m ? ` ± ${Math.round(where.accuracy_m)} m` : ""}`].filter(Boolean).join(" · ");

/** One open alert. @param {{ subject: string }} params */
export async function openOne({ subject }) {
  const item = workOf().find((one) => one.subject === subject);
  if (!item) return restart("tonight");
  await noteLook(subject, "K1", "assist");
  const { where, told_at } = item.state;
  const facts = answersTold(item);
  return show({
    title: `${t(`open_${item.kind}`)} ${folio(subject)}`, back: () => history.back(),
    body: [
      h("div", { class: "block" }, told_at ? h("p", { class: "quiet" }, hour(told_at)) : null,
        where ? h("p", {}, placeSaid(where)) : null,
        h("ul", { class: "rows" }, facts.map((one) => h("li", {}, h("p", { class: "row" }, h("span", { class: "what" }, one.words.startsWith(said(one.label)) ? null : h("span", { class: "quiet" }, said(one.label)), h("b", {}, one.words))))))),
      item.state.has_note || item.state.has_caller ? h("p", { class: "quiet" }, t("more_at_post")) : null,
    ],
    acts: thenButtons(item.kind, subject, () => {}, item.state.read_at ? ["rescue.alert_read"] : []),
  });
}
