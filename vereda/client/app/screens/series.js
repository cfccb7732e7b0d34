/* What waits, shown as a series of pictures that the desk reads with a camera: no line, no cable. Again and again, until it is enough. */
import { button, h, here, onLeave, show } from "../frame.js";
import { paint, qr, SIDE } from "../qr.js";
import { codesOf, unsentNumbers } from "../series.js";
import { utf8 } from "../bytes.js";
import { t } from "../words.js";

const SHOWN_MS = 500; // the desk looks every 300 ms

/** @param {any} _params */
export async function series(_params) {
  const canvas = /** @type {HTMLCanvasElement} */ (h("canvas", { class: "qr", "data-series": true }));
  const said = h("p", { class: "said", role: "status" }, t("series_begins"));
  show({
    title: t("series"), back: () => history.back(),
    body: [canvas, said, h("p", { class: "quiet" }, t("series_how"))],
    acts: [button("left", t("series_enough"), () => history.back(), "main")],
  });
  let isOver = false;
  /** @type {any} */
  const awake = await /** @type {any} */ (navigator).wakeLock?.request?.("screen").catch(() => null);
  onLeave(() => { isOver = true; void awake?.release(); });
  void turn(canvas, said, () => isOver || here() !== "series");
}

/** Show all again and again; what was sent by the line meanwhile is left out.
 * @param {HTMLCanvasElement} canvas @param {HTMLElement} said @param {() => boolean} isOver */
async function turn(canvas, said, isOver) {
  while (!isOver()) {
    const numbers = await unsentNumbers();
    if (!numbers.length) { said.textContent = t("usb_nothing"); canvas.hidden = true; return; }
    for (const [at, seq] of numbers.entries()) {
      for (const code of await codesOf(seq, at + 1, numbers.length)) {
        if (isOver()) return;
        canvas.dataset.series = code;
        paint(canvas, SIDE, qr(utf8(code)));
        said.textContent = t("series_at", { at: at + 1, of: numbers.length });
        await new Promise((go) => setTimeout(go, SHOWN_MS));
      }
    }
  }
}
