/* A second PIN, for when somebody makes the agent open the phone. The screen never says whether there is one. */
import { setSecondPin } from "../agents.js";
import { button, h, here, restart, say, show } from "../frame.js";
import { t } from "../words.js";
import { newPin, pinPad } from "./pin.js";
import { problemWords } from "./problems.js";

/** @param {{ said?: string }} params */
export async function secondPin({ said = "" }) {
  show({
    title: t("second_pin"), back: () => history.back(),
    body: [
      said ? h("p", { class: "alarm", role: "alert" }, said) : null,
      h("p", { class: "said" }, t("second_first")),
      h("p", {}, t("second_what")), h("p", {}, t("second_after")), h("p", { class: "quiet" }, t("second_silent")),
    ],
    acts: [pinPad({ words: t("next"), done: async (pin) => choose(pin) })],
  });
}

/** @param {string} pin  her own */
function choose(pin) {
  return newPin(
    (pad, words) => show({
      title: t("second_pin"), back: () => secondPin({}),
      body: [h("p", { class: "said", role: "status" }, words), h("p", { class: "quiet" }, t("second_rules")), button("minus", t("second_none"), () => keep(pin, ""))],
      acts: [pad],
    }),
    (second) => keep(pin, second),
    t("second_choose"),
  );
}

/** @param {string} pin @param {string} second  '': none from now on */
async function keep(pin, second) {
  try {
    await setSecondPin(pin, second);
  } catch (why) {
    if (here() === "secondPin") return secondPin({ said: problemWords(why) });
    throw why; // ten wrong ones: the phone locked itself
  }
  await restart("tonight");
  return say(t(second ? "second_kept" : "second_gone"));
}
