/* The pad of digits: no keyboard of the phone sees the PIN, nothing proposes to keep it. */
import { h, icon, once } from "../frame.js";
import { weakness } from "../pins.js";
import { t } from "../words.js";

export const LEAST = 6;
const MOST = 12;

/** Draw a pad. `done` gets the digits; when it rejects, the pad is empty again.
 * @param {{ words: string, least?: number, done: (pin: string) => Promise<any> }} asked */
export function pinPad({ words, least = LEAST, done }) {
  let pin = "";
  const dots = h("div", { class: "dots", role: "status" });
  const ready = h("button", { type: "button", class: "main", "data-k": "ok" }, words);
  const paint = () => {
    dots.replaceChildren(...Array.from({ length: Math.max(least, pin.length) }, (_one, at) => h("i", { class: at < pin.length ? "on" : "" })));
    dots.setAttribute("aria-label", t("digits", { n: pin.length }));
    ready.toggleAttribute("disabled", pin.length < least);
  };
  const press = (/** @type {string} */ digit) => { if (pin.length < MOST) pin += digit; navigator.vibrate?.(10); paint(); };
  const back = () => { pin = pin.slice(0, -1); paint(); };
  const send = () => once(ready, async () => {
    const told = pin;
    pin = "";
    ready.textContent = t("opening");
    pad.inert = true;
    try {
      await done(told);
    } finally {
      pad.inert = false;
      ready.textContent = words;
      paint();
    }
  });
  ready.addEventListener("click", send);
  const digit = (/** @type {string} */ one) => h("button", { type: "button", "data-k": one, click: () => press(one) }, one);
  const pad = h("div", { class: "pad", keydown: (/** @type {KeyboardEvent} */ event) => {
    if (/^\d$/.test(event.key)) press(event.key);
    else if (event.key === "Backspace") back();
  } }, [..."123456789"].map(digit), h("button", { type: "button", "aria-label": t("erase_digit"), click: back }, icon("left")), digit("0"), ready);
  paint();
  return h("div", {}, dots, pad);
}

/** Ask for a new PIN twice. An easy one is refused before it is typed again.
 * @param {(pad: HTMLElement, words: string) => void} put  shows a pad with what it asks
 * @param {(pin: string) => Promise<any>} keep @param {string} [asks] */
export function newPin(put, keep, asks = t("pin_choose")) {
  const first = (/** @type {string} */ words) => put(pinPad({ words: t("next"), done: async (pin) => {
    const why = weakness(pin);
    if (why) first(t(why));
    else again(pin);
  } }), words);
  const again = (/** @type {string} */ pin) => put(pinPad({ words: t("ready"), done: async (second) => (second === pin ? keep(pin) : first(t("pin_differs"))) }), t("pin_again"));
  first(asks);
}
