/* Six things noticed at the roadside, one act, and a note to who carries protection: sealed as it is saved, and not read again on this phone. Read when it is first opened. */
import { h } from "../frame.js";
import { said, t } from "../words.js";
import { layoutOf, listOf } from "../screens/store.js";
import { savedTo, write } from "../screens/writing.js";

/** @param {{ encounter?: string }} params  none: nobody was met, or a draft that was left knows it */
export async function roadside({ encounter } = {}) {
  const act = listOf("roadside_act").flatMap((one) => [h("p", { class: "alarm" }, said(one)), one.unsigned ? h("p", { class: "quiet" }, t("roadside_unsigned")) : null]);
  await write({
    name: "roadside", layout: layoutOf("roadside"), seed: encounter ? { encounter } : {}, words: t("roadside_send"),
    notice: act,
    saved: () => savedTo(t("roadside_sent")),
  });
}
