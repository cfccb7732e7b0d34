/* The open path of children who are alone: who was told, what they want, who rides with them, and who signs for them at the door. Read when it is first opened. */
import { isoIn, now } from "../clock.js";
import { WIDGETS } from "../forms.js";
import { button, h, icon, show } from "../frame.js";
import { noteLook } from "../looks.js";
import { keyOf } from "../payload.js";
import { FORM, isSigned, owed } from "../screens/child.js";
import { layoutOf, reference, writtenThisShift } from "../screens/store.js";
import { follow } from "../screens/then.js";
import { said, t } from "../words.js";

const MINUTE = 60_000;
WIDGETS.hour = hour;

/** @param {string} path @param {number} children */
export async function openPath(path, children) {
  await noteLook(path, "K4", "protection_case");
  const written = await writtenThisShift();
  const mine = written.filter((one) => one.subject === path);
  const done = new Set(mine.flatMap((one) => one.boxes || []).flatMap((box) => [...(box.fields.done || []), box.fields.step]).filter(Boolean));
  const signed = isSigned(written, path);
  const isNoted = (/** @type {string} */ what) => mine.some((one) => one.kind.endsWith(what));
  const act = (/** @type {string} */ what, /** @type {string} */ symbol, look = "left") => {
    const one = layoutOf(FORM)?.then.find((/** @type {any} */ after) => after.kind.endsWith(what));
    return one ? button(symbol, said(one.label), () => follow(one, path, () => {}), look) : null;
  };
  const note = (/** @type {string} */ what, /** @type {string} */ symbol) => act(what, isNoted(what) ? "check" : symbol);
  const close = isNoted("child_path_closed") ? null : act("child_path_closed", "lock", signed ? "main" : "left");
  show({
    title: t("path_title", { n: children }), back: () => history.back(),
    body: [
      h("p", { class: signed ? "said" : "alarm", "data-with-us": String(!signed) }, icon(signed ? "check" : "child"), " ", t(signed ? "child_signed" : "child_with_us")),
      signed ? null : h("div", { class: "stack" }, note("child_wishes_said", "speech"), note("child_vehicle_left", "to-bus"), act("child_path_step", "papers")),
      owed(done),
      signed ? null : h("div", { class: "stack" }, close),
    ],
    acts: signed ? [close] : [act("child_office_told", "radio"), act("child_official_signed", "check", "main")],
  });
}

/** A day and an hour: now unless it is changed. One that is to come is no answer, and the form says so.
 * @param {import("../payload.js").Question} question @param {import("../forms.js").Form} form */
function hour(question, form) {
  const key = keyOf(question);
  const keep = () => { const ms = Date.parse(field.value); form.answers[key] = ms <= now() ? isoIn(reference().zone, ms) : undefined; };
  const field = /** @type {HTMLInputElement} */ (h("input", { type: "datetime-local", "aria-label": said(question.label), input: () => { keep(); form.changed(question); } }));
  field.value = shown(form.answers[key] ? Date.parse(form.answers[key]) : now());
  keep();
  return field;
}

/** An instant as the phone's clock has it, to the minute. @param {number} ms */
const shown = (ms) => new Date(ms - new Date(ms).getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
