/* The app on the phone: starts, finds out who is there, and shows the first screen. */
import { onLock, session } from "./agents.js";
import { stopReading } from "./aloud.js";
import { standing } from "./device.js";
import { button, h, here, news, offerMark, refreshQueue, register, restart, say } from "./frame.js";
import { watchIdle } from "./idle.js";
import { keepApp, takeNewApp } from "./install.js";
import { veil, wear } from "./scheme.js";
import { startSync } from "./sync.js";
import { onPractice } from "./practice.js";
import { hear } from "./tabs.js";
import { t, useLanguage } from "./words.js";
import { alert, lockedAlert } from "./screens/alert.js";
import { child } from "./screens/child.js";
import { complete } from "./screens/complete.js";
import { count, lane } from "./screens/count.js";
import { conflicts } from "./screens/conflicts.js";
import { forget } from "./screens/conversation.js";
import { danger, offerDanger } from "./screens/danger.js";
import { completeOne, encounter, found, lockedTally } from "./screens/encounter.js";
import { endOfShift } from "./screens/endshift.js";
import { addOne, enrolPhone, welcome } from "./screens/enrol.js";
import { information } from "./screens/information.js";
import { clue, mission, missionBack, situation } from "./screens/mission.js";
import { openOne } from "./screens/openwork.js";
import { orient } from "./screens/orient.js";
import { lockedCheckIn, patrol } from "./screens/patrol.js";
import { point, points } from "./screens/points.js";
import { practice, turned, wearBand } from "./screens/practice.js";
import { problemWords } from "./screens/problems.js";
import { secondPin } from "./screens/secondpin.js";
import { series } from "./screens/series.js";
import { start } from "./screens/start.js";
import { stopped, stopping } from "./screens/stopped.js";
import { minutesToLock, refresh, sending, watch } from "./screens/store.js";
import { followForm } from "./screens/then.js";
import { distribution, reception } from "./screens/gathering.js";
import { refreshState, thisPhone } from "./screens/thisphone.js";
import { tonight } from "./screens/tonight.js";
import { topic } from "./screens/topic.js";
import { trackBand } from "./screens/tracking.js";
import { written } from "./screens/written.js";

/** First aid, triage and rules: read when one of them is first opened, kept whole by the worker as everything is. */
const LATER = ["care", "careGuide", "aid", "aidOpen", "aidMore", "aidHandover", "triage", "triageList"];
const later = (/** @type {string} */ name) => async (/** @type {any} */ params) => (await import("./care/screens.js")).open(name, params);

const lesson = async (/** @type {any} */ params) => (await import("./training/screen.js")).open(params);

const SCREENS = {
  card: async (/** @type {any} */ params) => (await import("./card/card.js")).card(params),
  legal: async (/** @type {any} */ params) => (await import("./legal/ask.js")).ask(params),
  lastHelp: async (/** @type {any} */ params) => (await import("./screens/lasthelp.js")).lastHelp(params),
  surveys: async (/** @type {any} */ params) => (await import("./survey/screen.js")).surveys(params),
  training: lesson,
  lesson,
  roadside: async (/** @type {any} */ params) => (await import("./protection/roadside.js")).roadside(params),
  ...Object.fromEntries(LATER.map((name) => [name, later(name)])),
  addAgent: addOne, alert, child, clue, complete, completeOne, conflicts, danger, count, distribution, encounter, endShift: endOfShift, enrol: enrolPhone, follow: followForm, found, information, lane,
  lockedAlert, lockedCheckIn, lockedTally, mission, missionBack, openOne, orient, patrol, point, points, practice, reception, secondPin, series, situation, start, stopped, thisPhone, tonight, topic, welcome, written,
};
/** Screens that draw themselves anew when the queue or the open work changed; a form is left alone. */
const LIVE = ["tonight", "start", "mission", "training"];
/** Screens that show nothing of a shift: they may stand on a locked phone. */
const WITHOUT_PIN = ["start", "enrol", "welcome", "addAgent", "lockedTally", "lockedAlert", "lockedCheckIn", "stopped", "thisPhone", "series", "danger"];
/** [minutes] an open mission locks as late as an open form */
const IN_MISSION = 15;
let stoppedBy = "";
/** What the screen of this phone last said of the queue. */
let told = "";

/** Say on the screen what nobody caught. @param {any} why */
function fault(why) {
  if (!why?.code) console.warn(why);
  if (why?.code === "client.locked") void restart("start");
  else say(problemWords(why), "alarm");
}

/** The queue changed: the line says so, and what stops the phone comes to the front once; nobody is torn from a form. */
async function changed() {
  refreshQueue();
  refreshState();
  const why = stopping();
  if (why && why !== stoppedBy && [...LIVE, "stopped"].includes(here())) { stoppedBy = why; await restart("stopped", { why }); }
  if (!why) stoppedBy = "";
  const now = JSON.stringify(sending());
  if (here() === "thisPhone" && told !== now) await news();
  told = now;
}

/** The code of a picture on the desk, taken out of the address: it is not to stay in the history. */
function shownCode() {
  const phone = location.hash.startsWith("#inscribir=") ? location.hash : "";
  const agent = /^#agente=([\w-]+)/.exec(location.hash)?.[1] ?? "";
  if (phone || agent) history.replaceState(null, "", location.pathname);
  return { phone, agent };
}

/** Go where a code leads; an address that is opened while the app runs already is one too.
 * @param {{ phone: string, agent: string }} code @returns {Promise<boolean>} */
async function takeCode({ phone, agent }) {
  const isNew = (await standing()).state === "new";
  if (phone && isNew) await restart("enrol", { typed: phone });
  else if (agent && !isNew && !session()) await restart("addAgent", { code: agent });
  else return false;
  return true;
}

async function begin() {
  wear();
  veil();
  await useLanguage();
  addEventListener("unhandledrejection", (event) => { event.preventDefault(); fault(event.reason); });
  const shown = shownCode();
  offerDanger();
  offerMark(trackBand);
  register(SCREENS, () => t("unsent_short", { n: sending().unsent }), (name) => Boolean(session()) || WITHOUT_PIN.includes(name));
  addEventListener("hashchange", () => void takeCode(shownCode()));
  onLock(() => { if (!["start", "enrol", "lockedAlert", "lockedTally", "series", "danger"].includes(here())) void restart("start"); });
  onLock(stopReading);
  onLock(forget);
  onLock(wearBand);
  onPractice(forget);
  onPractice(() => void turned());
  watchIdle(() => (here() === "mission" ? IN_MISSION : minutesToLock()));
  await refresh();
  watch(() => void changed());
  for (const kind of ["reference", "openwork"]) hear(kind, async () => { await refresh(); if (LIVE.includes(here()) && !document.querySelector(".pad")) await news(); });
  const stands = await standing();
  if (stands.state === "evicted") await restart("stopped", { why: "evicted" });
  else if (stands.state === "new") await restart("enrol", { typed: shown.phone });
  else if (!(await takeCode(shown))) await restart(session() ? "tonight" : "start");
  startSync();
  await keepApp(offerNewApp);
}

/** A newer app waits: it is offered where nothing is open. */
function offerNewApp() {
  if (!LIVE.includes(here())) return;
  document.querySelector("#app main")?.append(h("div", { class: "block" }, button("repeat", t("new_app"), takeNewApp)));
}

void begin().catch(fault);

