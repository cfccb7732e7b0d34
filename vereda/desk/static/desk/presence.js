/* Typing counts as being there. Before a page that stood open for long is saved, the server is asked who is signed in:
 * what was typed stays on the page until it can be saved by the same person, at the same work. */

const EVERY_MS = 4 * 60_000; // while somebody types
const LONG_MS = 5 * 60_000; // since the server was heard last
const told = /** @type {HTMLElement} */ (document.querySelector("[data-presence]"));
let heardAt = Date.now();
let isTyping = false;

/** Ask who is signed in. 'over': nobody; 'offline': no answer. @returns {Promise<{who: string, token: string} | "over" | "offline">} */
async function whoIsThere() {
  try {
    const address = told.dataset.presence ?? "";
    const answer = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store", redirect: "error" });
    if (answer.status >= 500) return "offline";
    if (!answer.ok) return "over";
    const said = await answer.json();
    if (said.who === document.body.dataset.who) heardAt = Date.now();
    return said;
  } catch {
    return "offline";
  }
}

/** @param {string} about  which of the sentences is shown; '' for none */
function say(about) {
  for (const one of told.querySelectorAll("[data-about]")) one.toggleAttribute("hidden", one.getAttribute("data-about") !== about);
  told.hidden = !about;
  if (about) told.setAttribute("role", "alert"); // read aloud when it comes
  if (about) told.scrollIntoView({ block: "center" });
}

document.addEventListener("input", () => { isTyping = true; });
setInterval(() => {
  if (!isTyping || Date.now() - heardAt < EVERY_MS) return;
  isTyping = false;
  void whoIsThere();
}, 20_000);

// Caught before all else: what saves once must not think that it was sent.
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method !== "post" || Date.now() - heardAt < LONG_MS) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void saveIfSame(form, event.submitter);
}, { capture: true });

/** @param {HTMLFormElement} form @param {HTMLElement | null} by */
async function saveIfSame(form, by) {
  const found = await whoIsThere();
  if (typeof found === "string") return say(found);
  if (found.who !== document.body.dataset.who) return say("other");
  const token = /** @type {HTMLInputElement | null} */ (form.querySelector("input[name=csrfmiddlewaretoken]"));
  if (token) token.value = found.token;
  say("");
  form.requestSubmit(by);
}
