/* The end of a shift: what is missing, and then everything that can be read here is destroyed. The sealed queue stays. */
import { endShift } from "../agents.js";
import { writeLeft } from "../counting.js";
import { button, go, h, icon, restart, say, show } from "../frame.js";
import { practising } from "../practice.js";
import { t } from "../words.js";
import { childrenOpen } from "./child.js";
import { lacking } from "./complete.js";
import { conflictsOpen } from "./conflicts.js";
import { missionsHere } from "./mission.js";
import { drafts, record, sending } from "./store.js";
import { outNow } from "./patrol.js";
import { endFor } from "./practice.js";
import { row } from "./tonight.js";
import { endTrack } from "./tracking.js";

const FORMS = ["encounter", "found", "alert", "patrol", "distribution", "reception", "aid", "aidMore", "triage"];

/** @param {any} _params */
export async function endOfShift(_params) {
  if (practising()) return endFor("endShift"); // a practice ends with the shift: what is missing is asked of the real day
  const [children, lacks, conflicts, left] = [await childrenOpen(), await lacking(), await conflictsOpen(), (await drafts()).filter((name) => FORMS.includes(name))];
  const missing = [
    ...children.map((one) => row("child", t(one.opened ? "child_open" : "child_waits", { n: one.children }), () => go("child", one), "hot")),
    ...left.map((name) => row("undo", t("draft_of", { what: t(`form_${name}`) }), () => go(name), "hot")),
    conflicts.length ? row("split", t("conflicts_n", { n: conflicts.length }), () => go("conflicts"), "hot") : null,
    ...(await missionsHere()).filter((one) => one.mine.length).map(({ item }) => row("lifebuoy", t("mission_still_out", { what: item.state.folio }), () => go("mission", { subject: item.subject }), "hot")),
    outNow() ? row("patrol", t("patrol_still_out"), () => go("patrol"), "hot") : null,
    lacks.length ? row("clock", t("complete_n", { n: lacks.length }), () => go("complete")) : null,
  ].filter(Boolean);
  show({
    title: t("end_shift"), back: () => restart("tonight"),
    body: [
      h("h2", {}, t(missing.length ? "still_missing" : "nothing_missing")),
      h("ul", { class: "rows" }, missing.map((one) => h("li", {}, one))),
      h("div", { class: "block" }, h("p", {}, icon("lock"), " ", t("end_means")), h("p", {}, t("unsent_n", { n: sending().unsent }), ". ", t("end_queue"))),
      children.length ? h("p", { class: "alarm" }, t("end_children")) : null,
    ],
    acts: [
      button("left", t("not_yet"), () => restart("tonight")),
      button("exit", t("end_now"), async () => { await writeLeft(record); await endTrack(); await endShift(); await restart("start"); say(t("ended")); }, children.length ? "danger" : "main"),
    ],
    actsLook: "two",
  });
}
