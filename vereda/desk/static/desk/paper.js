// The typing of sheets: Enter goes to the next box and saves after the last; Ctrl+Enter saves from anywhere. A box that is
// entered is selected, so that what is typed replaces what was wrong.

// Before the browser would do it, which is a frame later: the first key of a fast typist must not be lost.
/** @type {HTMLElement | null} */ (document.querySelector("[autofocus]"))?.focus();

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-typing]"));
/** @returns {HTMLElement[]} the boxes in their order */
const boxes = () => [...(form?.querySelectorAll("input:not([type=hidden]), select") ?? [])].map((box) => /** @type {HTMLElement} */ (box));

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key !== "Enter" || event.isComposing) return;
  const here = boxes().indexOf(/** @type {HTMLInputElement} */ (event.target));
  if (here < 0) return;
  event.preventDefault();
  const next = boxes()[here + 1];
  if (event.ctrlKey || !next) form?.requestSubmit();
  else next.focus();
}

if (form) {
  form.addEventListener("keydown", onKey);
  form.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLInputElement) event.target.select();
  });
  const wrong = /** @type {HTMLElement | null} */ (form.querySelector("[aria-invalid]"));
  if (wrong) requestAnimationFrame(() => wrong.focus());
}
