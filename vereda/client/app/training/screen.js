/* Training on the phone: courses, sessions, certificates, what may be done on this shift. All of it works without a line. */
import { fromBase64 } from "../bytes.js";
import { canScan, look } from "../card/scan.js";
import { localDay, now } from "../clock.js";
import { get, put } from "../drawer.js";
import { button, go, h, icon, onLeave, restart, say, show } from "../frame.js";
import { uuid7 } from "../ids.js";
import { paint } from "../qr.js";
import { changesOf, draft, drafts, inForm, keepDraft, record, reference, trainingNews } from "../screens/store.js";
import { wearAlso } from "../scheme.js";
import { row } from "../screens/tonight.js";
import { alsoWords, day, language, said, t } from "../words.js";
import { course, courses, own, percent, standing, until } from "./kept.js";

const SOON = 60; // [days] before the end of a certificate
/** What the square in the room holds: the session, and the code of the day. */
const SHOWN = /([0-9a-f-]{36})\/llegue\/\?c=([A-Z2-7]{8})$/;
/** @type {Record<string, (params: any) => any>} */
const VIEWS = { can, certificate, read, session, test };
/** @type {Promise<any> | null} */
let ready = null;

/** Show the screen of training, or one of those behind it. @param {any} params */
export async function open(params) {
  ready ??= Promise.all([alsoWords("training"), wearAlso("card/card.css")]);
  await ready.catch((why) => { ready = null; throw why; }); // the line went before they came: the next tap tries again
  return (VIEWS[params.view] ?? home)(params);
}

const to = (/** @type {string} */ view, /** @type {any} */ more = {}) => () => go("lesson", { view, ...more });
const today = () => localDay(reference().zone, now());
const rows = (/** @type {string} */ title, /** @type {any[]} */ all) => (all.length ? [h("h2", {}, t(title)), h("ul", { class: "rows" }, all.map((one) => h("li", {}, one)))] : null);
const isSoon = (/** @type {string} */ until_) => Date.parse(until_) - Date.parse(today()) <= SOON * 86_400_000;
/** Until when something holds. @param {string | null} end @returns {string} */
const worth = (end) => (end ? t(end < today() ? "training_ended" : isSoon(end) ? "training_ends_soon" : "training_holds", { on: day(end) }) : t("training_no_end"));

/** @param {any} _params */
async function home(_params) {
  const [told, all, begun, news, camera] = [await own(), await courses(), await drafts(), await trainingNews(), await canScan()];
  const { sessions, certificates, attended } = told ?? { sessions: [], certificates: [], attended: [] };
  const lines = await Promise.all(all.map(async (one) => {
    const [{ before, after, row: counted }, left] = [await standing(one.code), begun.some((name) => name.startsWith(`training-${one.code}-`))];
    const how = left ? "training_go_on" : counted?.after ? (counted.passed ? "training_passed" : "training_not_passed") : after ? "training_waits" : before ? "training_after" : "";
    return row(counted?.passed ? "check" : "leaflet", `${said(one.title)}${how ? ` · ${t(how)}` : ""}`, to("read", { code: one.code }), left ? "hot" : "");
  }));
  return show({
    only: "training", title: t("training"), isCounted: false, back: () => restart("tonight"),
    body: [
      told ? null : h("p", { class: "said" }, t("training_not_here")),
      rows("training_sessions", sessions.map((one) => row("clock", `${said(one.title)} · ${one.cancelled ? t("training_cancelled", { on: day(one.cancelled) }) : day(one.begins)}`, to("session", { subject: one.subject }), news.includes(one.subject) ? "hot" : ""))),
      rows("training_courses", lines),
      rows("training_certificates", certificates.map((one) => row("papers", `${said(one.title)} · ${one.revoked ? t("training_revoked", { on: day(one.revoked) }) : worth(one.until)}`, to("certificate", { subject: one.subject })))),
      rows("training_attended", attended.map((one) => h("p", {}, [day(one.on), said(one.title), one.before && one.after ? `${percent(one.before)} → ${percent(one.after)}` : ""].filter(Boolean).join(" · ")))),
      camera ? h("div", { class: "stack", "data-look": true }, button("camera", t("training_camera"), lookAt, "left")) : null,
    ],
    acts: [button("check", t("training_can"), to("can"), "main")],
  });
}

/** What she may do on this shift, what ends soon, and what brings what is missing. @param {any} _params */
async function can(_params) {
  const told = await own();
  const block = (/** @type {any} */ one) => {
    const isAble = !one.missing.length && !(one.until && one.until < today()); // it may have ended since the last contact
    const next = isAble ? null : told.sessions.find((other) => !other.is_over && other.topics.some((/** @type {string} */ topic) => one.missing.includes(topic)));
    return h("div", { class: "block", "data-duty": one.duty, "data-able": String(isAble) }, h("h2", {}, icon(isAble ? "check" : "minus"), " ", said(one.label)),
      h("p", { class: isAble && !(one.until && isSoon(one.until)) ? "" : "wrong-said" }, one.missing.length ? t("training_missing", { what: one.missing.map((/** @type {string} */ code) => said(told.topics[code])).join(", ") }) : worth(one.until)),
      next ? row("clock", `${said(next.title)} · ${day(next.begins)}`, to("session", { subject: next.subject })) : null,
      one.shift === null ? null : h("p", { class: "quiet" }, t("training_on_shift", { n: one.shift })));
  };
  show({ title: t("training_can"), back: () => history.back(), body: told ? [h("p", { class: "said" }, t("training_can_why")), told.may.map(block)] : [h("p", { class: "alarm" }, t("training_not_here"))] });
}

/** @param {{ subject: string }} params */
async function certificate({ subject }) {
  const one = (await own())?.certificates.find((other) => other.subject === subject);
  if (!one) return restart("training");
  const picture = /** @type {HTMLCanvasElement} */ (h("canvas", { class: "qr", role: "img", "aria-label": one.folio, "data-square": true }));
  if (one.bits) paint(picture, one.side, [...fromBase64(one.bits)].flatMap((byte) => [...byte.toString(2).padStart(8, "0")].map(Number)).slice(0, one.side ** 2));
  return show({
    title: said(one.title), back: () => history.back(),
    body: [h("p", { class: "said" }, one.revoked ? t("training_revoked", { on: day(one.revoked) }) : worth(one.until)), one.bits ? picture : h("p", { class: "quiet" }, t("training_not_here")), h("p", {}, `${one.folio} · ${day(one.on)}`), h("p", { class: "quiet" }, t("training_verify"))],
  });
}

/** A session: what was changed, and the code of the day. @param {{ subject: string }} params */
async function session({ subject }) {
  const one = (await own())?.sessions.find((other) => other.subject === subject);
  if (!one) return restart("training");
  await put("training/seen", { ...(await get("training/seen")), [subject]: changesOf(one) });
  const arrived = await get(`training/arrived/${subject}`);
  const waits = arrived && arrived !== one.claimed;
  const facts = (/** @type {any} */ of) => [of.begins && day(of.begins), of.ends !== of.begins && of.ends && day(of.ends), of.place, of.given_by].filter(Boolean).join(" · ") || "—";
  const isNow = !one.cancelled && !one.there && !waits && one.begins <= today() && today() <= one.ends;
  const field = /** @type {HTMLInputElement} */ (h("input", { class: "code", type: "text", id: "day-code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 12 }));
  const typed = () => {
    const code = field.value.toUpperCase().replace(/[\s-]/g, "");
    return /^[A-Z2-7]{8}$/.test(code) ? note(subject, code) : say(t("training_code_wrong"), "wrong-said");
  };
  return show({
    title: said(one.title), back: () => history.back(),
    body: [
      one.cancelled ? h("p", { class: "alarm" }, t("training_cancelled", { on: day(one.cancelled) })) : null,
      one.changes.map((/** @type {any} */ told) => h("p", { class: "alarm", "data-change": told.why }, t("training_change", { was: facts(told.was), now: facts(told.now), why: said(told.label) }))),
      h("p", { class: "block" }, facts(one)),
      one.there || waits || one.claimed ? h("p", { class: "said" }, t(one.there ? "training_there" : waits ? "training_kept" : "training_unknown")) : null,
      isNow ? [h("label", { for: "day-code" }, t("training_code")), field] : null,
    ],
    acts: isNow ? [button("check", t("training_arrived"), typed, "main")] : [],
  });
}

/** Who made the code looks at it when it arrives. @param {string} subject @param {string} code */
async function note(subject, code) {
  await record({ kind: "training.arrived", payload: { session: subject, code, group: reference().group.code }, keep: await until(`arrived/${subject}`, code) });
  await restart("training");
  say(t("training_kept"));
}

/** Read the square in the room. */
const lookAt = () => look(/** @type {Element} */ (document.querySelector("[data-look]")), (text) => { const found = SHOWN.exec(text); if (found) void note(found[1], found[2]); return Boolean(found); })
  .catch(() => say(t("training_no_camera"), "wrong-said"));

const LETTERS = "abcde";
const long = () => { inForm(true); onLeave(() => inForm(false)); };
const each = (/** @type {string} */ tag, /** @type {string[]} */ all) => all.map((words) => h(tag, {}, words));
const named = (/** @type {string} */ code, /** @type {string} */ moment) => `training-${code}-${moment}`;

/** @param {{ code: string }} params */
async function read({ code }) {
  const [of, how] = [await course(code), await standing(code)];
  if (!of) return show({ title: t("training"), back: () => history.back(), body: [h("p", { class: "alarm" }, t("training_not_here"))] });
  const [isDone, counted] = [how.before && how.after, how.row];
  const moment = how.before && !isDone ? "after" : "before";
  const told = ["before", "after"].filter((one) => how[one]).map((one) => h("p", {}, `${t(`training_${one}`)}: `, counted?.[one] ? t("training_of_hundred", { n: percent(counted[one]) }) : t("training_waits")));
  const part = (/** @type {any} */ one) => h("details", { "data-module": one.code }, h("summary", { class: "fold" }, h("b", { class: "what" }, one.title)),
    h("article", { class: "telling" }, h("ul", { class: "quiet" }, each("li", one.goals)), each("p", one.text), h("ul", { class: "said" }, each("li", one.points))));
  long();
  return show({
    title: of.title, back: () => history.back(), band: of.in_review ? t("training_review") : "",
    body: [h("p", {}, of.goal), h("div", { class: "said", "data-standing": true }, told.length ? told : t("training_how"), counted?.after ? h("p", {}, t(counted.passed ? "training_passed" : "training_not_passed")) : null),
      h("div", { lang: of.language }, of.modules.map(part), counted?.right ? h("details", { "data-right": true }, h("summary", { class: "fold" }, h("b", {}, t("training_right"))), of.questions.map((one) => rightOf(one, counted.right[one.code]))) : null),
      h("p", { class: "quiet source" }, t("orient_source", { what: [...of.sources, ...of.materials].join(" · ") }))],
    acts: [button("papers", t((await draft(named(code, moment))) ? "training_go_on" : `training_${moment}`), () => go("lesson", { view: "test", code, moment }), "main")],
  });
}

/** @param {any} one @param {any} right */
const rightOf = (one, right) => (right ? h("div", { class: "block" }, h("b", {}, one.ask), h("p", {}, icon("check"), " ", one.options[LETTERS.indexOf(right.answer)]), h("p", { class: "quiet" }, right[language()])) : null);

/** All questions; each tap is kept. @param {{ code: string, moment: string }} params */
async function test({ code, moment }) {
  const of = await course(code);
  const name = named(code, moment);
  const left = await draft(name);
  /** @type {Record<string, string>} */
  const answers = left?.revision === of.revision ? left.answers : {};
  const sum = h("span", { class: "sum", role: "status" });
  const count = () => sum.replaceChildren(h("b", {}, Object.keys(answers).length), `/ ${of.questions.length}`);
  const tap = (/** @type {string} */ question, /** @type {string} */ letter) => async (/** @type {any} */ event) => {
    answers[question] = letter;
    for (const tile of event.currentTarget.parentElement.children) tile.setAttribute("aria-pressed", String(tile === event.currentTarget));
    count();
    await keepDraft(name, { answers, revision: of.revision });
  };
  const send = async () => {
    const isFirst = moment === "before";
    const subject = isFirst ? uuid7() : (await standing(code)).subject;
    const all = Object.fromEntries(of.questions.map((one) => [one.code, answers[one.code] ?? ""]));
    const answered = { kind: "training.answered", subject, payload: { moment, revision: of.revision, answers: all } };
    const { revision, topics, hours } = of;
    const taken = { kind: "training.course_taken", subject, payload: { course: code, revision, topics, hours, group: reference().group.code } };
    await record({ ...(isFirst ? { ...taken, beside: [answered] } : answered), draft: `draft/${name}`, keep: await until(code, { subject, before: true, after: !isFirst }) });
    await restart("training");
    say(t("training_kept"));
  };
  count();
  long();
  show({
    title: t(`training_${moment}`), back: () => history.back(),
    body: [h("p", { class: "said" }, t("training_counted_later")), of.questions.map((one, at) =>
      h("fieldset", { class: "step tiles one", "data-question": one.code, lang: of.language }, h("legend", {}, `${at + 1}. ${one.ask}`), one.options.map((/** @type {string} */ words, /** @type {number} */ nth) =>
        h("button", { type: "button", class: "tile wide", "data-answer": LETTERS[nth], "aria-pressed": String(answers[one.code] === LETTERS[nth]), click: tap(one.code, LETTERS[nth]) }, h("span", {}, words)))))],
    acts: [sum, button("upload", t("save"), send, "main")], actsLook: "two",
  });
}
