/* Of one party in so many, and the program says of which: when did a group last help you? One tap, or 'no answer'. */
import { ANSWERED, NONE, askedEvery, byNationality, left, standing } from "../asking.js";
import { button, h, restart, show } from "../frame.js";
import { named, t } from "../words.js";
import { stepper } from "../widgets/simple.js";
import { listOf, record, reference, writtenThisShift } from "./store.js";
import { savedTo } from "./writing.js";

/** @typedef {import("../asking.js").Answer} Answer */

const WORDS = /** @type {Record<string, string>} */ ({
  never: "last_help_never", week: "last_help_week", month: "last_help_month", year: "last_help_year", longer: "last_help_longer", none: "last_help_none",
});

/** What of a party's answers stands on this phone. @param {any[]} rows  of this shift @param {string} subject @returns {Answer[]} */
const answersAt = (rows, subject) => standing(rows.filter((one) => one.kind === ANSWERED && one.subject === subject).map((one) => one.payload.answers));

/** Return one in how many this party is, where it is to be asked; else 0. A server that does not know the question never has it asked.
 * @param {any} one */
export async function every(one) {
  const { asking, group, kinds } = reference();
  if (one.form !== "encounter" || one.struck || !kinds?.[ANSWERED]) return 0;
  return askedEvery(asking, one.subject, group.code, one.payload);
}

/** Whether somebody of a party is still to be asked. @param {any} one */
export async function isOpen(one) {
  return Boolean(await every(one)) && left(one.payload, answersAt(await writtenThisShift(), one.subject)).size > 0;
}

/** The nationality of a meeting where all are of one, as the desk has it. @param {any} met @returns {string | undefined} */
export function onlyOne(met) {
  const all = [...byNationality(met).keys()];
  return all.length === 1 ? all[0] : undefined;
}

/** What was answered, for the screen of what was written. @param {any} one @param {string} lang */
export async function answeredRows(one, lang) {
  return answersAt(await writtenThisShift(), one.subject).map((said) => ({
    symbol: "clock", words: t("last_help_told", { n: said.people, what: t(WORDS[said.answer], {}, lang), who: who(said.nationality, lang) }, lang),
  }));
}

/** @param {string} code @param {string} [lang] */
const who = (code, lang) => (code === "XX" ? t("not_known", {}, lang) : named(listOf("nationalities"), code, lang));

/** The card. @param {{ id: string }} params */
export async function lastHelp({ id }) {
  const rows = await writtenThisShift();
  const one = rows.find((row) => row.id === id);
  const k = one ? await every(one) : 0;
  if (!one || !k) return restart("tonight");
  const stands = answersAt(rows, one.subject);
  const open = left(one.payload, stands);
  return open.size ? ask(one, k, open) : again(one, k, stands);
}

/** @param {any} one @param {number} k @param {Map<string, number>} open  of whom it is not answered yet */
function ask(one, k, open) {
  const total = [...open.values()].reduce((sum, people) => sum + people, 0);
  let of = open.size === 1 ? [...open.keys()][0] : "";
  let people = total;
  const note = async (/** @type {string} */ answer) => {
    const whole = !of || people >= (open.get(of) ?? 0);
    const answers = [...open].filter(([code]) => !of || code === of).map(([nationality, all]) => ({ answer, nationality, people: whole ? all : people }));
    await tell(one, k, answers);
    const rest = left(one.payload, answersAt(await writtenThisShift(), one.subject));
    if (rest.size) ask(one, k, rest);
    else await savedTo(t("last_help_noted"));
  };
  const host = h("div", {});
  const draw = () => {
    const most = of ? (open.get(of) ?? 0) : total;
    people = most;
    const choices = open.size < 2 ? [] : ["", ...open.keys()].map((code) => h("button", {
      type: "button", class: "tile", "data-k": code || "all", "aria-pressed": String(of === code), click: () => { of = code; draw(); },
    }, code ? `${who(code)} (${open.get(code)})` : t("last_help_all")));
    const number = of && most > 1 ? stepper(t("last_help_for"), most, "", (value) => { people = Math.max(1, value); }, most) : null;
    host.replaceChildren(...(choices.length ? [h("div", { class: "tiles" }, choices)] : []), ...(number ? [number] : []));
  };
  draw();
  show({
    title: t("last_help_title"), back: () => restart("tonight"),
    body: [
      h("p", { class: "question" }, t("last_help_question")),
      h("p", { class: "quiet" }, t("last_help_hint")),
      host,
      h("div", { class: "stack", "data-last-help": total }, Object.keys(WORDS).filter((answer) => answer !== NONE).map((answer) => button("", t(WORDS[answer]), () => note(answer), "left"))),
    ],
    acts: [button("right", t("last_help_skip"), () => note(NONE))],
  });
}

/** All have answered: what stands, and the way to say it anew. @param {any} one @param {number} k @param {Answer[]} stands */
function again(one, k, stands) {
  show({
    title: t("last_help_title"), back: () => history.back(),
    body: [h("ul", { class: "shown" }, stands.map((said) => h("li", {}, h("span", {}, t("last_help_told", { n: said.people, what: t(WORDS[said.answer]), who: who(said.nationality) })))))],
    acts: [
      button("undo", t("last_help_drop"), async () => {
        await tell(one, k, stands.map((said) => ({ ...said, people: -said.people })));
        await lastHelp({ id: one.id });
      }),
      button("check", t("ready"), () => restart("tonight"), "main"),
    ],
    actsLook: "two",
  });
}

/** @param {any} one @param {number} k @param {Answer[]} answers */
const tell = (one, k, answers) => record({ kind: ANSWERED, subject: one.subject, payload: { every: k, answers }, at: one.at });
