/* The tally of an encounter: one pad at a time, keys 1 to 7, the running total, and a draft that outlives a lost session. */
import { add, draftsOf } from "./desk.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-draft]"));
const tally = /** @type {HTMLElement} */ (document.querySelector("[data-tally]"));

/** @param {string} selector @returns {HTMLElement[]} */
const all = (selector) => /** @type {HTMLElement[]} */ ([...form.querySelectorAll(selector)]);
/** @param {string} name @returns {number} */
const number = (name) => Number(/** @type {HTMLInputElement | null} */ (form.elements.namedItem(name))?.value) || 0;

const chosen = () => /** @type {HTMLInputElement} */ (form.querySelector("[data-nat]:checked"));
/** @returns {HTMLElement | null} */
const panel = () => form.querySelector(`[data-panel="${chosen()?.value}"]`);

function show() {
  for (const one of all("[data-panel]")) one.hidden = one !== panel();
}

function count() {
  let sum = 0;
  for (const one of all("[data-panel]")) {
    let here = 0;
    for (const input of one.querySelectorAll("input[type=number]")) here += Number(/** @type {HTMLInputElement} */ (input).value) || 0;
    const badge = form.querySelector(`[data-nat-count="${one.dataset.panel}"]`);
    if (badge) badge.textContent = here ? String(here) : "";
    sum += here;
  }
  for (const input of all("[data-counts]")) sum += Number(/** @type {HTMLInputElement} */ (input).value) || 0;
  const said = number("people");
  const total = Math.max(said, sum);
  const bodies = number("bodies");
  const output = /** @type {HTMLElement} */ (form.querySelector("[data-total]"));
  output.replaceChildren(strong(total), document.createTextNode(` ${word(form.dataset.people, total)}`));
  if (bodies) output.append(" · ", strong(bodies), ` ${word(form.dataset.bodies, bodies)}`);
  const hint = /** @type {HTMLElement} */ (form.querySelector("[data-sum-hint]"));
  hint.textContent = said > sum && sum ? (hint.dataset.said || "").replace("{n}", String(said - sum)) : "";
  form.querySelector("[data-alone]")?.toggleAttribute("data-off", !number("alone"));
  form.querySelector("[data-bodies]")?.toggleAttribute("data-off", !bodies);
}

/** The word for a number: 'one;many'.
 * @param {string | undefined} forms
 * @param {number} value */
function word(forms, value) {
  const [one, many] = (forms || "").split(";");
  return value === 1 ? one : many;
}

/** @param {number} value */
function strong(value) {
  const made = document.createElement("b");
  made.textContent = String(value);
  return made;
}

/** Give a nationality that has no tile its tile and pad.
 * @param {string} code @param {string} name */
function offer(code, name) {
  let radio = /** @type {HTMLInputElement | null} */ (form.querySelector(`#nat-${code}`));
  if (!radio) {
    const tile = document.createElement("span");
    tile.className = "nat";
    radio = Object.assign(document.createElement("input"), { type: "radio", name: "_nat", id: `nat-${code}`, value: code, className: "sr" });
    radio.setAttribute("data-nat", "");
    const label = Object.assign(document.createElement("label"), { htmlFor: radio.id, textContent: `${name} ` });
    const badge = document.createElement("b");
    badge.setAttribute("data-nat-count", code);
    label.append(badge);
    tile.append(radio, label);
    form.querySelector(".nat.other")?.before(tile);
    const template = /** @type {HTMLTemplateElement} */ (form.querySelector("[data-panel-template]"));
    const made = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    made.dataset.panel = code;
    made.dataset.name = name;
    /** @type {HTMLElement} */ (made.querySelector("legend")).textContent = name;
    for (const input of made.querySelectorAll("input")) {
      input.name = input.name.replace("t:__:", `t:${code}:`);
      input.id = `f-${input.name}`;
      input.closest("[data-step]")?.querySelector("label")?.setAttribute("for", input.id);
    }
    form.querySelector("[data-panels]")?.append(made);
  }
  radio.checked = true;
  show();
  count();
  radio.focus();
}

form.addEventListener("input", () => { count(); keep(); });
form.addEventListener("change", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.matches("[data-nat]")) show();
  if (target.matches("[data-other]")) {
    const select = /** @type {HTMLSelectElement} */ (target);
    if (select.value) offer(select.value, select.selectedOptions[0].textContent || select.value);
    select.value = "";
  }
  const tile = target.closest(".tile");
  if (tile && target.matches("input[type=checkbox]") && !(/** @type {HTMLInputElement} */ (target).checked)) {
    for (const input of tile.querySelectorAll("input[type=number]")) /** @type {HTMLInputElement} */ (input).value = "";
  }
  if (target.matches(".some input") && /** @type {HTMLInputElement} */ (target).value) {
    /** @type {HTMLInputElement} */ (tile?.querySelector("input[type=checkbox]")).checked = true;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { form.requestSubmit(); return; }
  const where = /** @type {HTMLElement} */ (event.target);
  const writes = where.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
  const digit = /^(?:Digit|Numpad)([1-7])$/.exec(event.code);
  if (writes || !digit || event.ctrlKey || event.altKey || event.metaKey) return;
  const input = /** @type {HTMLInputElement | null | undefined} */ (panel()?.querySelector(`[data-key="${digit[1]}"]`));
  if (input) { event.preventDefault(); add(input, event.shiftKey ? -1 : 1); }
});

// The draft lives in this tab only, without names, notes or exact places, and goes when the form is saved.
const KEY = `${draftsOf()}${form.dataset.draft}`;

function keep() {
  /** @type {Record<string, string>} */
  const kept = {};
  for (const element of form.elements) {
    const input = /** @type {HTMLInputElement} */ (element);
    if (!input.name || input.type === "hidden" || input.matches("[data-never-kept]") || input.name.startsWith("_")) continue;
    if (input.type === "checkbox") { if (input.checked) kept[input.name] = "on"; } else if (input.value) kept[input.name] = input.value;
  }
  sessionStorage.setItem(KEY, JSON.stringify(kept));
}

function recover() {
  const kept = JSON.parse(sessionStorage.getItem(KEY) || "{}");
  const counts = Object.keys(kept).filter((name) => /^(t:|s:|sn:|p:|m:|d\d|people|bodies|alone)/.test(name));
  const answered = document.querySelector("[data-first], [data-first-error]");
  if (!counts.length || answered || new URLSearchParams(location.search).has("como")) return;
  for (const code of new Set(counts.filter((name) => name.startsWith("t:")).map((name) => name.split(":")[1]))) {
    const option = /** @type {HTMLOptionElement | null} */ (form.querySelector(`[data-other] option[value="${code}"]`));
    if (!form.querySelector(`#nat-${code}`)) offer(code, option?.textContent || code);
  }
  for (const [name, value] of Object.entries(kept)) {
    const input = /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));
    if (!input || name === "at") continue;
    if (input.type === "checkbox") input.checked = true; else input.value = /** @type {string} */ (value);
  }
  /** @type {HTMLElement} */ (form.querySelector("[data-recovered]")).hidden = false;
}

form.querySelector("[data-forget]")?.addEventListener("click", () => { sessionStorage.removeItem(KEY); location.reload(); });

recover();
const first = all("[data-panel]").find((one) => [...one.querySelectorAll("input")].some((input) => Number(input.value)));
if (first) /** @type {HTMLInputElement} */ (form.querySelector(`#nat-${first.dataset.panel}`)).checked = true;
show();
count();
tally.classList.add("ready");
