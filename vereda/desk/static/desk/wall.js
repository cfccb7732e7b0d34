/* The wall: its clock, and the loud word when the house has not answered for two minutes. */

const QUIET_MS = 120_000;
const form = new Intl.DateTimeFormat("es", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: document.body.dataset.zone });
const clock = /** @type {HTMLElement} */ (document.querySelector("[data-clock]"));
const silent = /** @type {HTMLElement} */ (document.querySelector("[data-silent]"));
const since = /** @type {HTMLElement} */ (document.querySelector("[data-silent-since]"));
let answered = Date.now();

document.body.addEventListener("htmx:afterSwap", () => { answered = Date.now(); look(); });

/** Show the hour, and whether the picture may still be believed. */
function look() {
  clock.textContent = form.format(new Date());
  const isSilent = Date.now() - answered > QUIET_MS;
  if (isSilent) since.textContent = form.format(new Date(answered));
  silent.hidden = !isSilent;
  document.body.classList.toggle("is-silent", isSilent);
}

setInterval(look, 1000);
