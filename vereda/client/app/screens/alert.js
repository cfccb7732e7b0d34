/* An alert that reached the agent; the open ones of the group; and the alert that a locked phone takes. */
import { h, restart, show, button } from "../frame.js";
import { hour, t } from "../words.js";
import { folio, layoutOf, sending, workOf } from "./store.js";
import { thenButtons } from "./then.js";
import { anonymous, savedTo, write } from "./writing.js";

const NAME = "alert";

/** An alert is not help on its way: without a line nobody has it yet, and the screen says so. */
const after = () => t(sending().online ? "alert_saved" : "alert_saved_offline");

/** @param {any} _params */
export async function alert(_params) {
  await write({ name: NAME, layout: layoutOf(NAME), words: t("alert_save"), saved: () => savedTo(after()) });
}

export async function lockedAlert() {
  await write({ name: NAME, layout: anonymous(layoutOf(NAME)), locked: true, words: t("alert_save"), saved: () => savedTo(after(), "start") });
}

/** One open mission or alert of the group. @param {{ subject: string }} params */
export async function openOne({ subject }) {
  const item = workOf().find((one) => one.subject === subject);
  if (!item) return restart("tonight");
  const told = (item.told || []).map((/** @type {any} */ one) => [h("dt", {}, one.label), h("dd", {}, one.text)]);
  return show({
    title: `${t(`open_${item.kind}`)} ${folio(subject)}`, back: () => history.back(),
    body: [h("div", { class: "block" }, h("p", {}, item.text || ""), item.at ? h("p", { class: "quiet" }, hour(item.at)) : null, h("dl", { class: "facts" }, told))],
    acts: item.kind === NAME ? thenButtons(NAME, subject, () => {}) : [button("people", t("form_encounter"), () => restart("tonight"))],
  });
}
