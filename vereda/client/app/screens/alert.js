/* An alert that reached the agent, and the one that a locked phone takes. */
import { t } from "../words.js";
import { layoutOf, sending } from "./store.js";
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
