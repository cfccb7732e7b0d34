/* A patrol: out, 'we are well' in one tap, back with its kilometres. The check-in works on a locked phone too. */
import { session } from "../agents.js";
import { button, go, h, icon, restart, show } from "../frame.js";
import { practising } from "../practice.js";
import { hour, t } from "../words.js";
import { pointsHere } from "./points.js";
import { layoutOf, record, workOf, writtenThisShift } from "./store.js";
import { follow } from "./then.js";
import { savedTo, write } from "./writing.js";

const NAME = "patrol";
const OUT = "vereda-patrol-out";
/** The real patrol that is out with this phone, which a locked phone reports for; nothing of a practice is left outside the drawer. */
export const outNow = () => (practising() ? null : localStorage.getItem(OUT));
const keepOut = (/** @type {string} */ subject) => { if (!practising()) localStorage.setItem(OUT, subject); };
const [CHECKED, BACK] = ["groups.patrol_checked_in", "groups.patrol_returned"];

/** The patrol that is out with this agent, by what this shift wrote or the group's open work says; or the one that is asked for.
 * @param {string} [subject] */
async function patrolOut(subject = "") {
  const written = await writtenThisShift();
  const back = new Set(written.filter((one) => one.kind === BACK).map((one) => one.subject));
  const own = written.find((one) => one.form === NAME && !back.has(one.subject) && (!subject || one.subject === subject));
  if (own) return { subject: own.subject, words: own.payload.route, at: own.at };
  const me = session()?.account;
  const pulled = workOf(NAME).find((one) => one.is_open && !back.has(one.subject) && (subject ? one.subject === subject : one.state.team?.includes(me)));
  return pulled ? { subject: pulled.subject, words: pulled.state.route, at: pulled.state.departed_at } : null;
}

/** @param {{ subject?: string }} params */
export async function patrol({ subject }) {
  const out = await patrolOut(subject);
  if (!out) return depart();
  if (!subject) keepOut(out.subject);
  const [checked, back] = [CHECKED, BACK].map((kind) => layoutOf(NAME).then.find((/** @type {any} */ one) => one.kind === kind));
  return show({
    title: t("patrol_out"), back: () => history.back(),
    body: [h("div", { class: "block" }, h("p", {}, icon("patrol"), " ", h("b", {}, out.words)), out.at ? h("p", { class: "quiet" }, t("left_at", { at: hour(out.at) })) : null), (await pointsHere()).length ? button("pin", t("points"), () => go("points", { patrol: out.subject })) : null, h("p", { class: "quiet" }, t("no_track"))],
    acts: [
      button("exit", t("patrol_back"), () => follow(back, out.subject, () => { if (outNow() === out.subject) localStorage.removeItem(OUT); })),
      button("check", t("check_in"), () => follow(checked, out.subject, () => {}), "main"),
    ],
  });
}

const depart = () => write({
  name: NAME, layout: layoutOf(NAME), words: t("patrol_go"),
  saved: (receipt) => { keepOut(receipt.subject); return savedTo(t("patrol_gone")); },
});

/** 'We are well' without PIN: of the patrol that left with this phone. */
export async function lockedCheckIn() {
  const subject = localStorage.getItem(OUT);
  if (!subject) {
    return show({ title: t("check_in"), back: () => restart("start"), body: [h("p", { class: "alarm" }, t("no_patrol_here"))], acts: [button("left", t("back"), () => restart("start"))] });
  }
  await record({ kind: CHECKED, subject, payload: {}, boxes: [], locked: true });
  return savedTo(t("checked_in"), "start");
}

