/* Simulacro: how it begins, its band on every screen, and the question whether somebody is truly in danger. */
import { session } from "../agents.js";
import { button, h, icon, overlay, restart, say, show } from "../frame.js";
import { beginPractice, endPractice, practising } from "../practice.js";
import { t } from "../words.js";
import { refresh, sync } from "./store.js";

/** [ms] for which it is asked whether an alarm is real; whoever cannot answer is believed */
const ASK_MS = 10_000;

/** @param {any} _params */
export function practice(_params) {
  return show({
    title: t("practice"), back: () => history.back(),
    body: [
      h("div", { class: "block" }, h("p", {}, t("practice_what")), h("ul", {}, ["practice_band_stays", "practice_counts_not", "practice_danger", "practice_ends"].map((one) => h("li", {}, t(one))))),
    ],
    acts: [button("repeat", t("practice_begin"), begin, "main")],
  });
}

/** Where one goes when a practice ends. */
let after = "tonight";

/** End the practice because something else begins. @param {string} screen */
export async function endFor(screen) {
  after = screen;
  await endPractice();
}

async function begin() {
  await beginPractice();
  void sync();
}

/** Put the band on the phone, or take it off: over every screen, also over what covers one. It stays as long as the practice. */
export function wearBand() {
  document.querySelector("[data-practice]")?.remove();
  const is = practising();
  document.body.classList.toggle("practising", is);
  if (!is) return;
  const out = button("left", t("practice_out"), async () => { await endPractice(); });
  document.body.prepend(h("div", { class: "practice", "data-practice": true, role: "note" }, h("p", {}, h("strong", {}, t("practice_loud")), " ", t("practice_short")), out));
}

/** A practice began or ended, here or in another tab: what is shown is of the other side now. */
export async function turned() {
  wearBand();
  if (!session()) return;
  await refresh();
  const to = practising() ? "tonight" : after;
  after = "tonight";
  await restart(to);
  say(t(practising() ? "practice_on" : "practice_off"));
}

/** Ask whether an alarm is real where a practice is on: real first, and real without an answer. @returns {Promise<boolean>} */
export async function isReal() {
  if (!practising()) return true;
  let isOpen = true;
  const chosen = await overlay((close) => {
    setTimeout(() => { if (isOpen) close("real"); }, ASK_MS);
    return [
      h("main", {}, h("h1", { tabindex: "-1" }, icon("alert"), " ", t("practice_is_real")), h("p", {}, t("practice_no_answer"))),
      h("div", { class: "acts" }, button("alert", t("practice_real"), () => close("real"), "danger"), button("repeat", t("practice_only"), () => close("practice"))),
    ];
  });
  isOpen = false;
  return chosen !== "practice";
}
