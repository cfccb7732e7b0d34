/* One question of a form on the screen: words, numbers, lists, days, a point; groups and repeats hold others. */
import { button, h, icon } from "../frame.js";
import { t } from "../words.js";

/** @typedef {import("./asking.js").Asked} Asked */
/** @typedef {{ said: (words: Record<string, string>) => string, changed: (isWhole: boolean) => void }} Drawn */

const INPUTS = { date: "date", time: "time", dateTime: "datetime-local" };
const TEXT_MOST = 2000;

/** Where the answers of a row lie: those of the form, or of one time of a repeat. @param {any} answers @param {Asked} one */
function frameOf(answers, one) {
  let frame = answers;
  for (let at = 0; at + 1 < one.path.length; at += 2) {
    const [name, nth] = [one.path[at], Number(one.path[at + 1])];
    frame[name] ??= [];
    while (frame[name].length <= nth) frame[name].push({});
    frame = frame[name][nth];
  }
  return frame;
}

/** @param {Asked} one @param {any} answers @param {Drawn} drawn @param {boolean} isTried  whether what is missing is said already @returns {HTMLElement} */
export function field(one, answers, drawn, isTried) {
  const { node } = one;
  const label = drawn.said(one.label) || node.name;
  if (node.type === "note") return h("p", { class: "said" }, label);
  if (node.type === "group") return h("fieldset", { class: "step" }, h("legend", {}, label), one.times[0].map((inner) => field(inner, answers, drawn, isTried)));
  if (node.type === "repeat") return repeat(one, label, answers, drawn, isTried);
  const hint = drawn.said(one.hint);
  const isBare = !["select_one", "select_multiple", "geopoint"].includes(node.type);
  const shown = h("span", { class: "label" }, label, one.required ? h("span", { class: "quiet" }, ` · ${t("survey_needed")}`) : null, node.class === "contact" ? null : h("span", { class: "quiet" }, ` · ${t("sealed")}`));
  const widget = (WIDGETS[node.type] || typed)(one, frameOf(answers, one), drawn, label);
  const isWrong = one.wrong && (isTried || one.wrong !== "missing");
  return h(isBare ? "label" : "div", { class: "field", role: isBare ? null : "group", "aria-label": isBare ? null : label }, shown, widget,
    hint ? h("p", { class: "quiet" }, hint) : null,
    isWrong ? h("p", { class: "wrong-said", role: "alert" }, drawn.said(one.said) || t(`survey_${one.wrong}`)) : null);
}

/** @param {Asked} one @param {string} label @param {any} answers @param {Drawn} drawn @param {boolean} isTried */
function repeat(one, label, answers, drawn, isTried) {
  const frame = frameOf(answers, one);
  const turn = (/** @type {number} */ by) => { const all = (frame[one.node.name] ??= []); if (by > 0) all.push({}); else all.pop(); drawn.changed(true); };
  return h("div", {},
    one.times.map((time, at) => h("fieldset", { class: "step" }, h("legend", {}, `${label} ${at + 1}`), time.map((inner) => field(inner, answers, drawn, isTried)))),
    one.fixed ? null : h("div", { class: "pair" }, button("plus", t("survey_more", { what: label }), () => turn(1)), one.times.length ? button("minus", t("survey_less"), () => turn(-1)) : null));
}

/** @param {Asked} one @param {any} frame @param {Drawn} drawn */
function typed(one, frame, drawn) {
  const { name, type } = one.node;
  const isNumber = ["integer", "decimal"].includes(type);
  const isLong = type === "text";
  const read = (/** @type {string} */ text) => {
    const value = text.trim();
    if (!isNumber || !value) return value;
    const number = Number(value.replace(",", "."));
    return Number.isFinite(number) ? number : value;
  };
  const put = (/** @type {boolean} */ isWhole) => { frame[name] = read(/** @type {HTMLInputElement} */ (input).value); drawn.changed(isWhole); };
  const input = h(isLong ? "textarea" : "input", {
    ...(isLong ? { rows: 2 } : { type: INPUTS[/** @type {"date"} */ (type)] ?? "text", inputmode: isNumber ? (type === "integer" ? "numeric" : "decimal") : null }),
    "data-q": one.path.join("/"), autocomplete: "off", spellcheck: "false", maxlength: isNumber ? 12 : TEXT_MOST, input: () => put(false), change: () => put(true),
  });
  /** @type {HTMLInputElement} */ (input).value = String(frame[name] ?? one.value ?? "");
  return input;
}

/** @param {boolean} isMany */
const tiles = (isMany) => (/** @type {Asked} */ one, /** @type {any} */ frame, /** @type {Drawn} */ drawn) => {
  const { name } = one.node;
  const has = (/** @type {string} */ code) => (isMany ? (frame[name] ?? []).includes(code) : (frame[name] ?? one.value) === code);
  const turn = (/** @type {string} */ code) => {
    if (isMany) frame[name] = has(code) ? frame[name].filter((/** @type {string} */ other) => other !== code) : [...(frame[name] ?? []), code];
    else frame[name] = has(code) ? "" : code;
    drawn.changed(true);
  };
  return h("div", { class: "tiles one" }, one.choices.map((choice) => h("button", { type: "button", class: "tile wide", "data-q": `${one.path.join("/")}:${choice.code}`, "aria-pressed": String(has(choice.code)), click: () => turn(choice.code) }, drawn.said(choice.label) || choice.code)));
};

/** @param {Asked} one @param {any} frame @param {Drawn} drawn */
function agreed(one, frame, drawn) {
  const box = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", "data-q": one.path.join("/"), change: () => { frame[one.node.name] = box.checked ? true : ""; drawn.changed(true); } }));
  box.checked = frame[one.node.name] === true;
  return box;
}

/** Where the phone stands, asked for by a tap and never by itself. @param {Asked} one @param {any} frame @param {Drawn} drawn */
function point(one, frame, drawn) {
  const { name } = one.node;
  const there = frame[name];
  const round = (/** @type {number} */ value) => Math.round(value * 1e5) / 1e5;
  const locate = () => navigator.geolocation?.getCurrentPosition(
    ({ coords }) => { frame[name] = { lat: round(coords.latitude), lon: round(coords.longitude), accuracy_m: Math.round(coords.accuracy) }; drawn.changed(true); },
    () => { frame[name] = ""; drawn.changed(true); }, { enableHighAccuracy: true, timeout: 20000 });
  return h("div", { class: "pair" }, h("button", { type: "button", class: "tile", "data-q": one.path.join("/"), click: locate }, icon("pin"), h("span", {}, there ? `${there.lat}, ${there.lon}` : t("survey_here"))),
    there ? button("minus", t("survey_less"), () => { frame[name] = ""; drawn.changed(true); }) : null);
}

/** @type {Record<string, (one: Asked, frame: any, drawn: Drawn, label: string) => HTMLElement>} */
const WIDGETS = { select_one: tiles(false), select_multiple: tiles(true), acknowledge: agreed, geopoint: point };
