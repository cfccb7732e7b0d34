/* What screens are made of: elements, symbols, buttons that work once at a time. */
const SVG = "http://www.w3.org/2000/svg";

/** Make an element. Attributes that are functions are listeners; `true` sets, null and false leave out.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | number | null | false | undefined | Array<any>)} children
 * @returns {HTMLElement} */
export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== null && value !== false && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children.flat(4).filter((one) => one !== null && one !== false && one !== undefined).map((one) => (one instanceof Node ? one : String(one))));
  return made;
}

/** @param {string | undefined} name  of icons.svg, or file and name of another */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", name?.includes("#") ? name : `icons.svg#${name || "unspecified"}`);
  svg.append(use);
  return svg;
}

/** A button with a symbol. It works once at a time: gloves tap twice.
 * @param {string} symbol
 * @param {string} words
 * @param {() => any} act
 * @param {string} [look] */
export function button(symbol, words, act, look = "") {
  const made = h("button", { type: "button", class: `button ${look}`.trim() }, symbol ? icon(symbol) : null, h("span", {}, words));
  made.addEventListener("click", () => once(made, act));
  return made;
}

/** @param {HTMLElement} element @param {() => any} act */
export async function once(element, act) {
  if (element.dataset.busy) return;
  element.dataset.busy = "1";
  try {
    await act();
  } finally {
    delete element.dataset.busy;
  }
}

/** A button of a symbol alone; without a look the round one of the title bar.
 * @param {string} symbol @param {string} words @param {() => any} act @param {string} [look] */
export function round(symbol, words, act, look = "round") {
  const made = h("button", { type: "button", class: look, "aria-label": words }, icon(symbol));
  made.addEventListener("click", () => once(made, act));
  return made;
}
