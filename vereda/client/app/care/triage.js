/* Triage: one question a screen, one person after the other, and how many there are of each colour. START, or JumpSTART for a child. */
import { button, go, h, here, icon, onLeave, restart, show } from "../frame.js";
import { draft, dropDraft, inForm } from "../screens/store.js";
import { t } from "../words.js";
import { clock, ruleLine, settle, shape, tongue } from "./parts.js";
import { mayWrite } from "./entries.js";
import { answer, counts, current, finished, keepSheet, NAME, nextPerson, PEOPLE_MOST, readSheet, triaged, turnChild, undo, walked } from "./sheet.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */
const MARK_MOST = 40;

/** @param {any} _params */
export async function triage(_params) {
  const sheet = await readSheet();
  if (here() !== "triage") return; // somebody went on before the last answer was kept
  const one = current(sheet);
  const { next, colour, rule } = walked(one);
  const act = (/** @type {() => any} */ what) => async () => { what(); await keepSheet(sheet); navigator.vibrate?.(15); await triage({}); };
  const isFull = sheet.people.length >= PEOPLE_MOST;
  inForm(true);
  onLeave(() => inForm(false));
  const kind = (/** @type {boolean} */ isChild) => h("button", { type: "button", class: "tile", "data-k": isChild ? "child" : "adult", "aria-pressed": String(one.isChild === isChild), click: act(() => turnChild(sheet, isChild)) }, icon(isChild ? "child" : "person"), h("span", {}, t(isChild ? "triage_child" : "triage_adult")));
  const other = isFull ? h("p", { class: "alarm" }, t("triage_full")) : button("right", t("triage_next"), act(() => nextPerson(sheet)), "main");
  show({
    title: t("triage_person", { n: one.n }), back: () => history.back(), isCounted: false,
    body: [
      colourCounts(sheet),
      h("div", { class: "tiles two triage-kinds", role: "group", "aria-label": t("triage_which") }, kind(false), kind(true)),
      next ? question(next) : end(/** @type {string} */ (colour)),
      ruleLine(rule),
      colour ? h("div", { class: "stack" },
        markField(sheet, one.n),
        one.record || !mayWrite() ? null : button("first-aid", t("triage_write"), () => go("aid", { triaged: triaged(one), who: one.n }), "left")) : null,
      h("p", { class: "quiet" }, t("triage_advises")),
    ],
    acts: [
      next ? h("div", { class: "yes-no" }, button("check", t("yes"), act(() => answer(sheet, true)), "main"), button("minus", t("no"), act(() => answer(sheet, false)), "main")) : other,
      h("div", { class: "pair" }, button("undo", t("triage_undo"), act(() => undo(sheet))), button("people", t("triage_list_n", { n: finished(sheet).length }), () => go("triageList"))),
    ],
  });
  settle();
}

/** @param {any} step */
const question = (step) => h("section", { class: "triage-ask", "data-ask": step.step, role: "status" },
  tongue(step, "before") ? h("p", { class: "triage-before" }, icon("alert"), h("span", {}, tongue(step, "before"))) : null,
  h("p", { class: "triage-question" }, tongue(step, "question")));

/** @param {string} colour */
const end = (colour) => h("section", { class: `triage-is ${colour}`, "data-colour": colour, role: "status" }, shape(colour), h("b", {}, t(`colour_${colour}`)), colour === "black" ? h("p", {}, t("triage_black")) : null);

/** @param {Sheet} sheet */
const colourCounts = (sheet) => h("ul", { class: "triage-counts" }, counts(sheet).map(([colour, n]) => h("li", { "data-count": colour }, shape(colour), h("b", {}, n), h("span", {}, t(`colour_short_${colour}`)))));

/** How to find somebody again. @param {Sheet} sheet @param {number} n */
function markField(sheet, n) {
  const one = /** @type {any} */ (sheet.people.find((row) => row.n === n));
  const field = /** @type {HTMLInputElement} */ (h("input", { type: "text", maxlength: MARK_MOST, autocomplete: "off", spellcheck: "false", "data-k": "mark", value: one.mark, input: () => { one.mark = field.value; void keepSheet(sheet); } }));
  return h("label", { class: "field" }, h("span", { class: "label" }, t("triage_mark")), field);
}

/** Everybody of the sheet, the worst first. @param {any} _params */
export async function people(_params) {
  const sheet = await readSheet();
  const order = counts(sheet).map(([colour]) => colour);
  const rows = [...sheet.people].filter((one) => Object.keys(one.answers).length || one.mark).sort((one, two) => order.indexOf(walked(one).colour ?? "") - order.indexOf(walked(two).colour ?? "") || one.n - two.n);
  const total = finished(sheet).length;
  const said = t("triage_radio", { at: clock(new Date().toISOString()), what: counts(sheet).map(([colour, n]) => `${t(`colour_short_${colour}`)} ${n}`).join(", "), n: total });
  const show_ = (/** @type {number} */ n) => async () => { await keepSheet({ ...sheet, here: n }); await go("triage"); };
  inForm(true);
  onLeave(() => inForm(false));
  show({
    title: t("triage_people", { n: total }), back: () => history.back(), isCounted: false,
    body: [
      colourCounts(sheet),
      h("ul", { class: "rows" }, rows.map((one) => {
        const { colour } = walked(one);
        return h("li", { "data-person": one.n }, h("button", { type: "button", class: "row", click: show_(one.n) }, colour ? shape(colour) : icon("more"),
          h("span", { class: "what" }, h("b", {}, t("triage_person", { n: one.n }), one.mark ? ` · ${one.mark}` : ""), [colour ? t(`colour_${colour}`) : t("triage_open"), one.isChild ? t("triage_child_short") : "", clock(one.at), one.record ? t("triage_written") : ""].filter(Boolean).join(" · ")), icon("right")));
      })),
      [...new Set(rows.map((one) => walked(one).rule))].sort().map((rule) => ruleLine(rule)),
      total ? h("div", { class: "block" }, h("p", { class: "handover-text" }, said), h("a", { class: "button", href: `sms:?body=${encodeURIComponent(said)}` }, icon("phone"), h("span", {}, t("aid_sms")))) : h("p", { class: "quiet" }, t("triage_nobody")),
      rows.length ? h("div", { class: "stack" }, button("exit", t("triage_wipe"), () => confirmWipe(rows.filter((one) => !one.record).length), "left")) : null,
    ],
    acts: [button("right", t(rows.length ? "triage_go_on" : "triage_begin"), () => go("triage"), "main")],
  });
}

/** @param {number} unwritten */
function confirmWipe(unwritten) {
  show({
    title: t("triage_wipe"), back: () => people({}),
    body: [h("p", { class: "alarm" }, t("triage_wipe_means", { n: unwritten }))],
    acts: [button("left", t("back"), () => people({})), button("undo", t("triage_wipe_now"), async () => { await dropDraft(NAME); await restart("care"); }, "danger")],
    actsLook: "two",
  });
}

/** Whether a sheet has somebody on it. */
export const isTriaging = async () => Boolean((await draft(NAME))?.people.some((/** @type {any} */ one) => Object.keys(one.answers).length));
