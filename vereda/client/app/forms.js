/* Draws a form from its layout: what is required stands open on the first screen, the rest is one tap each. No code per field. */
import { h, icon } from "./frame.js";
import { isAsked, isEmpty, keyOf, totalOf } from "./payload.js";
import { choice, choices, link } from "./widgets/choices.js";
import { number, text, yesNo } from "./widgets/simple.js";
import { photo } from "./widgets/photo.js";
import { place } from "./widgets/place.js";
import { tally } from "./widgets/tally.js";
import { said, t } from "./words.js";

/** @typedef {import("./payload.js").Question} Question */
/** What a widget gets: the lists, the answers, and whom to tell of a change.
 * @typedef {{ list: (name: string) => any[], answers: import("./payload.js").Answers, reference: any, purpose: string, photo?: any,
 *   tallyOf: (question: Question) => Question | undefined, refresh: (again: () => void) => void, changed: (question: Question) => void }} Form */
/** @typedef {{ kind: string, title: any, steps: Array<{ id: string, title: any, optional?: boolean, fields: Question[] }>, then?: any[] }} Layout */

/** Screens that are read later add their own. @type {Record<string, (question: Question, form: Form) => HTMLElement>} */
export const WIDGETS = { tally, choices, choice, language: choice, link, number, text, place, photo, yes_no: yesNo };

/** @param {Layout} layout @returns {Question[]} */
export const questionsOf = (layout) => layout.steps.flatMap((step) => step.fields);

/** Draw a form. `changed` is called after each answer.
 * @param {Layout} layout
 * @param {Omit<Form, "changed" | "tallyOf" | "refresh"> & { changed: () => void, open?: string[] }} with_
 * @returns {HTMLElement} */
export function drawForm(layout, with_) {
  const all = questionsOf(layout);
  /** @type {Array<() => void>} */
  const refresh = [];
  const form = {
    ...with_,
    tallyOf: (/** @type {Question} */ question) => all.find((one) => one.sums_to === question.path),
    refresh: (/** @type {() => void} */ again) => { refresh.push(again); },
    changed: () => { for (const again of refresh) again(); with_.changed(); },
  };
  const parts = layout.steps.map((step) => drawStep(step, layout, form, all, refresh, with_.open || []));
  const host = h("div", { class: "form", "data-form": layout.kind }, parts);
  for (const again of refresh) again();
  return host;
}

/** @param {any} step @param {Layout} layout @param {Form} form @param {Question[]} all @param {Array<() => void>} refresh @param {string[]} open */
function drawStep(step, layout, form, all, refresh, open) {
  const fields = step.fields.map((/** @type {Question} */ question, /** @type {number} */ at) => drawField(question, form, all, refresh, at > 0 || step.optional));
  const hint = step.optional ? null : step.fields[0].hint;
  const body = h("fieldset", { class: "step", "data-step": step.id }, h("legend", { class: step.optional ? "sr" : "" }, said(step.title), hint ? h("small", { class: "quiet" }, ` ${said(hint)}`) : null), fields);
  if (!step.optional) return body;
  const summary = h("small", {});
  const fold = h("button", { type: "button", class: "fold", "aria-expanded": "false" }, icon("plus"), h("span", { class: "what" }, said(step.title), summary));
  const turn = (/** @type {boolean} */ is) => { body.hidden = !is; fold.setAttribute("aria-expanded", String(is)); fold.querySelector("use")?.setAttribute("href", `icons.svg#${is ? "minus" : "plus"}`); };
  fold.addEventListener("click", () => turn(Boolean(body.hidden)));
  turn(open.includes(step.id));
  refresh.push(() => { summary.textContent = step.fields.map((/** @type {Question} */ one) => told(one, form)).filter(Boolean).join(" · "); });
  return h("div", {}, fold, body);
}

/** @param {Question} question @param {Form} form @param {Question[]} all @param {Array<() => void>} refresh @param {boolean} labelled */
function drawField(question, form, all, refresh, labelled) {
  const widget = (WIDGETS[question.widget] || text)(question, form);
  const bare = ["number", "text"].includes(question.widget);
  const field = h("div", { class: "field", "data-field": keyOf(question), role: bare ? null : "group", "aria-label": bare ? null : said(question.label) },
    labelled && !bare ? h("span", { class: "label" }, said(question.label)) : null, widget,
    question.hint && labelled ? h("p", { class: "quiet" }, said(question.hint)) : null);
  refresh.push(() => { field.hidden = !isAsked(question, form.answers, all); });
  return field;
}

/** An answer in a few words, for the closed fold and for what was written. @param {Question} question @param {Form} form @param {string} [lang] */
export function told(question, form, lang) {
  const value = form.answers[keyOf(question)];
  if (isEmpty(value)) return "";
  const name = (/** @type {string} */ code) => labelOf(form.list(question.list || ""), code, lang);
  if (question.widget === "tally") return t("people", { n: totalOf(question, form.answers) });
  if (question.widget === "choices") return value.map((/** @type {any} */ one) => name(one.code) + (one.people ? ` (${one.people})` : "")).join(", ");
  if (["choice", "language", "link"].includes(question.widget)) return name(value);
  if (question.widget === "yes_no") return `${said(question.label, lang)}: ${t(value ? "yes" : "no")}`;
  if (question.widget === "number") return value ? `${said(question.label, lang)}: ${value}` : "";
  if (question.widget === "photo") return t("photos", { n: value.length });
  return question.widget === "place" ? value.said || "" : String(value);
}

/** @param {any[]} rows @param {string} code @param {string} [lang] */
export function labelOf(rows, code, lang) {
  const row = rows.find((one) => (one.code ?? one.id ?? one.account) === code);
  return row ? said(row, lang) || row.name || row.label || code : code;
}
