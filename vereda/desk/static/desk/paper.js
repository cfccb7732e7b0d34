// The typing of sheets: Enter goes to the next box and saves after the last; Ctrl+Enter saves from anywhere. A box that is
// entered is selected, so that what is typed replaces what was wrong.

const form = document.querySelector("[data-typing]");
const boxes = () => [...form.querySelectorAll("input:not([type=hidden]), select")];

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key !== "Enter" || event.isComposing) return;
  const here = boxes().indexOf(/** @type {HTMLInputElement} */ (event.target));
  if (here < 0) return;
  event.preventDefault();
  const next = boxes()[here + 1];
  if (event.ctrlKey || !next) form.requestSubmit();
  else next.focus();
}

if (form) {
  form.addEventListener("keydown", onKey);
  form.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLInputElement) event.target.select();
  });
  const wrong = form.querySelector("[aria-invalid]");
  if (wrong) requestAnimationFrame(() => wrong.focus());
}
