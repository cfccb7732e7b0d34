/* A number with big keys, for gloves and darkness. What cannot be is asked again, with a sentence that says why; nothing is guessed. */
import { button, h, icon, overlay, round } from "../frame.js";
import { t } from "../words.js";
import { problemWords } from "../screens/problems.js";
import { settle } from "./parts.js";
import { degrees, inLife, tenths, whole } from "./rules.js";

const MOST = 4; // [digits]
/** A count that is nothing in nobody who answers. */
const IN_LIFE = ["respirations", "systolic", "pulse"];
export const UNITS = /** @type {Record<string, string>} */ ({ respirations: "/min", pulse: "/min", spo2: "%", systolic: "mmHg", temperature_tenths: "°C", muac_mm: "mm" });

/** A value as it is read, with its unit. @param {string} name @param {number} value */
export const valued = (name, value) => [name === "temperature_tenths" ? degrees(value) : String(value), UNITS[name] ?? ""].join(" ").trim();

/** Read what was typed; rejects with what a rule refuses. @param {string} what @param {string} typed @param {string} awake */
function readValue(what, typed, awake) {
  if (what === "temperature_tenths") return tenths(typed);
  const value = /^\d+$/.test(typed) ? Number(typed) : NaN;
  return IN_LIFE.includes(what) ? inLife(what, value, awake) : whole(what, value);
}

/** Ask for a number. @param {{ what: string, title: string, value?: number, awake?: string, units?: Array<{ code: string, label: string }>, unit?: string, check?: (value: number, unit: string) => number }} asked
 * @returns {Promise<{ value: number | undefined, unit: string } | null>}  value undefined: taken away; null: nothing changed */
export async function askNumber({ what, title, value, awake = "A", units = [], unit = "", check }) {
  const isWarm = what === "temperature_tenths";
  let typed = "";
  let of = unit || units[0]?.code || "";
  const before = value === undefined ? "" : isWarm ? degrees(value) : String(value);
  const shown = h("output", { class: "typed" }, before);
  const wrong = h("p", { class: "wrong-said", role: "alert" });
  const paint = () => { shown.textContent = typed || before; shown.classList.toggle("before", !typed && Boolean(before)); wrong.textContent = ""; };
  const press = (/** @type {string} */ key) => {
    const [front, behind] = typed.split(".");
    if (key === "." ? !typed || typed.includes(".") : behind?.length || front.length >= MOST && behind === undefined) return;
    typed += key;
    navigator.vibrate?.(10);
    paint();
  };
  const back = () => { typed = typed.slice(0, -1); paint(); };
  const answer = await overlay((close) => {
    const done = () => {
      if (!typed) return close(units.length && value !== undefined ? { value, unit: of } : null);
      try {
        const read = typed.endsWith(".") ? typed.slice(0, -1) : typed;
        return close({ value: check ? check(/^\d+$/.test(read) ? Number(read) : NaN, of) : readValue(what, read, awake), unit: of });
      } catch (why) {
        wrong.textContent = problemWords(why);
        typed = "";
        shown.textContent = before;
        return undefined;
      }
    };
    const key = (/** @type {string} */ one) => h("button", { type: "button", "data-k": one, click: () => press(one) }, one);
    const chosen = units.map((one) => h("button", { type: "button", class: "tile", "data-k": one.code, "aria-pressed": String(one.code === of), click: () => { of = one.code; chosen.forEach((tile, at) => tile.setAttribute("aria-pressed", String(units[at].code === of))); wrong.textContent = ""; } }, one.label));
    paint();
    return [
      h("header", { class: "top with-back" }, round("left", t("back"), () => close(null)), h("h1", { tabindex: "-1" }, title)),
      h("main", { class: "number-pad" }, h("p", { class: "typed-row" }, shown, h("span", {}, units.length ? "" : UNITS[what] ?? "")), units.length ? h("div", { class: "tiles two" }, chosen) : null, wrong),
      h("div", { class: "acts" },
        h("div", { class: "pad", keydown: (/** @type {KeyboardEvent} */ event) => { if (/^[\d.]$/.test(event.key)) press(event.key === "." && !isWarm ? "" : event.key); else if (event.key === "Backspace") back(); } },
          [..."123456789"].map(key), isWarm ? key(".") : h("button", { type: "button", "data-k": "erase", "aria-label": t("erase_digit"), click: back }, icon("left")), key("0"), h("button", { type: "button", class: "main", "data-k": "ok", click: done }, t("ready"))),
        h("div", { class: "pair" }, isWarm ? button("left", t("erase_digit"), back) : null, value === undefined ? null : button("minus", t("aid_take_away"), () => close({ value: undefined, unit: of })))),
    ];
  });
  settle();
  return answer;
}
