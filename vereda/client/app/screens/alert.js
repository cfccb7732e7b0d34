/* An alert that reached the agent, and the one that a locked phone takes. */
import { here, say } from "../frame.js";
import { isSent } from "../queue.js";
import { hear } from "../tabs.js";
import { t } from "../words.js";
import { layoutOf } from "./store.js";
import { anonymous, savedTo, write } from "./writing.js";

const NAME = "alert";
const HOMES = ["tonight", "start"];

/** An alert is not help on its way. Sent is what the server acknowledged: that there was a line a minute ago says nothing.
 * @param {{ seq: number }} receipt @param {string} [home] */
async function saved({ seq }, home) {
  await savedTo(t("alert_saved_here"), home);
  const end = hear("queue", () => void told());
  async function told() {
    if (!(await isSent(seq))) return;
    end();
    if (HOMES.includes(here())) say(t("alert_sent"));
  }
  await told();
}

/** @param {any} _params */
export async function alert(_params) {
  await write({ name: NAME, layout: layoutOf(NAME), words: t("alert_save"), saved: (receipt) => saved(receipt) });
}

export async function lockedAlert() {
  await write({ name: NAME, layout: anonymous(layoutOf(NAME)), locked: true, words: t("alert_save"), saved: (receipt) => saved(receipt, "start") });
}
