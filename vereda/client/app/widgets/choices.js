/* Answers from a list: tiles where there are few, the rest one tap further; how many people got it, where not all did. */
import { h, icon } from "../frame.js";
import { keyOf } from "../payload.js";
import { said, t } from "../words.js";
import { codeOf, nameOf, pick } from "./picker.js";
import { stepper } from "./simple.js";

const FIRST = 9;
const FEW = 6;
const LONG = 44; // [characters] of a label that needs the whole width

/** Several of a list. @param {import("../payload.js").Question} question @param {import("../forms.js").Form} form */
export function choices(question, form) {
  const key = keyOf(question);
  const rows = form.list(question.list || "");
  const wide = isLong(rows) ? "wide" : "";
  const grid = h("div", { class: wide ? "tiles one" : "tiles" });
  const below = h("div", {});
  const first = FIRST - 1 - (question.none ? 1 : 0);
  let all = rows.length <= first + 1;
  let some = false;
  const chosen = () => (form.answers[key] ||= []);
  const of = (/** @type {string} */ code) => chosen().find((/** @type {any} */ one) => one.code === code);

  const turn = (/** @type {any} */ row) => {
    const code = codeOf(row);
    form.answers[key] = of(code) ? chosen().filter((/** @type {any} */ one) => one.code !== code) : [...chosen(), { code }];
    form.answers[`${key}:none`] = false;
    draw();
    form.changed(question);
  };
  const none = () => {
    form.answers[key] = [];
    form.answers[`${key}:none`] = !form.answers[`${key}:none`];
    draw();
    form.changed(question);
  };
  const tile = (/** @type {any} */ row) => {
    const mine = of(codeOf(row));
    return h("button", { type: "button", class: `tile ${wide}`, "data-k": codeOf(row), "aria-pressed": String(Boolean(mine)), click: () => turn(row) },
      row.symbol || row.icon ? icon(row.symbol || row.icon) : null, h("span", {}, nameOf(row)), mine?.people ? h("span", { class: "people" }, mine.people) : null);
  };
  const draw = () => {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.k;
    const shown = all ? rows : rows.filter((row, at) => at < first || of(codeOf(row)));
    grid.replaceChildren(
      ...grouped(shown, all && rows.length > first + 1 ? form.list(`${question.list?.replace(/s$/, "")}_groups`) : []).map((one) => (one.heading ? h("h3", {}, one.heading) : tile(one.row))),
      ...(all ? [] : [h("button", { type: "button", class: "tile", "data-k": "more", click: () => { all = true; draw(); } }, icon("more"), h("span", {}, t("more", { n: rows.length - shown.length })))]),
      ...(question.none ? [h("button", { type: "button", class: "tile", "data-k": "none", "aria-pressed": String(Boolean(form.answers[`${key}:none`])), click: none }, said(question.none))] : []),
    );
    below.replaceChildren(...asked(), ...counted());
    if (focused) /** @type {HTMLElement | null} */ (grid.querySelector(`[data-k="${focused}"]`))?.focus();
  };
  /** Where a row asks further: which authority took them. */
  const asked = () => Object.entries(question.asks || {}).flatMap(([name, list]) => rows.filter((row) => row[`asks_${name}`] && of(codeOf(row))).map((row) =>
    h("div", { class: "field" }, h("span", { class: "label" }, nameOf(row)), h("div", { class: "tiles two" }, form.list(list).map((one) =>
      h("button", { type: "button", class: "tile", "data-k": codeOf(one), "aria-pressed": String(of(codeOf(row))[name] === codeOf(one)), click: () => { of(codeOf(row))[name] = codeOf(one); draw(); form.changed(question); } }, nameOf(one)))))));
  const counted = () => {
    if (!question.count || !chosen().length) return [];
    if (!some && !chosen().some((/** @type {any} */ one) => one.people)) return [h("button", { type: "button", class: "fold", click: () => { some = true; draw(); } }, icon("people"), h("span", { class: "what" }, t("only_some")))];
    return chosen().map((/** @type {any} */ one) => stepper(nameOf(rows.find((row) => codeOf(row) === one.code) || one), one.people || 0, t("everybody"), (value) => { one.people = value || undefined; form.changed(question); }));
  };
  draw();
  return h("div", {}, grid, below);
}

/** @param {any[]} rows */
const isLong = (rows) => rows.some((row) => nameOf(row).length > LONG);

/** @param {any[]} rows @param {any[]} groups  the list's groups with their labels @returns {any[]} */
function grouped(rows, groups) {
  let before = "";
  return rows.flatMap((row) => {
    const heading = said(groups.find((one) => one.code === row.group));
    const put = heading && heading !== before ? [{ heading }] : [];
    before = heading;
    return [...put, { row }];
  });
}

/** One of a list; tapped again it is not known. @param {import("../payload.js").Question} question @param {import("../forms.js").Form} form */
export function choice(question, form) {
  const key = keyOf(question);
  const rows = form.list(question.list || "");
  const host = h("div", {});
  const put = (/** @type {string | undefined} */ code) => { form.answers[key] = code; draw(); form.changed(question); };
  const draw = () => {
    const row = rows.find((one) => codeOf(one) === form.answers[key]);
    if (rows.length <= FEW) {
      host.replaceChildren(h("div", { class: isLong(rows) ? "tiles one" : "tiles" }, rows.map((one) => h("button", { type: "button", class: isLong(rows) ? "tile wide" : "tile", "data-k": codeOf(one), "aria-pressed": String(one === row), click: () => put(one === row ? undefined : codeOf(one)) }, one.symbol ? icon(one.symbol) : null, nameOf(one)))));
      return;
    }
    host.replaceChildren(h("button", { type: "button", class: "fold", click: async () => {
      const picked = await pick(said(question.label), rows, form.answers[key]);
      if (picked) put(codeOf(picked) === form.answers[key] ? undefined : codeOf(picked));
    } }, h("span", { class: "what" }, row ? nameOf(row) : t("choose"))));
  };
  draw();
  return host;
}

/** Another record of the open work. @param {import("../payload.js").Question} question @param {import("../forms.js").Form} form */
export function link(question, form) {
  if (form.list(question.list || "").length) return choice(question, form);
  return h("p", { class: "quiet" }, t("nothing_open"));
}
