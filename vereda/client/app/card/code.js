/* The five words of a contact card, as `vereda/people/rules/card.py` has them: drawn, checked, read as people type them. Nothing is looked up. */
import { figures } from "../words.js";

export const WORDS = 5;
const DRAWN = 4;
/** So many letters of a word are enough. */
export const BEGINS = 4;
const DIGITS = 13;
const PROPOSED_MOST = 4;

/** @type {string[]} */
let list = [];
/** @type {Map<string, number>} */
let places = new Map();

/** Read the list, which comes with the app. */
export async function readList() {
  if (list.length) return;
  list = await figures("card/words.json");
  places = new Map(list.map((word, at) => [word.slice(0, BEGINS), at]));
}

/** The inverse of five, so that the fifth word can be solved for. @returns {number} */
const fifth = () => { for (let one = 1; ; one += 1) if ((one * WORDS) % list.length === 1) return one; };

/** The place of the fifth word: the sum of (place in the code) times (place in the list) vanishes. @param {number[]} drawn */
function checkOf(drawn) {
  const sum = drawn.reduce((total, place, at) => total + (at + 1) * place, 0) % list.length;
  return ((list.length - sum) * fifth()) % list.length;
}

/** @param {number[]} code */
const fits = (code) => code.length === WORDS && checkOf(code.slice(0, DRAWN)) === code[DRAWN];
/** @param {number[]} code */
const spoken = (code) => code.map((place) => list[place]).join(" ");

/** A number below the length of the list, each as likely. */
function drawnPlace() {
  const [most, one] = [Math.floor(65536 / list.length) * list.length, new Uint16Array(1)];
  do crypto.getRandomValues(one); while (one[0] >= most);
  return one[0] % list.length;
}

/** Five new words, kept nowhere. @returns {string} */
export function fresh() {
  for (;;) {
    const drawn = Array.from({ length: DRAWN }, drawnPlace);
    const code = [...drawn, checkOf(drawn)];
    if (new Set(code).size === WORDS) return spoken(code);
  }
}

/** @param {string} text */
const plain = (text) => text.slice(0, 200).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
/** The words of what was typed. @param {string} text @returns {string[]} */
export const parts = (text) => plain(text).match(/[a-z]+/g) ?? [];

/** What was typed: the code; or why it is none, of its words alone, and which may be meant.
 * @param {string} text @returns {{ code: string, wrong: string, proposed: string[] }} */
export function typed(text) {
  const said = parts(text);
  if (said.length !== WORDS) return { code: "", wrong: said.length < WORDS ? "few" : "many", proposed: [] };
  const found = said.map((part) => places.get(part.slice(0, BEGINS)));
  const known = /** @type {number[]} */ (found.filter((place) => place !== undefined));
  if (fits(known)) return { code: spoken(known), wrong: "", proposed: [] };
  const meant = new Set((known.length === WORDS ? turned(known) : whole(said, found)).filter(fits).map(spoken));
  return { code: "", wrong: known.length === WORDS ? "check" : "unknown", proposed: meant.size <= PROPOSED_MOST ? [...meant] : [] };
}

/** The same with two words in each other's place. @param {number[]} code @returns {number[][]} */
function turned(code) {
  const made = [];
  for (let one = 0; one < WORDS; one += 1) {
    for (let two = one + 1; two < WORDS; two += 1) {
      const other = [...code];
      [other[one], other[two]] = [code[two], code[one]];
      made.push(other);
    }
  }
  return made;
}

/** Every code of words that one slip makes of what was typed. @param {string[]} said @param {Array<number | undefined>} found @returns {number[][]} */
function whole(said, found) {
  const choices = said.map((part, at) => { const place = found[at]; return place === undefined ? near(part) : [place]; });
  return choices.reduce((/** @type {number[][]} */ made, some) => made.flatMap((one) => some.map((place) => [...one, place])), [[]]);
}

/** @param {string} part @returns {number[]} */
const near = (part) => list.flatMap((word, at) => (isNear(part, word) || isNear(sound(part), sound(word)) ? [at] : []));

/** How a word sounds, as far as whoever writes it down mixes letters up. @param {string} word */
const sound = (word) => word.replace(/h(?!$)/g, "").replace(/v/g, "b").replace(/z|c(?=[ei])/g, "s").replace(/ll/g, "y").replace(/qu(?=[ei])/g, "k").replace(/c/g, "k").replace(/g(?=[ei])/g, "j");

/** Whether a word is another but for one slip. @param {string} one @param {string} other */
function isNear(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [left, right] = [one.slice(at), other.slice(at)];
  return left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1) || (left.slice(0, 2) === [...right.slice(0, 2)].reverse().join("") && left.slice(2) === right.slice(2));
}

/** Words that begin so, to be tapped instead of typed. @param {string} part @param {number} most */
export function completions(part, most) {
  const begins = parts(part).join("");
  return begins ? list.filter((word) => word.startsWith(begins)).slice(0, most) : [];
}

/** A code as it is sealed: every one as long as the others. @param {string} code */
export function numberOf(code) {
  const found = parts(code).map((part) => places.get(part.slice(0, BEGINS)) ?? 0);
  return String(found.slice(0, DRAWN).reduce((number, place) => number * list.length + place, 0)).padStart(DIGITS, "0");
}
