/* Opening a distribution, or a reception of a bus or flight; then the counting begins. */
import { session } from "../agents.js";
import { go, restart } from "../frame.js";
import { t } from "../words.js";
import { layoutOf } from "./store.js";
import { write } from "./writing.js";

/** @param {string} name */
const opening = (name) => write({
  name, layout: layoutOf(name), seed: { method: "lanes", staff: [{ code: session()?.account }] }, words: t("begin_count"),
  saved: async (receipt) => { await restart("tonight"); await go("count", { subject: receipt.subject }); },
});

export const distribution = () => opening("distribution");
export const reception = () => opening("reception");
