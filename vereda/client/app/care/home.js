/* First aid: who is being cared for with this phone, a new record, triage, and what the rules say without a signal. */
import { button, go, h, restart, show } from "../frame.js";
import { row } from "../screens/tonight.js";
import { draft } from "../screens/store.js";
import { hour, t } from "../words.js";
import { complaintSaid, whoSaid } from "./asked.js";
import { mayWrite, readsWhole, records, safetyOf } from "./entries.js";
import { finished, readSheet } from "./sheet.js";
import { isTriaging } from "./triage.js";

/** @param {any} _params */
export async function home(_params) {
  const [all, left, isSorting] = [await records(), await draft("aid"), await isTriaging()];
  const [open, closed] = [all.filter((one) => one.isOpen), all.filter((one) => !one.isOpen)];
  const list = (/** @type {any[]} */ rows) => h("ul", { class: "rows" }, rows.map((one) => h("li", { "data-record": one.subject }, row(one.isOpen ? "first-aid" : "lock", lineOf(one), () => go("aidOpen", { subject: one.subject }), one.isOpen ? "hot" : "", hour(one.at)))));
  show({
    title: t("form_aid"), back: () => restart("tonight"),
    body: [
      left ? row("undo", t("draft_of", { what: t("form_aid") }), () => go("aid"), "hot") : null,
      isSorting ? row("people", t("triage_going", { n: finished(await readSheet()).length }), () => go("triage"), "hot") : null,
      open.length ? [h("h2", {}, t("aid_open_here")), list(open)] : null,
      closed.length ? [h("h2", {}, t("aid_closed_here")), list(closed)] : null,
      open.length || closed.length ? null : h("p", { class: "quiet" }, t("aid_none")),
      h("div", { class: "stack" }, button("leaflet", t("guide"), () => go("careGuide"), "left")),
    ],
    acts: [mayWrite() ? button("first-aid", t("aid_new"), () => go("aid"), "main") : null, button("people", t("form_triage"), () => go("triage"), mayWrite() ? "" : "main")],
    actsLook: mayWrite() ? "two" : "",
  });
}

/** One line of a record: the whole to who may read it, else what must not be given or done. @param {any} one */
function lineOf(one) {
  const { flags, allergies } = safetyOf(one);
  const safety = [allergies ? t("aid_not_give", { what: allergies }) : "", ...flags.map((/** @type {string} */ flag) => t(`flag_${flag}`))].filter(Boolean).join(" · ");
  if (one.isWithdrawn) return t("aid_withdrawn");
  const may = one.told && (one.isOpen || readsWhole());
  return (may ? [whoSaid(one.told), (one.told.complaints ?? []).map(complaintSaid).join(", "), safety].filter(Boolean).join(" · ") : safety) || t("form_aid");
}
