/* Small parts of the screens of first aid: tiles, folds, hours, the rule that something comes from, a colour with its shape. */
import { h, icon } from "../frame.js";
import { isoIn, now } from "../clock.js";
import { said, t } from "../words.js";
import { reference } from "../screens/store.js";
import { named, tables } from "./rules.js";

const AHEAD_MS = 10 * 60_000; // clocks differ by so much before an hour is 'in the future'
const DAY_MS = 86_400_000;
const SHAPES = /** @type {Record<string, string>} */ ({ red: "M12 2 23 22H1z", yellow: "M12 1 23 12 12 23 1 12z", green: "M12 1.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 0 1 0-21z", black: "M2 2h20v20H2z" });
/** From the worst on; a colour is never alone: it has a word and a shape. */
export const COLOURS = ["red", "yellow", "green", "black"];

/** @typedef {{ code: string, label: string, symbol?: string }} Row */

/** The rows of a closed list, in the words of the screen. @param {string} kind @param {string[]} codes @param {Record<string, string>} [symbols] @returns {Row[]} */
export const rowsOf = (kind, codes, symbols = {}) => codes.map((code) => ({ code, label: t(`${kind}_${code.toLowerCase()}`), symbol: symbols[code] }));

/** Tiles that stay where they are: a tap turns one, and the others as `chosen` says.
 * @param {Row[]} rows @param {{ chosen: (code: string) => boolean, turn: (code: string) => any, look?: string, label?: string }} how */
export function tiles(rows, { chosen, turn, look = "", label = "" }) {
  const made = rows.map((row) => h("button", { type: "button", class: `tile ${look.includes("one") ? "wide" : ""}`, "data-k": row.code, click: async () => { await turn(row.code); paint(); } }, row.symbol ? icon(row.symbol) : null, h("span", {}, row.label)));
  const paint = () => made.forEach((one, at) => one.setAttribute("aria-pressed", String(chosen(rows[at].code))));
  paint();
  return h("div", { class: `tiles ${look}`, role: "group", "aria-label": label || null }, made);
}

/** One of some; tapped again it is not known. @param {any} of @param {string} key @param {Row[]} rows @param {() => any} changed @param {string} [look] @param {string} [label] */
export const oneOf = (of, key, rows, changed, look, label) =>
  tiles(rows, { chosen: (code) => of[key] === code, turn: (code) => { if (of[key] === code) delete of[key]; else of[key] = code; return changed(); }, look, label });

/** Several of some. @param {any} of @param {string} key @param {Row[]} rows @param {() => any} changed @param {string} [look] @param {string} [label] */
export function manyOf(of, key, rows, changed, look, label) {
  const turn = (/** @type {string} */ code) => { of[key] = (of[key] ?? []).includes(code) ? of[key].filter((/** @type {string} */ one) => one !== code) : [...(of[key] ?? []), code]; return changed(); };
  return tiles(rows, { chosen: (code) => (of[key] ?? []).includes(code), turn, look, label });
}

/** What is one tap away, with what is answered in it. @param {string} id @param {string} title @param {() => string} summary @param {any[]} body @param {boolean} [isOpen] */
export function fold(id, title, summary, body, isOpen = false) {
  const small = h("small", {});
  const inner = h("div", { class: "step", "data-step": id }, body);
  const made = h("button", { type: "button", class: "fold", "data-fold": id }, icon("plus"), h("span", { class: "what" }, title, small));
  const turn = (/** @type {boolean} */ is) => { inner.hidden = !is; made.setAttribute("aria-expanded", String(is)); made.querySelector("use")?.setAttribute("href", `icons.svg#${is ? "minus" : "plus"}`); };
  const refresh = () => { small.textContent = summary(); };
  made.addEventListener("click", () => turn(Boolean(inner.hidden)));
  turn(isOpen);
  refresh();
  return { element: h("div", {}, made, inner), refresh, open: () => turn(true) };
}

/** Words that are typed. @param {any} of @param {string} key @param {string} label @param {() => any} changed @param {{ most?: number, long?: boolean, hint?: string }} [how] */
export function words(of, key, label, changed, { most = 200, long = false, hint = "" } = {}) {
  const attributes = { "data-k": key, autocomplete: "off", spellcheck: "false", autocapitalize: "sentences", maxlength: most, input: () => { of[key] = /** @type {HTMLInputElement} */ (field).value; void changed(); } };
  const field = h(long ? "textarea" : "input", long ? { rows: 2, ...attributes } : { type: "text", ...attributes });
  /** @type {HTMLInputElement} */ (field).value = of[key] ?? "";
  return h("label", { class: "field" }, h("span", { class: "label" }, label), field, hint ? h("span", { class: "quiet" }, hint) : null);
}

/** An instant as the post's clock has it. @param {number} [ms] */
export const instant = (ms = now()) => isoIn(reference().zone, ms);

/** The latest instant at which a clock showed these hours and minutes; nothing has happened yet that is to come. @param {string} typed  HH:MM */
function lastAt(typed) {
  const [hours, minutes] = typed.split(":").map(Number);
  const at = new Date(now());
  at.setHours(hours, minutes, 0, 0);
  return instant(at.getTime() > now() + AHEAD_MS ? at.getTime() - DAY_MS : at.getTime());
}

/** @param {string | undefined} at */
export const clock = (at) => (at ? new Date(at).toLocaleTimeString("es-MX", { hour: "2-digit", minute: "2-digit", hour12: false }) : "");

/** An hour that may be changed. @param {string} label @param {() => string | undefined} get @param {(at: string) => any} set */
export function hourField(label, get, set) {
  const field = /** @type {HTMLInputElement} */ (h("input", { type: "time", "aria-label": label, change: () => { if (field.value) void set(lastAt(field.value)); } }));
  const refresh = () => { field.value = clock(get()); };
  refresh();
  return { element: h("label", { class: "hour-row" }, h("span", { class: "label" }, label), field), refresh };
}

/** Which rule says it, in which version, and that nobody signed it. @param {string} id @param {string} [thanks] */
export const ruleLine = (id, thanks = "") => h("p", { class: "rule-of" }, h("code", {}, named(id)), " ", tables().rules[id].is_signed ? null : h("span", { class: "tag" }, t("aid_unsigned")), thanks ? h("small", {}, ` ${thanks}`) : null);

/** The same of a rule as a record names it: 'START v1'. @param {string} named_ */
export const writtenRule = (named_) => h("p", { class: "rule-of" }, h("code", {}, named_), " ", tables().rules[named_.split(" ")[0]]?.is_signed ? null : h("span", { class: "tag" }, t("aid_unsigned")));

/** @param {any} row  with _es and _en @param {string} name */
export const tongue = (row, name) => said({ es: row[`${name}_es`], en: row[`${name}_en`] });

/** Begin with a capital letter: the table of complaints has none. @param {string} words */
export const begun = (words) => words.slice(0, 1).toUpperCase() + words.slice(1);

/** @param {string} colour */
export function shape(colour) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("class", `triage-shape ${colour}`);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[colour]);
  svg.append(path);
  return svg;
}

const REST_MS = 350;
/** Gloves tap twice: what came under the thumb just now takes no tap for a moment. */
export function settle() {
  const acts = document.querySelector("#app > .acts");
  acts?.classList.add("fresh");
  setTimeout(() => acts?.classList.remove("fresh"), REST_MS);
}
