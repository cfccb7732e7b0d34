/* Tonight: what waits above, the four things an agent does below, where the thumb is. */
import { lock, session } from "../agents.js";
import { button, go, h, icon, round, show } from "../frame.js";
import { questionsOf, told } from "../forms.js";
import { writeLeft } from "../counting.js";
import { answersOf } from "../payload.js";
import { practising } from "../practice.js";
import { resumeTrack, trackNow } from "../track.js";
import { hour, t } from "../words.js";
import { childrenOpen } from "./child.js";
import { lacking } from "./complete.js";
import { conflictsOpen } from "./conflicts.js";
import { gatheringLine, gatheringsHere } from "./count.js";
import { unnoted, whereOpen } from "./conversation.js";
import { missionCards, missionsHere } from "./mission.js";
import { workLine } from "./openwork.js";
import { openOrient } from "./orient.js";
import { careOpen, drafts, layoutOf, listOf, record, refresh, refreshMine, reference, sending, trainingNews, workOf, writtenThisShift } from "./store.js";
import { stateLine } from "./thisphone.js";
import { trackBlock } from "./tracking.js";

const SHOWN = 4;
/** Who may tell protection (`vereda/access/matrix.csv`, K4). */
const NOTES = ["agent", "case_worker"];

/** @param {any} _params */
export async function tonight(_params) {
  const who = session();
  if (!who) return go("start");
  await refresh();
  await refreshMine(lineOf, workLine);
  await writeLeft(record); // taps that a killed app had kept
  await resumeTrack(); // the way that a killed app was recording
  const written = await writtenThisShift();
  const last = written.find((one) => one.form === "encounter" && !one.struck);
  const [children, conflicts, lacks, left] = [await childrenOpen(), await conflictsOpen(), await lacking(), await drafts()];
  const [gatherings, missions, cared, news] = [await gatheringsHere(), await missionsHere(written), await careOpen(), await trainingNews()];
  const out = new Set(missions.filter((one) => one.mine.length).map((one) => one.item.subject));
  return show({
    only: "tonight", title: who.name, isCounted: false,
    tools: [round("lock", t("hand_over"), lock)],
    body: [
      stateLine(),
      openRows(isUnread),
      missions.map(missionCards),
      trackNow()?.isRunning ? trackBlock("", "") : null,
      ...children.map((one) => alarm("child", t(one.signed ? "child_signed" : one.opened ? "child_open" : "child_waits", { n: one.children }), () => go("child", one), t(one.opened ? "see_path" : "open_path"))),
      sending().refused ? row("alert", t("refused_n", { n: sending().refused }), () => go("thisPhone"), "hot") : null,
      conflicts.length ? row("split", t("conflicts_n", { n: conflicts.length }), () => go("conflicts"), "hot") : null,
      left.filter((name) => ["encounter", "found", "alert", "patrol", "distribution", "reception", "aid", "aidMore", "triage", "legal", "roadside"].includes(name)).map((name) => row("undo", t("draft_of", { what: t(`form_${name}`) }), () => go(name), "hot")),
      cared ? row("first-aid", t("care_open", { n: cared }), () => go("care"), "hot") : null,
      unnoted() && !whereOpen().draft ? row("speech", t("orient_unnoted", { n: unnoted() }), () => openOrient(whereOpen()), "hot") : null,
      left.some((name) => name.startsWith("training-")) ? row("undo", t("draft_of", { what: t("form_training") }), () => go("training"), "hot") : null,
      news.length ? row("clock", t("training_changed", { n: news.length }), () => go("training"), "hot") : null,
      lacks.length ? row("clock", t("complete_n", { n: lacks.length }), () => go("complete")) : null,
      openRows((one) => !isUnread(one) && !out.has(one.subject)),
      gatherings.length ? h("ul", { class: "rows" }, gatherings.map((one) => h("li", {}, row("food", gatheringLine(one), () => go("count", { subject: one.subject }))))) : null,
      h("ul", { class: "rows" }, written.filter((one) => one.form).slice(0, SHOWN).map((one) => h("li", {}, row("", lineOf(one), () => go("written", { id: one.id }), "", hour(one.at))))),
      h("div", { class: "stack" }, h("div", { class: "pair" }, button("food", t("form_distribution"), () => go("distribution")), button("to-bus", t("form_reception"), () => go("reception"))),
      NOTES.includes(who.role) ? button("hand", t("form_roadside"), () => go("roadside"), "left") : null,
      /** @type {any} */ (reference()).surveys?.length ? button("papers", t("surveys"), () => go("surveys"), "left") : null,
      button("leaflet", t("information"), () => go("information"), "left"),
      practising() ? null : button("ticket", t("training"), () => go("training"), "left"),
      practising() ? null : button("repeat", t("practice"), () => go("practice"), "left"),
      h("div", { class: "pair" }, button("phone", t("this_phone"), () => go("thisPhone")), button("exit", t("end_shift"), () => go("endShift")))),
    ],
    acts: [
      h("div", { class: last ? "pair" : "" }, button("first-aid", t("form_aid"), () => go("care")), last ? button("repeat", t("repeat_last"), () => go("encounter", { repeat: true })) : null),
      h("div", { class: "four" }, button("people", t("form_encounter"), () => go("encounter"), out.size ? "" : "main"), button("alert", t("form_alert"), () => go("alert")),
        button("patrol", t("form_patrol"), () => go("patrol")), button("speech", t("orient"), () => openOrient())),
    ].filter(Boolean),
  });
}

/** An alert that nobody said to have seen. @param {any} one */
const isUnread = (one) => one.kind === "alert" && !one.state.read_at;

/** Missions, alerts and patrols of the group that are not over. */
function openRows(/** @type {(one: any) => boolean} */ which) {
  const order = ["alert", "mission", "patrol"];
  const rows = workOf().filter((one) => one.is_open && order.includes(one.kind) && which(one)).sort((one, two) => order.indexOf(one.kind) - order.indexOf(two.kind));
  if (!rows.length) return null;
  return h("ul", { class: "rows" }, rows.map((one) => h("li", {}, row({ mission: "lifebuoy", alert: "alert", patrol: "patrol" }[/** @type {"mission"} */ (one.kind)], `${t(`open_${one.kind}`)} · ${workLine(one)}`, () => go(one.kind === "alert" ? "openOne" : one.kind, { subject: one.subject }), isUnread(one) ? "hot" : ""))));
}

/** One line of a record: how many, what. @param {any} one */
export function lineOf(one) {
  const layout = layoutOf(one.form);
  if (!layout) return one.kind;
  const form = /** @type {any} */ ({ list: listOf, answers: answersOf(questionsOf(layout), one.payload), reference: reference() });
  const said = questionsOf(layout).filter((question) => ["tally", "choices"].includes(question.widget) || question.path === "route").map((question) => told(question, form)).filter(Boolean);
  return `${t(`form_${one.form}`)}: ${said.slice(0, 2).join(" · ") || "—"}${one.struck ? ` (${t("struck_short")})` : ""}`;
}

/** @param {string | undefined} symbol @param {string} words @param {() => any} act @param {string} [look] @param {string} [when] */
export function row(symbol, words, act, look = "", when = "") {
  return h("button", { type: "button", class: `row ${look}`, click: act }, symbol ? icon(symbol) : null, when ? h("span", { class: "when" }, when) : null, h("span", { class: "what" }, words), icon("right"));
}

/** @param {string} symbol @param {string} words @param {() => any} act @param {string} does */
const alarm = (symbol, words, act, does) => h("div", { class: "alarm" }, h("p", {}, words), button(symbol, does, act));
