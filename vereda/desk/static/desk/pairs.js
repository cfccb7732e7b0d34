/* Two records after two records, by one key each. The next pair is here before it is needed; an answer is saved at once, by itself. */

/** @template {Element} [T=HTMLElement] @param {string} selector @param {ParentNode} [within] @returns {T} */
const one = (selector, within = document) => /** @type {T} */ (/** @type {unknown} */ (within.querySelector(selector)));

const room = one("[data-pairs]");
const here = one("[data-here]");
const words = one("[data-undo-words]").dataset;
const told = one("[data-told]");
const problem = one("[data-problem]");
const back = /** @type {HTMLButtonElement} */ (one("[data-back]"));
const forward = /** @type {HTMLButtonElement} */ (one("[data-forward]"));
const undo = /** @type {HTMLButtonElement} */ (one("button[data-undo]"));

/** Pairs of this sitting, in the order in which they were seen. @type {HTMLElement[]} */
const seen = [...here.querySelectorAll("[data-pair]")].map((pair) => /** @type {HTMLElement} */ (pair));
let at = seen.length - 1;
/** What can be taken back, the last at the end. @type {{address: string, entry: string, pair: HTMLElement | null}[]} */
const said = undo.dataset.link ? [{ address: undo.dataset.link, entry: undo.dataset.entry || "", pair: null }] : [];
/** Answers leave one after the other. @type {Promise<unknown>} */
let sending = Promise.resolve();
/** @type {Promise<HTMLElement | null> | null} */
let ahead = null;

/** Fetch the pair after those that are here. @returns {Promise<HTMLElement | null>} */
async function fetchNext() {
  const held = seen.slice(-150).map((pair) => pair.dataset.pair).join(",");
  const answer = await fetch(`${room.dataset.next}?sin=${held}`, { headers: { Accept: "text/html" } });
  if (answer.status === 204 || !answer.ok || answer.redirected) return null;
  return made(await answer.text());
}

/** @param {string} html @returns {HTMLElement | null} */
const made = (html) => new DOMParser().parseFromString(html, "text/html").querySelector("[data-pair]");

function prepare() {
  if (at === seen.length - 1) ahead ??= fetchNext().catch(() => null);
}

function draw() {
  const pair = seen[at];
  here.replaceChildren(...(pair ? [pair] : []));
  one("[data-none]").hidden = Boolean(pair);
  back.disabled = at <= 0;
  forward.disabled = !pair;
  undo.disabled = !said.length;
  one("[data-head]", here)?.focus({ preventScroll: true });
  if (matchMedia("(max-width: 61.99rem)").matches) here.scrollIntoView({ block: "start" });
  prepare();
}

async function move() {
  if (at < seen.length - 1) { at += 1; draw(); return; }
  ahead ??= fetchNext().catch(() => null);
  const next = await ahead;
  ahead = null;
  const known = next ? seen.findIndex((pair) => pair.dataset.pair === next.dataset.pair) : -1;
  if (next && known < 0) seen.push(next);
  at = known >= 0 ? known : next ? seen.length - 1 : seen.length;
  draw();
}

/** @param {string} text */
function warn(text) {
  problem.textContent = text;
  problem.hidden = !text;
}

/** Save one answer; whatever goes wrong brings its pair back.
 * @param {HTMLElement} pair @param {string} says */
async function save(pair, says) {
  const form = /** @type {HTMLFormElement} */ (one("[data-answers]", pair));
  const body = new FormData(form);
  body.set("says", says);
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body, keepalive: true, headers: { Accept: "application/json" } });
  } catch {
    return failed(pair, words.lost || "");
  }
  if (answer.status === 409) {
    const { said: why } = await answer.json();
    const again = await fetch(form.action.replace(/contestar\/$/, "?parte=1")).then((it) => (it.ok ? it.text() : "")).catch(() => "");
    return failed(pair, why, made(again));
  }
  if (!answer.ok || answer.redirected) return failed(pair, words.gone || "");
  const saved = await answer.json();
  /** @type {HTMLInputElement} */ (form.elements.namedItem("entry")).value = saved.following;
  const known = /** @type {HTMLInputElement} */ (form.elements.namedItem("known"));
  known.value = [known.value, saved.entry].filter(Boolean).join(",");
  said.push({ address: form.dataset.undoAt || "", entry: saved.entry, pair });
  undo.disabled = false;
  told.textContent = `${words.saved} ${saved.said}`;
  room.dataset.saved = String(Number(room.dataset.saved || 0) + 1);
}

/** @param {HTMLElement} pair @param {string} why @param {HTMLElement | null} [again] */
function failed(pair, why, again = null) {
  mark(pair, "");
  const place = seen.indexOf(pair);
  if (again && place >= 0) seen[place] = again;
  at = Math.max(0, place);
  draw();
  warn(why);
}

/** @param {HTMLElement} pair @param {string} says */
function mark(pair, says) {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (pair.querySelectorAll("[data-answers] button"))) {
    button.setAttribute("aria-pressed", String(button.value === says));
  }
}

/** @param {string} says */
function answer(says) {
  const pair = seen[at];
  if (!pair) return;
  warn("");
  mark(pair, says);
  sending = sending.then(() => save(pair, says));
  move();
}

function takeBack() {
  sending = sending.then(async () => {
    const last = said.pop();
    if (!last) return;
    const body = new FormData();
    body.set("entries", last.entry);
    body.set("csrfmiddlewaretoken", /** @type {HTMLInputElement} */ (one("input[name=csrfmiddlewaretoken]")).value);
    const done = await fetch(last.address, { method: "POST", body, keepalive: true, headers: { Accept: "application/json" } }).catch(() => null);
    if (!done?.ok || done.redirected) {
      said.push(last);
      return warn((done?.status === 409 && (await done.json()).said) || words.lost || "");
    }
    if (!last.pair) { location.reload(); return; }
    mark(last.pair, "");
    at = seen.indexOf(last.pair);
    draw();
    told.textContent = words.undone || "";
  });
}

room.addEventListener("submit", (event) => {
  const says = /** @type {SubmitEvent} */ (event).submitter?.getAttribute("value");
  if (!says) return;
  event.preventDefault();
  answer(says);
});
back.addEventListener("click", () => { if (at > 0) { at -= 1; draw(); } });
forward.addEventListener("click", () => { move(); });
undo.addEventListener("click", takeBack);

document.addEventListener("keydown", (event) => {
  const where = /** @type {HTMLElement} */ (event.target);
  if (where.matches("input, textarea, select") || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const button = /** @type {HTMLButtonElement | null} */ (here.querySelector(`[data-key="${CSS.escape(event.key)}"]`));
  if (button) answer(button.value);
  else if (event.key === "j" && !forward.disabled) move();
  else if (event.key === "k" && at > 0) { at -= 1; draw(); }
  else if (event.key === "u") takeBack();
  else if (event.key === "?") one("[data-help]").toggleAttribute("open");
  else return;
  event.preventDefault();
});

if (seen.length) prepare();
