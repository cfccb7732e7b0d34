/* Children who are alone: the path that is owed to them. It stays on tonight's screen until it is opened, signed for and closed. */
import { h, icon } from "../frame.js";
import { questionsOf } from "../forms.js";
import { said, t } from "../words.js";
import { encountersHere, layoutOf, reference, refreshMine, sending, workOf, writtenThisShift } from "./store.js";
import { workLine } from "./openwork.js";
import { lineOf } from "./tonight.js";
import { savedTo, write } from "./writing.js";

export const FORM = "child_path";
/** Ends by which they went to somebody: they are with us until an official has signed (`vereda/protection/words.py`). */
const HANDED = ["in_care", "family_found"];

/** What is not over: of the encounters of this shift, and of the group's open work.
 * @returns {Promise<Array<{ encounter: string, children: number, opened: boolean, path: string, signed?: boolean }>>} */
export async function childrenOpen() {
  const written = await writtenThisShift();
  const isOver = (/** @type {any} */ one) => one.kind.endsWith("child_path_closed") && (!HANDED.includes(one.payload.outcome) || isSigned(written, one.subject));
  const closed = new Set(written.filter(isOver).map((one) => one.subject));
  const paths = written.filter((one) => one.form === FORM);
  const own = paths.filter((one) => !closed.has(one.subject)).map((one) => ({ encounter: one.payload.encounter, children: one.payload.children, opened: true, path: one.subject }));
  const begun = new Set(paths.map((one) => one.payload.encounter));
  // Counted on this phone while it was locked: nobody has opened a path, as far as is known here.
  const unlocked = (await encountersHere()).filter((one) => one.seq || (one.isLocked && !workOf("child_path").some((path) => path.state.encounter === one.subject)));
  const waiting = unlocked.filter((one) => alone(one) && !begun.has(one.subject))
    .map((one) => ({ encounter: one.subject, children: alone(one), opened: false, path: "" }));
  const others = workOf("child_path").filter((one) => one.is_open && !closed.has(one.subject) && !own.some((mine) => mine.path === one.subject))
    .map((one) => ({ encounter: one.state?.encounter || "", children: one.state?.children || 0, opened: true, path: one.subject }));
  return [...waiting, ...[...own, ...others].map((one) => ({ ...one, signed: isSigned(written, one.path) }))];
}

/** Whether an official has signed, as far as is known here. Our own signature holds until a node that has it says otherwise, or it was refused.
 * @param {import("./store.js").Written[]} written @param {string} path */
export function isSigned(written, path) {
  const { with_us, signatures = [] } = workOf(FORM).find((one) => one.subject === path)?.state ?? {};
  const ours = written.filter((one) => one.subject === path && one.kind.endsWith("child_official_signed"));
  return with_us === false || (ours.some((one) => !signatures.includes(one.id)) && !sending().refused);
}

/** How many children alone an encounter tells of. @param {any} one */
function alone(one) {
  const question = questionsOf(layoutOf(one.form)).find((row) => row.opens?.form === FORM);
  const number = question ? Number(one.payload[question.path] || 0) : 0;
  return number > (question?.opens?.above || 0) ? number : 0;
}

/** @param {{ encounter: string, children: number, opened?: boolean, path?: string }} params */
export async function child({ encounter, children, opened = false, path = "" }) {
  if (opened) return (await import("../protection/path.js")).openPath(path, children);
  const layout = layoutOf(FORM);
  await refreshMine(lineOf, workLine);
  return write({
    name: `${FORM}-${encounter}`, layout, seed: { encounter, children }, title: said(layout.title), words: t("path_begin"),
    notice: [h("div", { class: "alarm" }, h("p", {}, t("child_first", { n: children })))].concat(owed()),
    saved: () => savedTo(t("path_begun")),
  });
}

/** The steps of the country, with how far they were verified; and what must not be done. @param {Set<string>} [done] */
export function owed(done = new Set()) {
  const steps = reference().child_path || [];
  const unsigned = steps.some((/** @type {any} */ one) => !one.is_signed);
  const line = (/** @type {any} */ one, /** @type {string} */ symbol, /** @type {string} */ look) => h("li", {}, h("p", { class: `row ${look}` }, icon(symbol), h("span", { class: "what" }, said(one), one.within_h ? ` (${t("within_h", { n: one.within_h })})` : "", done.has(one.code) ? h("b", {}, t("done")) : null, one.verified ? null : h("span", {}, " ", h("span", { class: "tag" }, t("not_verified"))))));
  return [
    unsigned ? h("p", { class: "alarm" }, t("not_signed")) : null,
    h("ul", { class: "rows" }, steps.filter((/** @type {any} */ one) => !one.never).map((/** @type {any} */ one) => line(one, done.has(one.code) ? "check" : "hand", ""))),
    h("h2", {}, t("never_do")),
    h("ul", { class: "rows" }, steps.filter((/** @type {any} */ one) => one.never).map((/** @type {any} */ one) => line(one, "danger", "hot"))),
  ];
}

