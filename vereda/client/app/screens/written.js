/* Exactly what was written, large, with symbols, in the person's language where there are labels; and two answers. */
import { readAloud, stopReading } from "../aloud.js";
import { button, go, h, icon, restart, say, show } from "../frame.js";
import { questionsOf, told } from "../forms.js";
import { answersOf, keyOf } from "../payload.js";
import { session } from "../agents.js";
import { hour, language, said, t } from "../words.js";
import { codeOf } from "../widgets/picker.js";
import { layoutOf, listOf, noteWritten, reference, writtenThisShift } from "./store.js";
import { settled, tellingsAt } from "./conversation.js";
import { strike } from "./encounter.js";
import { namesIn, openOrient } from "./orient.js";

/** Languages of which the reference and the screens have words, as the country's list of languages names them. */
const OURS = /** @type {Record<string, string>} */ ({ spa: "es", eng: "en", es: "es", en: "en" });

/** Who may tell protection (K4). */
const NOTES = ["agent", "case_worker"];
/** Who may write first aid (the same matrix, K3). */
const CARE = ["agent", "paramedic"];
/** Who may ask for legal help (`vereda/access/matrix.csv`, K5). */
const ASK = ["agent", "case_worker", "coordinator"];

/** The question of the last help; null on a phone that has not got the rest of the app yet: what was written is shown all the same. */
const later = () => import("./lasthelp.js").catch(() => null);

/** @param {{ id: string, fresh?: boolean, lang?: string }} params */
export async function written({ id, fresh = false, lang }) {
  await settled();
  const one = (await writtenThisShift()).find((row) => row.id === id);
  if (!one) return restart("tonight");
  const layout = layoutOf(one.form);
  const lines = linesOf(layout, one, lang || spoken(one));
  const shownIn = lines.lang;
  const asking = await later();
  lines.rows.push(...(await toldRows(one, shownIn)), ...((await asking?.answeredRows(one, shownIn)) ?? []));
  const isAsked = Boolean(!fresh && (await asking?.every(one)));
  const isFinal = one.struck || !layout.then?.some((/** @type {any} */ after) => after.kind.endsWith(".struck"));
  const aloud = button("speaker", t("read_aloud", {}, shownIn), () => read([t("what_was_written", {}, shownIn), ...lines.rows.map((row) => row.words)], shownIn), "left");
  const languages = ["es", "en"].filter((other) => other !== shownIn).map((other) => button("", t("in_language", {}, other), () => written({ id, fresh, lang: other })));
  show({
    title: t("what_was_written", {}, shownIn), back: fresh ? null : () => history.back(),
    body: [
      one.struck ? h("p", { class: "alarm" }, t("struck_already", {}, shownIn)) : null,
      h("ul", { class: "shown", lang: shownIn }, lines.rows.map((row) => h("li", {}, icon(row.symbol), h("span", {}, row.words)))),
      h("p", { class: "quiet", lang: shownIn }, t((one.boxes || []).some((box) => box.cls === "identity") ? "place_sealed" : "place_forgotten", {}, shownIn)),
      h("div", { class: "stack" }, aloud, one.struck || one.form !== "encounter" ? null : button("speech", t("orient"), () => openOrient({ encounter: one.subject, people: one.payload.people_met, language: one.payload.language }), "left"),
        one.struck || one.form !== "encounter" || !CARE.includes(session()?.role ?? "") ? null : button("first-aid", t("form_aid"), () => go("aid", { encounter: one.subject }), "left"),
        one.struck || one.form !== "encounter" || !ASK.includes(session()?.role ?? "") ? null : button("scales", t("form_legal"), () => go("legal", { encounter: one.subject }), "left"),
        one.struck || one.form !== "encounter" || !NOTES.includes(session()?.role ?? "") ? null : button("hand", t("form_roadside"), () => go("roadside", { encounter: one.subject }), "left"),
        one.struck || one.form !== "encounter" ? null : button("ticket", t("card"), () => go("card", { nationality: asking?.onlyOne(one.payload) }), "left"),
        isAsked ? button("clock", t("last_help_title"), () => go("lastHelp", { id: one.id }), "left") : null, languages),
      !OURS[spoken(one)] ? h("p", { class: "quiet" }, t("no_labels_in_language")) : null,
    ],
    acts: isFinal ? [button("check", t("ready"), () => restart("tonight"), "main")] : [
      button("undo", t("strike_it", {}, shownIn), () => confirmStrike(one, shownIn), "danger"),
      button("check", t("it_is_right", {}, shownIn), () => right(one), "main"),
    ],
    actsLook: isFinal ? "" : "two",
  });
}

/** The person's language as the layout's language question kept it. @param {any} one */
function spoken(one) {
  const question = questionsOf(layoutOf(one.form)).find((row) => row.widget === "language");
  const code = question ? one.payload[question.path] : "";
  return OURS[code] || code || language();
}

/** @param {any} layout @param {any} one @param {string} wanted */
function linesOf(layout, one, wanted) {
  const lang = OURS[wanted] || language();
  const answers = { ...answersOf(questionsOf(layout), one.payload) };
  for (const box of one.boxes || []) for (const [name, value] of Object.entries(box.fields)) answers[`${box.cls}/${name}`] = value;
  const form = { list: listOf, answers, reference: reference(), purpose: layout.kind };
  const rows = [{ symbol: "clock", words: hour(one.at) }];
  for (const question of questionsOf(layout)) {
    if (question.widget === "tally") rows.push(...tallied(question, answers, lang));
    else if (question.widget === "choices") rows.push(...chosen(question, answers[keyOf(question)] || [], lang));
    else if (question.widget === "place") rows.push({ symbol: "pin", words: placed(one, lang) });
    else if (!questionsOf(layout).some((other) => other.sums_to === question.path)) {
      const words = told(question, /** @type {any} */ (form), lang);
      if (words) rows.push({ symbol: question.opens ? "child" : question.widget === "text" ? "papers" : question.widget === "language" ? "speech" : "person", words: question.widget === "number" || question.widget === "yes_no" ? words : `${said(question.label, lang)}: ${words}` });
    }
  }
  return { lang, rows };
}

/** @param {any} question @param {any} answers @param {string} lang */
function tallied(question, answers, lang) {
  return (answers[keyOf(question)] || []).map((/** @type {any} */ line) => {
    const tile = (question.tiles || []).find((/** @type {any} */ one) => Object.entries(one.values).every(([name, code]) => (line.values[name] || "U") === code));
    const apart = Object.entries(question.lists || {}).filter(([name]) => !(tile && name in tile.values)).map(([name, list]) => rowWords(list, line.values[name], lang)).filter(Boolean);
    return { symbol: "people", words: [`${tile ? said(tile.label, lang) : t("people_title", {}, lang)}: ${line.count}`, ...apart].join(" · ") };
  });
}

/** @param {any} question @param {any[]} value @param {string} lang */
function chosen(question, value, lang) {
  return value.map((one) => {
    const row = listOf(question.list).find((each) => codeOf(each) === one.code);
    return { symbol: row?.symbol || row?.icon || "check", words: `${row ? said(row, lang) || row.name : one.code}${one.people ? ` (${one.people})` : ""}` };
  });
}

/** @param {string} list @param {string | undefined} code @param {string} lang */
function rowWords(list, code, lang) {
  if (!code || ["XX", "U"].includes(code)) return "";
  const row = listOf(list).find((each) => codeOf(each) === code);
  return row ? said(row, lang) || row.name : code;
}

/** @param {any} one @param {string} lang */
function placed(one, lang) {
  const exact = (one.boxes || []).find((/** @type {any} */ box) => box.cls === "whereabouts")?.fields || {};
  if (exact.place) return exact.place;
  return exact.lat ? t("place_point", { n: exact.accuracy_m ?? "?" }, lang) : t("place_coarse", {}, lang);
}

/** @param {string[]} words @param {string} lang */
function read(words, lang) {
  if (!readAloud(words.join(". "), lang)) say(t("no_voice"), "alarm");
}

/** What the people of an encounter were told. @param {any} one @param {string} lang */
async function toldRows(one, lang) {
  const what = await namesIn(lang);
  return (await tellingsAt(one.subject)).map(({ people, topics }) => ({ symbol: "speech", words: t("orient_told", { n: people, what: what(topics) }, lang) }));
}

/** @param {any} one */
async function right(one) {
  stopReading();
  await noteWritten({ ...one, shown: true });
  const isAsked = await (await later())?.isOpen(one); // known before tonight is drawn: no thumb falls on what goes away
  await next(one, t("saved"));
  if (isAsked) await go("lastHelp", { id: one.id });
}

/** After the answer: children alone first, then tonight. @param {any} one @param {string} words */
async function next(one, words) {
  const opens = questionsOf(layoutOf(one.form)).find((question) => question.opens && Number(one.payload[question.path] || 0) > (question.opens.above || 0));
  await restart("tonight");
  if (opens && !one.childOpened) return go("child", { encounter: one.subject, children: one.payload[opens.path] });
  return say(words);
}

/** @param {any} one @param {string} lang */
function confirmStrike(one, lang) {
  show({
    title: t("strike_it", {}, lang), back: () => written({ id: one.id, fresh: true, lang }),
    body: [h("p", { class: "alarm" }, t("strike_means", {}, lang))],
    acts: [button("left", t("no_keep", {}, lang), () => written({ id: one.id, fresh: true, lang })), button("undo", t("strike_now", {}, lang), async () => { await strike(one); await next(one, t("struck")); }, "danger")],
    actsLook: "two",
  });
}
