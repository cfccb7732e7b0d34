/* Numbers, words, yes and no. */
import { h, icon } from "../frame.js";
import { keyOf, totalOf } from "../payload.js";
import { said, t } from "../words.js";

const TEXT_MOST = 4000;
const LINE_MOST = 200;

/** A number between minus and plus that can be typed too. `nothing` stands in its place at 0.
 * @param {string} label @param {number} value @param {string} nothing @param {(value: number) => void} changed @param {number} [most] */
export function stepper(label, value, nothing, changed, most = 1000000) {
  const input = /** @type {HTMLInputElement} */ (h("input", { type: "number", inputmode: "numeric", min: 0, max: most, autocomplete: "off", "aria-label": label, placeholder: nothing, value: value || "", input: () => put(Number(input.value)) }));
  const put = (/** @type {number} */ next) => {
    const whole = Math.min(most, Math.max(0, Math.round(next) || 0));
    if (Number(input.value || 0) !== whole) input.value = whole ? String(whole) : "";
    changed(whole);
  };
  const by = (/** @type {number} */ step) => put(Number(input.value || 0) + step);
  return h("div", { class: "stepper" }, h("span", { class: "label" }, label),
    h("button", { type: "button", "aria-label": t("less_of", { what: label }), click: () => by(-1) }, icon("minus")), input,
    h("button", { type: "button", "aria-label": t("more_of", { what: label }), click: () => by(1) }, icon("plus")));
}

/** @param {import("../payload.js").Question} question @param {import("../forms.js").Form} form */
export function number(question, form) {
  const sum = () => (form.tallyOf(question) ? totalOf(/** @type {any} */ (form.tallyOf(question)), form.answers) : Number(form.answers[keyOf(question)] || 0));
  const made = stepper(said(question.label), sum(), "0", (value) => {
    form.answers[keyOf(question)] = value < (question.least || 0) ? undefined : value;
    form.changed(question);
  }, question.most);
  const input = /** @type {HTMLInputElement} */ (made.querySelector("input"));
  if (form.tallyOf(question)) form.refresh(() => { if (document.activeElement !== input) input.value = sum() ? String(sum()) : ""; });
  return made;
}

/** Words. Sealed ones say so. @param {import("../payload.js").Question} question @param {import("../forms.js").Form} form */
export function text(question, form) {
  const key = keyOf(question);
  const sealed = question.class && question.class !== "contact";
  const most = question.most ?? (["free_text", "legal"].includes(question.class || "") ? TEXT_MOST : 80);
  const long = most > LINE_MOST;
  const attributes = { autocomplete: "off", autocapitalize: "sentences", spellcheck: "false", maxlength: most, input: () => { form.answers[key] = /** @type {HTMLInputElement} */ (field).value; form.changed(question); } };
  const field = h(long ? "textarea" : "input", long ? { rows: 3, ...attributes } : { type: "text", ...attributes });
  /** @type {HTMLInputElement} */ (field).value = form.answers[key] || "";
  return h("label", {}, h("span", { class: "label" }, said(question.label), sealed ? h("span", { class: "quiet" }, ` · ${t("sealed")}`) : null), field);
}

/** Yes, no, or not known: unknown is an answer. @param {import("../payload.js").Question} question @param {import("../forms.js").Form} form */
export function yesNo(question, form) {
  const key = keyOf(question);
  const host = h("div", { class: "answers" });
  const draw = () => host.replaceChildren(...[[true, "yes"], [false, "no"], [undefined, "not_known"]].map(([value, word]) =>
    h("button", { type: "button", class: "tile", "data-k": word, "aria-pressed": String(form.answers[key] === value), click: () => { form.answers[key] = value; draw(); form.changed(question); } }, t(String(word)))));
  draw();
  return host;
}
