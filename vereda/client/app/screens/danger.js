/* An officer in danger: three seconds on one button, on every screen, locked or not; no sound, no question, nothing that shines. */
import { agents, session, unlock } from "../agents.js";
import { isThere, lookAround, messageAddress, openDanger, raise, resolve } from "../danger.js";
import { device } from "../device.js";
import { button, go, h, icon, offerAlarm, restart, say, show } from "../frame.js";
import { resumePractice } from "../practice.js";
import { hear } from "../tabs.js";
import { hour, t } from "../words.js";
import { pinPad } from "./pin.js";
import { isReal } from "./practice.js";
import { problemWords } from "./problems.js";
import { refresh, sync } from "./store.js";

const HOLD_MS = 3000;
const UNSENT_MS = 6000; // after this without an answer the text message is offered
/** @type {(() => void) | null} */
let stopListening = null;

/** Put the button into the bar of every screen. */
export const offerDanger = () => offerAlarm(holdButton);

/** The button: held for three seconds it raises the alarm; tapped it tells what it is, or how the alarm stands. */
export function holdButton() {
  const line = h("i", { class: "hold-line" });
  const made = h("button", { type: "button", class: "round hold", "aria-label": t("danger_hold"), "data-k": "danger", hidden: true }, icon("hand"), line);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isDone = false;
  const begin = (/** @type {Event} */ event) => {
    if (timer || isDone) return;
    if (event instanceof PointerEvent) made.setPointerCapture(event.pointerId); // a glove slides
    const around = lookAround();
    made.classList.add("held");
    timer = setTimeout(() => { isDone = true; end(); void given(around.take()); }, HOLD_MS);
  };
  const end = () => { clearTimeout(timer); timer = undefined; made.classList.remove("held"); };
  made.addEventListener("pointerdown", begin);
  for (const kind of ["pointerup", "pointercancel", "lostpointercapture", "blur"]) made.addEventListener(kind, end);
  made.addEventListener("keydown", (event) => { if ([" ", "Enter"].includes(event.key) && !event.repeat) begin(event); });
  made.addEventListener("keyup", end);
  made.addEventListener("contextmenu", (event) => event.preventDefault()); // a long press would open one, and the phone would shake
  made.addEventListener("click", () => { if (isDone) isDone = false; else void go("danger"); });
  void device().then((state) => { made.hidden = !state || Boolean(state.welcome); });
  void openDanger().then((one) => made.classList.toggle("given", Boolean(one)));
  return made;
}

/** Raise it. The screen stays as it is but for a dot; only where nothing goes out, the text message is offered.
 * @param {{boxes: any[], battery?: number}} around */
async function given(around) {
  const practised = !(await isReal());
  const one = await raise(around, { isLocked: !session(), practised });
  document.querySelector(".hold")?.classList.add("given");
  void sync(true);
  setTimeout(async () => { if (!(await isThere(one))) await go("danger"); }, navigator.onLine ? UNSENT_MS : 0);
}

/** How it stands. Dark whatever the scheme, few words, no colour of alarm. @param {any} _params */
export async function danger(_params) {
  const one = await openDanger();
  stopListening?.();
  if (!one) return explained();
  const sent = await isThere(one);
  const address = sent ? "" : await messageAddress(one);
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
  if (!sent) stopListening = hear("queue", async () => { if (await isThere(one)) { stopListening?.(); await danger({}); } });
}

function explained() {
  show({
    title: t("danger_title"), isCounted: false, back: () => history.back(),
    body: [h("div", { class: "block" }, h("p", {}, t("danger_what")), h("ul", {}, ["danger_silent", "danger_where", "danger_open", "danger_false"].map((key) => h("li", {}, t(key)))))],
  });
}

/** Who ends it gives the PIN, also on an open phone: somebody else may hold it. */
async function ending() {
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
    void sync(true);
    await restart("tonight");
    say(t("danger_ended"));
  };
  show({
    title: t("danger_what_was"), isCounted: false, back: () => restart("tonight"), body: [],
    acts: [button("", t("danger_false_press"), end("false_press")), button("", t("danger_helped"), end("helped")), button("", t("danger_unknown"), end("unknown"))],
  });
}
