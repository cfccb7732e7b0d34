/* People by tapping: a tile a person, held it goes on adding, and a strip that adds more to the tile tapped last. */
import { button, h, icon, overlay } from "../frame.js";
import { keyOf, peopleIn } from "../payload.js";
import { has, said, t } from "../words.js";
import { codeOf, nameOf, pick } from "./picker.js";

const HOLD_MS = 600;
const AGAIN_MS = 260;
const STEPS = [-1, 2, 3, 5, 10];
const MOST = 1000000;
const UNKNOWN = [undefined, "", "XX", "U"];

/** @param {import("../payload.js").Question} question @param {import("../forms.js").Form} form */
export function tally(question, form) {
  const key = keyOf(question);
  const tiles = [...(question.tiles || [])];
  const shown = new Set(tiles.flatMap((tile) => Object.keys(tile.values)));
  const apart = Object.keys(question.lists || {}).filter((name) => !shown.has(name));
  /** @type {Record<string, string>} */
  const now = {};
  // Before a tile is tapped, the strip adds people of whom nothing more is known.
  let last = tiles.find((tile) => Object.values(tile.values).every((value) => UNKNOWN.includes(value))) || tiles[0];
  const host = h("div", {});
  const lines = () => (form.answers[key] ||= []);
  const valuesOf = (/** @type {any} */ tile) => ({ ...tile.values, ...now });
  const lineOf = (/** @type {any} */ tile) => lines().find((/** @type {any} */ line) => same(line.values, valuesOf(tile)));

  const add = (/** @type {any} */ tile, /** @type {number} */ more) => {
    last = tile;
    const line = lineOf(tile);
    const count = Math.min(MOST, Math.max(0, (line?.count || 0) + more));
    if (line) line.count = count;
    else if (count) lines().push({ line_id: nextId(lines()), count, values: valuesOf(tile) });
    form.answers[key] = lines().filter((/** @type {any} */ one) => one.count > 0);
    navigator.vibrate?.(15);
    paint();
    form.changed(question);
  };

  const froms = apart.map((name) => h("button", { type: "button", class: "tile", "data-apart": name, "data-k": name, click: async () => {
    const row = await pick(attribute(name), form.list((question.lists || {})[name]), now[name]);
    if (!row) return;
    const before = lines().filter((/** @type {any} */ line) => UNKNOWN.includes(line.values[name]));
    if (peopleIn(before) && !UNKNOWN.includes(codeOf(row)) && (await alsoThese(peopleIn(before), nameOf(row)))) {
      form.answers[key] = moved(lines(), name, codeOf(row));
      form.changed(question);
    }
    now[name] = codeOf(row);
    draw();
  } }));
  /** @type {Map<any, HTMLElement>} */
  const drawn = new Map();
  const grid = h("div", { class: "tiles count" });
  const draw = () => {
    drawn.clear();
    for (const tile of tiles) drawn.set(tile, tileOf(tile, add));
    grid.replaceChildren(...drawn.values(), ...(shown.size ? [other()] : []), ...froms);
    paint();
  };
  const paint = () => {
    for (const [tile, element] of drawn) {
      const count = lineOf(tile)?.count || 0;
      /** @type {HTMLElement} */ (element.querySelector("b")).textContent = count ? String(count) : "";
      element.setAttribute("aria-pressed", String(count > 0));
      const others = lines().filter((/** @type {any} */ line) => line !== lineOf(tile) && [...shown].every((name) => (line.values[name] || "") === (tile.values[name] || "")));
      /** @type {HTMLElement} */ (element.querySelector(".people")).textContent = peopleIn(others) ? `+${peopleIn(others)}` : "";
      element.classList.toggle("here", tile === last);
    }
    for (const one of froms) one.replaceChildren(...apartWords(one.dataset.apart || ""));
  };
  const apartWords = (/** @type {string} */ name) => {
    const row = form.list((question.lists || {})[name]).find((one) => codeOf(one) === now[name]);
    const kinds = new Set(lines().map((/** @type {any} */ line) => line.values[name]).filter(Boolean));
    const others = kinds.size - (kinds.has(now[name]) ? 1 : 0);
    return [h("small", {}, attribute(name)), h("span", {}, row ? nameOf(row) : t("not_known"), others > 0 ? ` ${t("and_others", { n: others })}` : "")];
  };
  const other = () => h("button", { type: "button", class: "tile", "data-k": "other", click: async () => {
    /** @type {Record<string, string>} */
    const values = {};
    for (const name of shown) {
      const row = await pick(attribute(name), form.list((question.lists || {})[name]), "");
      if (!row) return;
      values[name] = codeOf(row);
    }
    const label = [...shown].map((name) => nameOf(form.list((question.lists || {})[name]).find((one) => codeOf(one) === values[name]))).join(", ");
    const made = tiles.find((tile) => same(tile.values, values)) || { label, values };
    if (!tiles.includes(made)) tiles.push(made);
    draw();
    add(made, 1);
  } }, t("other_age"));

  for (const line of lines()) {
    const own = Object.fromEntries(Object.entries(line.values).filter(([name]) => shown.has(name)));
    if (!tiles.some((tile) => same(tile.values, own))) tiles.push({ label: Object.entries(own).map(([name, code]) => nameOf(form.list((question.lists || {})[name]).find((one) => codeOf(one) === code) || { code })).join(", "), values: own });
    for (const name of apart) if (line.values[name]) now[name] = line.values[name];
  }
  const strip = h("div", { class: "strip" }, STEPS.map((step) => h("button", { type: "button", "data-k": String(step), "aria-label": t(step < 0 ? "take_one" : "add_more", { n: Math.abs(step) }), click: () => add(last, step) }, step < 0 ? icon("minus") : `+${step}`)));
  host.append(grid, strip);
  draw();
  return host;
}

/** @param {any} tile @param {(tile: any, more: number) => void} add */
function tileOf(tile, add) {
  let timer = 0;
  let held = false;
  const stop = () => { clearTimeout(timer); timer = 0; };
  const again = () => { held = true; add(tile, 1); timer = setTimeout(again, AGAIN_MS); };
  return h("button", {
    type: "button", class: "tile", "data-k": Object.values(tile.values).join("-") || "all", "aria-pressed": "false",
    pointerdown: () => { held = false; stop(); timer = setTimeout(again, HOLD_MS); },
    pointerup: stop, pointerleave: stop, pointercancel: stop,
    contextmenu: (/** @type {Event} */ event) => event.preventDefault(),
    click: () => { if (!held) add(tile, 1); held = false; },
  }, h("b", {}), h("span", {}, said(tile.label)), h("span", { class: "people" }));
}

/** @param {Record<string, string>} one @param {Record<string, string>} two */
function same(one, two) {
  const names = new Set([...Object.keys(one), ...Object.keys(two)]);
  return [...names].every((name) => (one[name] || "") === (two[name] || ""));
}

/** Ask whether those who were counted before are of the same. @param {number} n @param {string} what @returns {Promise<boolean>} */
const alsoThese = (n, what) => overlay((close) => [
  h("header", { class: "top" }, h("h1", { tabindex: "-1" }, what)),
  h("main", {}, h("p", {}, t("also_these", { n, what }))),
  h("div", { class: "acts two" }, button("", t("only_next"), () => close(false)), button("check", t("yes_these"), () => close(true), "main")),
]);

/** Give lines without a value this one, and join those that are the same then.
 * @param {any[]} lines @param {string} name @param {string} code */
function moved(lines, name, code) {
  /** @type {any[]} */
  const made = [];
  for (const line of lines) {
    const values = UNKNOWN.includes(line.values[name]) ? { ...line.values, [name]: code } : line.values;
    const there = made.find((one) => same(one.values, values));
    if (there) there.count += line.count;
    else made.push({ ...line, values });
  }
  return made;
}

/** @param {any[]} lines */
function nextId(lines) {
  let number = lines.length + 1;
  while (lines.some((line) => line.line_id === `p${number}`)) number += 1;
  return `p${number}`;
}

/** @param {string} name */
const attribute = (name) => (has(`attribute_${name}`) ? t(`attribute_${name}`) : name);
