/* Telling people of rights, dangers and help: by symbol, in their language, without a network; and noting that they were told. */
import { languages, part, parts, want, doubtOf } from "../guidance.js";
import { button, go, h, icon, overlay, round, say, show } from "../frame.js";
import { tagOf } from "../aloud.js";
import { language, said, t } from "../words.js";
import { conversation, converse, startAgain, takeBack, tellPeople, tellingsAt } from "./conversation.js";
import { reference, sync } from "./store.js";

/** @typedef {import("../guidance.js").Topic} Topic */
/** @typedef {import("../guidance.js").Part} Part */

/** What stands together: name of the words, symbol, which topics. */
const SHELVES = [
  { words: "orient_first", symbol: "lifebuoy", has: (/** @type {Topic} */ one) => Boolean(one.core) || ["call", "kept"].includes(one.kind) },
  { words: "info_right", symbol: "rights", has: (/** @type {Topic} */ one) => one.kind === "right" },
  { words: "info_danger", symbol: "danger", has: (/** @type {Topic} */ one) => one.kind === "danger" },
  { words: "info_helper", symbol: "hand", has: (/** @type {Topic} */ one) => one.kind === "service" },
  { words: "orient_procedure", symbol: "papers", has: (/** @type {Topic} */ one) => one.kind === "procedure" },
  { words: "info_number", symbol: "phone", has: (/** @type {Topic} */ one) => one.kind === "number" },
];
const PEOPLE_MOST = 10_000;
let shelf = "orient_first";

/** Open it from anywhere. @param {import("./conversation.js").Where} [where] */
export async function openOrient(where = {}) {
  converse(where);
  shelf = "orient_first";
  await go("orient");
}

/** The zone of the post, by whose day a check is over. */
export const zone = () => reference().zone;

/** What stands over a text that nobody answers for today: in the person's language and in the agent's. @param {Part} of */
export const bandOf = (of) => [...new Set([of.band, t("demo_band")])].join(" · ");

/** How a topic is called on the agent's screen. @param {Topic} one @param {string} [lang] */
export const nameOf = (one, lang) => said(/** @type {any} */ (one), lang);

/** Return how topics are called, in one line. @param {string} [lang] @returns {Promise<(codes: string[]) => string>} */
export async function namesIn(lang) {
  const names = new Map((await parts()).flatMap((of) => of.topics.map((one) => [one.code, nameOf(one, lang)])));
  return (codes) => codes.map((one) => names.get(one) ?? one).join(", ");
}

/** @param {any} _params */
export async function orient(_params) {
  const here = conversation();
  const of = (await part(here.language)) ?? (await parts())[0];
  if (!of) return show({ title: t("orient"), back: () => history.back(), body: [h("p", { class: "alarm" }, t("orient_none"))] });
  here.language = of.language;
  const shelves = SHELVES.filter((one) => of.topics.some(one.has));
  const chosen = shelves.find((one) => one.words === shelf) ?? shelves[0];
  const rows = chosen ? of.topics.filter(chosen.has) : [];
  const noted = here.where.encounter ? await tellingsAt(here.where.encounter) : here.noted;
  const what = await namesIn();
  return show({
    title: t("orient"), back: () => history.back(), band: rows.some((one) => doubtOf(one, of, zone())) ? bandOf(of) : "", only: "orient",
    body: [
      here.isResumed ? h("div", { class: "said" }, h("p", {}, t("orient_before", { what: what(here.shown.map((one) => one.topic)) })), button("person", t("orient_again"), async () => { startAgain(); await orient({}); })) : null,
      noted.map((one) => h("div", { class: "said told-row", role: "status" }, h("span", {}, t("orient_told", { n: one.people, what: what(one.topics) })), button("undo", t("orient_take_back"), async () => { await takeBack(one); await orient({}); say(t("orient_taken_back")); }))),
      h("button", { type: "button", class: "row", "data-k": "language", click: chooseLanguage }, icon("speech"), h("b", { class: "what", lang: tagOf(of.language) }, of.name), h("span", {}, t("change_place")), icon("right")),
      shelves.length > 1 ? h("div", { class: "tiles" }, shelves.map((one) => h("button", { type: "button", class: "tile", "data-shelf": one.words, "aria-pressed": String(one === chosen), click: async () => { shelf = one.words; await orient({}); } }, icon(one.symbol), h("span", {}, t(one.words))))) : null,
      h("div", { class: "tiles two topics" }, rows.map((one) => tile(one, of))),
    ],
    acts: here.shown.length ? tellBar(what) : [],
  });
}

/** A topic by its symbol, called as the person calls it; below, as the agent does. @param {Topic} one @param {Part} of */
function tile(one, of) {
  const isShown = conversation().shown.some((other) => other.topic === one.code && other.language === of.language);
  return h("button", { type: "button", class: "tile", "data-topic": one.code, "aria-pressed": String(isShown), click: () => go("topic", { code: one.code }) },
    icon(one.icon), h("span", { lang: tagOf(of.language) }, one.title),
    tagOf(of.language) === language() ? null : h("small", {}, nameOf(one)),
    doubtOf(one, of, zone()) ? h("small", { class: "tag" }, t("orient_unsure")) : null);
}

/** What was shown, to how many, and the one tap. @param {(codes: string[]) => string} what */
function tellBar(what) {
  const here = conversation();
  const most = here.where.encounter ? Math.max(1, here.where.people || 1) : PEOPLE_MOST;
  const words = h("span", {});
  const paint = () => { words.textContent = t("orient_tell", { n: here.people }); };
  const step = (/** @type {number} */ by) => () => { here.people = Math.min(most, Math.max(1, here.people + by)); paint(); };
  const key = (/** @type {string} */ symbol, /** @type {number} */ by) => round(symbol, t(by < 0 ? "take_one" : "add_more", { n: 1 }), step(by), "button");
  const tell = button("check", "", async () => { await tellPeople(); await orient({}); }, "main");
  tell.querySelector("span")?.replaceWith(words);
  paint();
  return [h("p", { class: "quiet shown-now" }, t("orient_shown", { what: what(here.shown.map((one) => one.topic)) })), h("div", { class: "tell" }, key("minus", -1), tell, key("plus", 1))];
}

/** Languages by their own name, large: the person may point at one. */
async function chooseLanguage() {
  const [known, kept] = [await languages(), new Set((await parts()).map((one) => one.language))];
  const picked = await overlay((close) => [
    h("header", { class: "top" }, h("h1", { tabindex: "-1" }, t("orient_language"))),
    h("main", {}, h("div", { class: "stack tongues" }, known.map((one) => button(kept.has(one.language) ? "speech" : "upload", one.name, () => close(one), "left")))),
    h("div", { class: "acts" }, button("left", t("back"), () => close(null))),
  ]);
  if (!picked) return;
  if (!kept.has(picked.language)) { await fetchNow(picked); return; }
  conversation().language = picked.language;
  await orient({});
}

/** A language that this phone does not hold yet: it is kept from now on, and comes with the next contact.
 * @param {import("../guidance.js").Named} one */
async function fetchNow(one) {
  await want(one.language);
  say(t("orient_not_here", { name: one.name }), "alarm");
  await sync(false, true);
  if (!(await part(one.language))) return;
  conversation().language = one.language;
  await orient({});
}
