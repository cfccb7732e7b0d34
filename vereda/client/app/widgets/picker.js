/* A full-screen list to pick one from, with a field to narrow long lists; the phone's back key closes it. */
import { h, overlay, round } from "../frame.js";
import { said, t } from "../words.js";

const LONG = 24;

/** Return the code of a row, wherever the list keeps it. @param {any} row */
export const codeOf = (row) => row.code ?? row.id ?? row.account;
/** @param {any} row */
export const nameOf = (row) => said(row) || row.name || row.label || codeOf(row);

/** Let the agent pick one; null when it was closed.
 * @param {string} title @param {any[]} rows @param {string} [chosen]
 * @returns {Promise<any>} */
export function pick(title, rows, chosen) {
  return overlay((close) => {
    const tiles = rows.map((row) => h("button", { type: "button", class: "tile", "data-k": codeOf(row), "aria-pressed": String(codeOf(row) === chosen), click: () => close(row) }, nameOf(row)));
    const narrow = h("input", { type: "text", autocomplete: "off", "aria-label": t("search"), placeholder: t("search"), input: () => {
      const wanted = plain(/** @type {HTMLInputElement} */ (narrow).value);
      tiles.forEach((tile, at) => { tile.hidden = !plain(nameOf(rows[at])).includes(wanted); });
    } });
    return [
      h("header", { class: "top with-back" }, round("left", t("back"), () => close(null)), h("h1", { tabindex: "-1" }, title)),
      h("main", {}, rows.length > LONG ? h("div", { class: "field" }, narrow) : null, h("div", { class: "tiles two" }, tiles)),
    ];
  });
}

/** @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
