/* An officer in danger: three seconds on one button, on every screen, locked or not; no sound, no question, nothing that shines. */
import { agents, session, unlock } from "../agents.js";
import { isThere, lookAround, messageAddress, openDanger, raise, resolve } from "../danger.js";
import { device } from "../device.js";
import { isPressed } from "../finger.js";
import { button, go, h, here, icon, offerAlarm, onLeave, restart, say, show } from "../frame.js";
import { resumePractice } from "../practice.js";
import { sendUrgent } from "../sync.js";
import { hear } from "../tabs.js";
import { hour, t } from "../words.js";
import { pinPad } from "./pin.js";
import { isReal } from "./practice.js";
import { problemWords } from "./problems.js";
import { refresh } from "./store.js";

const HOLD_MS = 3000;
const TAP_MS = 600;
const SETTLE_MS = 80;
const KEYS = [" ", "Enter"];
const UNSENT_MS = 6000; // after this without an answer the text message is offered
/** @type {(() => void) | null} */
let stopListening = null;
/** Whether it is being ended: what is heard of it does not draw over the PIN pad. */
let isEnding = false;

/** Put the button into the bar of every screen. It is one and the same: a screen that is drawn anew must not let go of it. */
export function offerDanger() {
  const one = holdButton();
  offerAlarm(() => { void mark(one); return one; });
}

/** Show the button where the phone is enrolled, and a dot while an alarm is open. @param {HTMLElement} made */
async function mark(made) {
  made.setAttribute("aria-label", t("danger_hold"));
  const [state, one] = [await device(), await openDanger()];
  made.hidden = !state || Boolean(state.welcome);
  made.classList.toggle("given", Boolean(one));
}

/** The button: held for three seconds it raises the alarm; tapped it tells what it is, or how the alarm stands.
 * The end of the press is heard on the document: the screen may be drawn anew while it is held, and the focus be elsewhere.
 * How long it was is told by the times of the events: a phone that was busy for four seconds hears of a tap late. */
function holdButton() {
  const made = h("button", { type: "button", class: "round hold", "data-k": "danger", hidden: true }, icon("hand"), h("i", { class: "hold-line" }));
  /** @type {{ by: number | string, at: number, around: ReturnType<typeof lookAround>, timer: ReturnType<typeof setTimeout> } | null} */
  let press = null;
  const end = () => { clearTimeout(press?.timer); press = null; made.classList.remove("held"); };
  const raised = () => { const around = press?.around; end(); if (around) void given(around.take()); };
  const begin = (/** @type {number | string} */ by, /** @type {number} */ at) => {
    if (press) return;
    const late = () => { if (press) press.timer = setTimeout(raised, SETTLE_MS); }; // what waits to be heard comes first
    press = { by, at, around: lookAround(), timer: setTimeout(late, at + HOLD_MS - performance.now()) };
    made.classList.add("held");
  };
  const release = (/** @type {number | string} */ by, /** @type {number} */ at) => {
    if (press?.by !== by) return; // of a palm, or of the other hand
    const lasted = at - press.at;
    if (lasted >= HOLD_MS) return raised();
    end();
    if (lasted < TAP_MS) void go("danger"); // longer, and let go: somebody thought better of it
  };
  const cancel = (/** @type {number | string} */ by) => { if (press?.by === by) end(); };
  made.addEventListener("pointerdown", (event) => { if (event.button === 0) begin(event.pointerId, event.timeStamp); });
  document.addEventListener("pointerup", (event) => release(event.pointerId, event.timeStamp));
  document.addEventListener("pointercancel", (event) => cancel(event.pointerId));
  document.addEventListener("visibilitychange", () => { if (document.hidden) end(); });
  addEventListener("blur", () => { if (typeof press?.by === "string") end(); }); // the end of a key is not told to a window that is not in front
  made.addEventListener("keydown", (event) => { if (KEYS.includes(event.key)) { event.preventDefault(); if (!event.repeat) begin(event.key, event.timeStamp); } });
  document.addEventListener("keyup", (event) => { if (press?.by === event.key) { event.preventDefault(); release(event.key, event.timeStamp); } });
  made.addEventListener("click", (event) => { if (event.detail === 0 && !press) void go("danger"); }); // of a screen reader: no press before
  made.addEventListener("contextmenu", (event) => event.preventDefault()); // a long press would open one, and the phone would shake
  return made;
}

/** Raise it. The screen stays as it is but for a dot; only where nothing goes out, the text message is offered.
 * @param {{boxes: any[], battery?: number}} around */
async function given(around) {
  const practised = !(await isReal());
  const one = await raise(around, { isLocked: !session(), practised });
  document.querySelector(".hold")?.classList.add("given");
  void sendUrgent();
  setTimeout(async () => { if (here() !== "danger" && !(await isThere(one))) await go("danger"); }, navigator.onLine ? UNSENT_MS : 0);
}

/** How it stands. Dark whatever the scheme, few words, no colour of alarm. isNews: something was heard of it
 * @param {{ isNews?: boolean }} params */
export async function danger({ isNews = false }) {
  if (!isNews) isEnding = false;
  const one = await openDanger();
  stopListening?.();
  if (!one) return explained();
  const app = document.getElementById("app");
  app?.classList.add("night");
  onLeave(() => app?.classList.remove("night"));
  const sent = await isThere(one);
  const address = sent ? "" : await messageAddress(one);
  if (isNews && isEnding) return;
  if (isNews && isPressed()) { setTimeout(() => here() === "danger" && danger({ isNews }), SETTLE_MS); return; }
  show({
    title: hour(one.at), isCounted: false, back: () => history.back(), only: "danger",
    body: [
      h("p", { class: "dim", "data-danger-state": sent ? "sent" : "waiting" }, t(sent ? "danger_sent" : "danger_waiting")),
      sent ? null : h("p", { class: "dim quiet" }, t(address ? "danger_sms_how" : "danger_no_sms")),
    ],
    acts: [
      address ? h("a", { class: "button", href: address, "data-k": "sms" }, icon("speech"), h("span", {}, t("danger_sms"))) : null,
      button("", t("danger_end"), ending),
    ].filter(Boolean),
  });
  if (sent) return;
  const told = async () => { if (here() === "danger" && !isEnding && (await isThere(one))) await danger({ isNews: true }); };
  stopListening = hear("queue", told);
  await told(); // it may have been taken while the screen was drawn
}

function explained() {
  show({
    title: t("danger_title"), isCounted: false, back: () => history.back(), only: "danger",
    body: [h("div", { class: "block" }, h("p", {}, t("danger_what")), h("ul", {}, ["danger_silent", "danger_where", "danger_open", "danger_false"].map((key) => h("li", {}, t(key)))))],
  });
}

/** Who ends it gives the PIN, also on an open phone: somebody else may hold it. */
async function ending() {
  isEnding = true;
  const own = session();
  const live = (await agents()).filter((one) => one.state === "live" && (!own || one.account === own.account));
  if (live.length === 1) return pin(live[0]);
  show({
    title: t("who_are_you"), isCounted: false, back: () => history.back(),
    body: [h("div", { class: "stack" }, live.map((one) => button("person", one.name, () => pin(one), "left")))],
  });
}

/** @param {{account: string, name: string}} who @param {string} [said] */
function pin(who, said = "") {
  show({
    title: who.name, isCounted: false, back: () => history.back(),
    body: [h("p", { class: said ? "alarm" : "said", role: "status" }, said || t("give_pin"))],
    acts: [pinPad({ words: t("enter"), done: async (digits) => {
      try {
        await unlock(who.account, digits);
      } catch (why) {
        pin(who, problemWords(why));
        return;
      }
      await resumePractice();
      await refresh();
      what();
    } })],
  });
}

/** What it was; a false press is worth one tap and no question. */
function what() {
  const end = (/** @type {"false_press" | "helped" | "unknown"} */ outcome) => async () => {
    const one = await openDanger();
    if (one) await resolve(one, outcome);
    void sendUrgent();
    await restart("tonight");
    say(t("danger_ended"));
  };
  show({
    title: t("danger_what_was"), isCounted: false, back: () => restart("tonight"), body: [],
    acts: [button("", t("danger_false_press"), end("false_press")), button("", t("danger_helped"), end("helped")), button("", t("danger_unknown"), end("unknown"))],
  });
}
