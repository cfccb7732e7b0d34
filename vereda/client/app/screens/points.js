/* Assistance points of the group, on patrol: how one is, in one tap. By kind and number alone: where they stand is not on the phone. */
import { button, go, h, icon, restart, say, show } from "../frame.js";
import { hour, named, t } from "../words.js";
import { listOf, record, workOf, writtenThisShift } from "./store.js";

const LOOKED = "safety.point_looked_at";
const FOUND = ["fine", "filled", "repaired", "empty", "broken", "vandalised", "gone"];

/** Points of the group as they were pulled, with what this shift found since; by kind and number. */
export async function pointsHere() {
  const seen = new Map((await writtenThisShift()).filter((one) => one.kind === LOOKED).reverse().map((one) => [one.subject, one]));
  const order = listOf("point_kinds").map((one) => one.code);
  const rows = workOf("assist_point").map(({ subject, state }) => {
    const own = seen.get(subject);
    const isNewer = own && (!state.looked_at || Date.parse(own.at) > Date.parse(state.looked_at));
    return { subject, what: state.what, number: state.number, found: isNewer ? own.payload.found : state.found, at: isNewer ? own.at : state.looked_at };
  });
  return rows.sort((one, two) => order.indexOf(one.what) - order.indexOf(two.what) || one.number.localeCompare(two.number, undefined, { numeric: true }));
}

/** @param {any} one */
const nameOf = (one) => `${named(listOf("point_kinds"), one.what)} ${one.number}`.trim();
/** @param {any} one */
const foundIn = (one) => (FOUND.includes(one.found) ? t(`point_${one.found}`) : "");

/** @param {{ patrol: string }} params  the patrol that is out with this agent */
export async function points({ patrol }) {
  const rows = await pointsHere();
  return show({
    title: t("points"), back: () => history.back(),
    body: [
      h("p", { class: "quiet" }, t("point_no_place")),
      h("ul", { class: "rows" }, rows.map((one) => h("li", {}, h("button", { type: "button", class: "row", click: () => go("point", { patrol, subject: one.subject }) },
        icon("pin"), h("span", { class: "what" }, h("b", {}, nameOf(one)), foundIn(one) ? h("span", { class: "quiet" }, ` · ${foundIn(one)}`) : null), icon("right"))))),
    ],
    acts: [],
  });
}

/** @param {{ patrol: string, subject: string }} params */
export async function point({ patrol, subject }) {
  const one = (await pointsHere()).find((row) => row.subject === subject);
  if (!one) return restart("tonight");
  let isDone = false; // a second tap on the way back writes nothing
  const tell = async (/** @type {string} */ found) => {
    if (isDone) return;
    isDone = true;
    try {
      await record({ kind: LOOKED, subject, payload: { found, patrol }, boxes: [] });
    } catch (why) {
      isDone = false;
      throw why;
    }
    say(`${nameOf(one)}: ${t(`point_${found}`)}`);
    history.back();
  };
  return show({
    title: nameOf(one), back: () => history.back(),
    body: [
      foundIn(one) ? h("p", { class: "said" }, `${foundIn(one)}${one.at ? ` · ${hour(one.at)}` : ""}`) : null,
      h("h2", {}, t("point_how")),
      h("div", { class: "tiles two tap" }, FOUND.map((found) => h("button", { type: "button", class: "tile", "data-found": found, click: () => tell(found) }, h("span", {}, t(`point_${found}`))))),
    ],
    acts: [],
  });
}
