/* What every page of the desk does: steppers, saving once, the clock, the board that renews itself. */

/** Add to the number of a stepper, never below zero, and tell the page.
 * @param {HTMLInputElement} input
 * @param {number} by */
export function add(input, by) {
  const most = Number(input.max) || 1_000_000;
  const value = Math.min(most, Math.max(0, (Number(input.value) || 0) + by));
  input.value = value ? String(value) : "";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  const step = input.closest("[data-step]");
  step?.classList.remove("felt");
  requestAnimationFrame(() => step?.classList.add("felt"));
  if (navigator.vibrate) navigator.vibrate(12);
}

document.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const step = target.closest("[data-step]");
  if (!step) return;
  const input = /** @type {HTMLInputElement} */ (step.querySelector("input[type=number]"));
  if (target.closest("[data-less]")) add(input, -1);
  else if (target.closest("[data-more]")) add(input, 1);
  else if (target.closest("label")) {
    event.preventDefault(); // the words of a tile count as its plus: a glove hits them more easily
    add(input, 1);
  }
});

// A form is sent once: a second tap on a slow line does nothing.
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete (/** @type {HTMLElement} */ (form).dataset.sent);
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
});

// What must be read first gets the focus.
/** @type {HTMLElement | null} */ (document.querySelector("[data-first]"))?.focus();

const clock = /** @type {HTMLElement | null} */ (document.querySelector("[data-clock]"));
if (clock) {
  const form = new Intl.DateTimeFormat("es", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: clock.dataset.zone });
  setInterval(() => { clock.textContent = form.format(new Date()); }, 5000);
}

// The board renews itself while somebody can see it.
const live = /** @type {HTMLElement | null} */ (document.querySelector("[data-live]"));
if (live) {
  setInterval(() => {
    const typing = live.contains(document.activeElement) && document.activeElement !== document.body;
    if (document.visibilityState === "visible" && !typing) {
      const open = [...live.querySelectorAll("details[data-keep][open]")].map((one) => one.getAttribute("data-keep"));
      // @ts-ignore: htmx is a script of its own
      window.htmx?.ajax("GET", live.dataset.live, { target: live, swap: "innerHTML" }).then(() => {
        // What somebody unfolded stays unfolded.
        for (const key of open) live.querySelector(`details[data-keep="${key}"]`)?.setAttribute("open", "");
      });
    }
  }, 60_000);
}

// The minutes that a one-time code has left; the piece around it is renewed by htmx, and found again each time.
setInterval(() => {
  for (const left of document.querySelectorAll("[data-until]")) {
    const { until, left: word } = /** @type {HTMLElement} */ (left).dataset;
    const seconds = Math.max(0, Math.ceil((new Date(until ?? "").getTime() - Date.now()) / 1000));
    left.textContent = ` · ${word} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
}, 1000);

// The menu closes when somebody looks elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("nav details[open]")) {
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.removeAttribute("open");
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const menu of document.querySelectorAll("nav details[open]")) menu.removeAttribute("open");
});

/** How drafts are named here: those of a practice and those of the real day never meet. */
export function draftsOf() {
  return document.body.classList.contains("with-practice") ? "vereda-draft-practice-" : "vereda-draft-real-";
}

// A draft goes when its encounter is saved, and when somebody leaves.
function forgetDrafts(begin = "vereda-draft-") {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(begin)) sessionStorage.removeItem(key);
}
if (document.querySelector("[data-saved]")) forgetDrafts(draftsOf());
document.querySelector("button.out")?.closest("form")?.addEventListener("submit", () => forgetDrafts());

document.addEventListener("click", (event) => {
  if (/** @type {HTMLElement} */ (event.target).closest("[data-print]")) window.print();
});
