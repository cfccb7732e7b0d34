/* Two records after two records, by one key each. The next pair is here before it is needed; an answer is saved at once, by itself. */
import { send } from "./sending.js";

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
/** @type {Promise<HTMLElement | string | null> | null} */
let ahead = null;
const DOUBLE_MS = 350;
let pressed = { what: "", at: -DOUBLE_MS };

/** Fetch the pair after those that are here; null: none is left; words: why nobody knows. @returns {Promise<HTMLElement | string | null>} */
async function fetchNext() {
  const held = seen.slice(-150).map((pair) => pair.dataset.pair).join(",");
  const answer = await fetch(`${room.dataset.next}?sin=${held}`, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.status === 204) return null;
  if (!answer?.ok || answer.redirected) return (answer ? words.over : words.away) || " ";
  return made(await answer.text());
}

/** @param {string} html */
const made = (html) => new DOMParser().parseFromString(html, "text/html").querySelector("[data-pair]");

function prepare() {
  if (at === seen.length - 1) ahead ??= fetchNext();
}

function draw() {
  const pair = seen[at];
  here.replaceChildren(...(pair ? [pair] : []));
  one("[data-none]").hidden = Boolean(pair);
  if (!pair) waits("");
  back.disabled = at <= 0;
  forward.disabled = !pair;
  undo.disabled = !said.length;
  one("[data-head]", here)?.focus({ preventScroll: true });
  if (matchMedia("(max-width: 61.99rem)").matches) here.scrollIntoView({ block: "start" });
  prepare();
}

/** How many wait; none where there is nothing to show: the rest is answered by a detour, or no longer allowed. @param {string} text */
const waits = (text) => { one("[data-waiting]").textContent = (seen[at] && text) || words.zero || ""; };

async function move() {
  if (at < seen.length - 1) { at += 1; draw(); return; }
  let next = await (ahead ??= fetchNext());
  if (typeof next === "string") next = await fetchNext(); // the line may be back
  ahead = null;
  if (typeof next === "string") { if (problem.hidden) warn(next); return; }
  const known = next ? seen.findIndex((pair) => pair.dataset.pair === next.dataset.pair) : -1;
  if (next && known < 0) seen.push(next);
  at = known >= 0 ? known : next ? seen.length - 1 : seen.length;
  draw();
}

/** @param {string} text */
function warn(text) { problem.textContent = text; problem.hidden = !text; }

/** Save one answer; whatever goes wrong brings its pair back.
 * @param {HTMLElement} pair @param {string} says */
async function save(pair, says) {
  const form = /** @type {HTMLFormElement} */ (one("[data-answers]", pair));
  const body = new FormData(form);
  body.set("says", says);
  const answer = await send(form.action, body);
  if (!answer) return failed(pair, words.lost || "");
  if (answer.status === 404) return drop(pair, words.absent || "");
  if (answer.status === 409) {
    const { said: why } = await answer.json();
    const again = await fetch(form.action.replace(/contestar\/$/, "?parte=1")).catch(() => null);
    if (again?.status === 404) return drop(pair, why);
    return failed(pair, why, again?.ok ? made(await again.text()) : null);
  }
  if (!answer.ok || answer.redirected) return failed(pair, words.gone || "");
  const saved = await answer.json();
  /** @type {HTMLInputElement} */ (form.elements.namedItem("entry")).value = saved.following;
  const known = /** @type {HTMLInputElement} */ (form.elements.namedItem("known"));
  known.value = [known.value, saved.entry].filter(Boolean).join(",");
  said.push({ address: form.dataset.undoAt || "", entry: saved.entry, pair });
  undo.disabled = false;
  told.textContent = `${words.saved} ${saved.said}`;
  waits(saved.waiting);
  room.dataset.saved = String(Number(room.dataset.saved || 0) + 1);
}

/** @param {HTMLElement} pair @param {string} why @param {HTMLElement | null} [again] */
function failed(pair, why, again = null) {
  mark(pair, "");
  pressed.what = "";
  const place = seen.indexOf(pair);
  if (again && place >= 0) {
    seen[place] = again;
    for (const one of said) if (one.pair === pair) one.pair = again;
  }
  at = Math.max(0, place);
  draw();
  warn(why);
}

/** Of records that are gone, or may not be shown any more, no name stays here. @param {HTMLElement} pair @param {string} why */
function drop(pair, why) {
  const place = seen.indexOf(pair);
  const isHere = place === at;
  if (place < 0) return warn(why);
  seen.splice(place, 1);
  pair.remove();
  pressed.what = "";
  if (place < at) at -= 1;
  if (isHere && at === seen.length) move();
  else draw();
  warn(why);
}

/** @param {HTMLElement} pair @param {string} says */
function mark(pair, says) {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (pair.querySelectorAll("[data-answers] button"))) button.setAttribute("aria-pressed", String(button.value === says));
}

/** Whether a finger trembles: the second press would answer what nobody has read. @param {string} what @param {number} when  it was pressed */
function isDouble(what, when) {
  const before = pressed;
  pressed = { what, at: when };
  return what === before.what && pressed.at - before.at < DOUBLE_MS;
}

/** @param {string} says @param {number} when */
function answer(says, when) {
  const pair = seen[at];
  if (!pair || isDouble(says, when)) return;
  warn("");
  if (pair.querySelector(`[data-answers] button[aria-pressed="true"][value="${says}"]`)) return void move(); // it was said
  mark(pair, says);
  sending = sending.then(() => save(pair, says)).catch(() => failed(pair, words.lost || ""));
  move();
}

/** @param {Event} event */
function takeBack(event) {
  if (isDouble("undo", event.timeStamp)) return;
  sending = sending.then(async () => {
    const last = said.pop();
    if (!last) return;
    if (!last.pair) return one(`[data-list] [data-entry="${last.entry}"] form button`).click(); // of another sitting: the page says which
    const body = new FormData();
    body.set("entries", last.entry);
    body.set("csrfmiddlewaretoken", /** @type {HTMLInputElement} */ (one("input[name=csrfmiddlewaretoken]")).value);
    const done = await send(last.address, body);
    if (!done?.ok || done.redirected) {
      if (done?.status !== 409) said.push(last); // what somebody took back already is not tried again
      return warn((done?.status === 409 && (await done.json()).said) || (done ? words.gone : words.lost) || "");
    }
    mark(last.pair, "");
    pressed.what = "";
    at = seen.includes(last.pair) ? seen.indexOf(last.pair) : at;
    draw();
    waits((await done.json()).waiting);
    told.textContent = words.undone || "";
  }).catch(() => warn(words.lost || ""));
}

let clickedAt = 0;
room.addEventListener("click", (event) => { clickedAt = event.timeStamp; }, true);
room.addEventListener("submit", (event) => {
  const says = /** @type {SubmitEvent} */ (event).submitter?.getAttribute("value");
  if (!says) return;
  event.preventDefault();
  answer(says, clickedAt);
});
back.addEventListener("click", () => { if (at > 0) { at -= 1; draw(); } });
forward.addEventListener("click", () => { move(); });
undo.addEventListener("click", takeBack);

document.addEventListener("keydown", (event) => {
  const where = /** @type {HTMLElement} */ (event.target);
  if (where.matches("input, textarea, select") || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const button = /** @type {HTMLButtonElement | null} */ (here.querySelector(`[data-key="${CSS.escape(event.key)}"]`));
  if (button) answer(button.value, event.timeStamp);
  else if (event.key === "j" && !forward.disabled) move();
  else if (event.key === "k" && at > 0) { at -= 1; draw(); }
  else if (event.key === "u") takeBack(event);
  else if (event.key === "?") one("[data-help]").toggleAttribute("open");
  else return;
  event.preventDefault();
});

if (seen.length) prepare();
