/* Copies an answer of a dashboard: its table as cells for a sheet, its picture as pixels. Nothing leaves this machine. */
const TWICE = 2; // pixels for one of the screen: sharp when it is printed
const MARGIN = 14; // [px]

/** Draw a chart on white paper, with its title above and a last line below. @param {SVGSVGElement} svg @param {string} title @param {string} foot */
async function picture(svg, title, foot) {
  const source = new XMLSerializer().serializeToString(svg);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const [wide, high] = [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height];
  const canvas = document.createElement("canvas");
  canvas.width = (wide + 2 * MARGIN) * TWICE;
  canvas.height = (high + 76) * TWICE;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(TWICE, TWICE);
  pen.fillStyle = "#fffdf8";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, MARGIN, 40, wide, high);
  pen.fillStyle = "#14201a";
  pen.font = "700 17px system-ui, sans-serif";
  pen.fillText(title, MARGIN, 26, wide);
  pen.font = "700 14px system-ui, sans-serif";
  pen.fillText(foot, MARGIN, high + 62, wide);
  return new Promise((done) => canvas.toBlob((blob) => done(/** @type {Blob} */ (blob)), "image/png"));
}

/** Say on the button that it is done, for a moment. @param {HTMLElement} button @param {boolean} well */
function say(button, well) {
  const sign = well ? " ✓" : " ✗";
  button.textContent = `${button.textContent?.replace(/ [✓✗]$/, "")}${sign}`;
  setTimeout(() => { button.textContent = button.textContent?.replace(/ [✓✗]$/, "") ?? ""; }, 4000);
}

if (!navigator.clipboard || !window.ClipboardItem) {
  for (const one of document.querySelectorAll("[data-copy], [data-picture]")) /** @type {HTMLElement} */ (one).hidden = true;
}

document.addEventListener("click", async (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("[data-copy], [data-picture]"));
  if (!button) return;
  try {
    if (button.dataset.copy !== undefined) await navigator.clipboard.writeText(button.dataset.copy);
    else {
      const svg = /** @type {SVGSVGElement} */ (button.closest("[data-chart]")?.querySelector(".dash-wide svg"));
      const made = picture(svg, button.dataset.picture ?? "", button.dataset.foot ?? "");
      await navigator.clipboard.write([new ClipboardItem({ "image/png": /** @type {Promise<Blob>} */ (made) })]);
    }
    say(button, true);
  } catch {
    say(button, false);
  }
});
