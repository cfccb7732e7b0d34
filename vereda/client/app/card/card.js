/* A contact card at an encounter: given, or read. The answer is 'noted' and nothing else; no word of it stays on this phone. */
import { utf8 } from "../bytes.js";
import { button, h, once, show } from "../frame.js";
import { paint, qr, SIDE } from "../qr.js";
import { wearAlso } from "../scheme.js";
import { stepper } from "../widgets/simple.js";
import { alsoWords, t } from "../words.js";
import { record } from "../screens/store.js";
import { savedTo } from "../screens/writing.js";
import { BEGINS, completions, fresh, numberOf, parts, readList, typed, WORDS } from "./code.js";
import { canScan, look as lookWith } from "./scan.js";

const KIND = "people.card_noted";
const CLASS = "tracing"; // of the classes that no post opens
const OFFERED = 4;
const CARRIERS_MOST = 9;

/** @typedef {{ nationality?: string }} Who  of the meeting, where all are of one nationality */
/** @type {Promise<any> | null} */
let ready = null;
/** The camera looks on until this is called: a way back on the screen is no other screen. */
let stopLooking = () => {};

/** @param {Who} params */
export async function card(params) {
  ready ??= Promise.all([alsoWords("card"), readList(), wearAlso("card/card.css")]);
  await ready.catch((why) => { ready = null; throw why; }); // the line went before they came: the next tap tries again
  first(params);
}

/** What is said to the person, and the two ways. @param {Who} who */
function first(who) {
  show({
    title: t("card"), back: () => history.back(),
    body: [h("p", { class: "said" }, t("card_say")), h("p", { class: "quiet" }, t("card_free"))],
    acts: [button("ticket", t("card_read"), () => read(who, "shown", 1)), button("hand", t("card_give"), () => give(who), "main")],
    actsLook: "two",
  });
}

/** How many carry it, and whether a printed one is at hand. @param {Who} who */
function give(who) {
  let carriers = 1;
  show({
    title: t("card_give"), back: () => first(who),
    body: [stepper(t("card_carriers"), carriers, "1", (n) => { carriers = Math.max(1, n); }, CARRIERS_MOST), h("p", { class: "quiet" }, t("card_family"))],
    acts: [button("papers", t("card_printed"), () => read(who, "given", carriers)), button("phone", t("card_none"), () => copy(who, carriers), "main")],
    actsLook: "two",
  });
}

/** New words on the screen, to be copied by hand or photographed by their own phone. @param {Who} who @param {number} carriers */
function copy(who, carriers) {
  const code = fresh();
  const picture = /** @type {HTMLCanvasElement} */ (h("canvas", { class: "qr", "data-card": true }));
  show({
    title: t("card_copy"), back: () => give(who),
    body: [h("ol", { class: "card-words", lang: "es" }, code.split(" ").map((word) => h("li", {}, word))), h("p", { class: "said" }, t("card_copy_how")), picture],
    acts: [button("check", t("card_copied"), () => note(who, code, "given", carriers), "main")],
  });
  paint(picture, SIDE, qr(utf8(code)));
}

/** @param {Who} who @param {"given" | "shown"} act @param {number} carriers */
async function read(who, act, carriers) {
  const field = /** @type {HTMLInputElement} */ (h("input", { type: "text", id: "card-words", autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "done", maxlength: 200, lang: "es" }));
  const below = h("div", { class: "stack", "data-offered": true });
  const said = h("p", { class: "quiet", role: "status" }, t("card_type"));
  const done = () => once(field, () => finish(field.value, said, below, field, (code) => note(who, code, act, carriers))); // by key, tap or camera: once
  field.addEventListener("input", () => offer(field, below, said));
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") void done(); });
  const camera = (await canScan()) ? button("camera", t("card_camera"), () => look(field, below, said, done), "left") : null;
  show({
    title: act === "given" ? t("card_give") : t("card_read"), back: () => { stopLooking(); first(who); },
    body: [h("label", { for: "card-words" }, t("card_words")), field, below, said, camera],
    acts: [button("check", t("card_note"), done, "main")],
  });
  field.focus();
}

/** Completions of the word that is being typed. @param {HTMLInputElement} field @param {HTMLElement} below @param {HTMLElement} said */
function offer(field, below, said) {
  const words = parts(field.value);
  const isOpen = /[\p{L}\p{M}]$/u.test(field.value);
  const whole = typed(field.value);
  const last = words[words.length - 1] ?? "";
  said.className = "quiet";
  said.textContent = whole.code ? t("card_fits") : words.length > WORDS ? t("card_many") : t("card_left", { n: WORDS - words.length + Number(isOpen && last.length > 0 && last.length < BEGINS) });
  const some = isOpen && !whole.code && last.length > 1 ? completions(last, OFFERED) : [];
  below.replaceChildren(...some.map((word) => button("", word, () => {
    field.value = `${[...words.slice(0, -1), word].join(" ")} `;
    offer(field, below, said);
    field.focus();
  })));
}

/** @param {string} text @param {HTMLElement} said @param {HTMLElement} below @param {HTMLInputElement} field @param {(code: string) => any} noted */
function finish(text, said, below, field, noted) {
  const { code, wrong, proposed } = typed(text);
  if (code) return noted(code);
  said.className = "wrong-said";
  said.textContent = t(`card_${wrong}`);
  field.focus();
  below.replaceChildren(...proposed.map((one) => button("repeat", one, () => { field.value = one; offer(field, below, said); })));
  return undefined;
}

/** @param {HTMLInputElement} field @param {HTMLElement} below @param {HTMLElement} said @param {() => any} done */
async function look(field, below, said, done) {
  const take = (/** @type {string} */ text) => {
    if (!typed(text).code) return false;
    field.value = text;
    void done();
    return true;
  };
  try {
    stopLooking = await lookWith(below, take);
  } catch {
    said.textContent = t("card_no_camera");
  }
}

/** Write it down: sealed at once, not kept here, and the answer is the same whoever's card it is.
 * @param {Who} who @param {string} code @param {"given" | "shown"} act @param {number} carriers */
async function note(who, code, act, carriers) {
  await record({ kind: KIND, payload: {}, boxes: [{ cls: CLASS, fields: { code: numberOf(code), act, carriers, nationality: who.nationality || "XX" } }] });
  await savedTo(t("card_noted"));
}
