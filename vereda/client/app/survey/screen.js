/* Forms that a country or a funder adds: choosing one, answering it offline, sealing it as it is saved. Read when it is first opened. */
import { isoIn, now } from "../clock.js";
import { device } from "../device.js";
import { button, h, onLeave, show } from "../frame.js";
import { alsoWords, language, t } from "../words.js";
import { draft, dropDraft, encountersHere, folio, inForm, keepDraft, reference, save } from "../screens/store.js";
import { savedTo } from "../screens/writing.js";
import { takenApart, walk } from "./asking.js";
import { field } from "./fields.js";

const KIND = "surveys.answered";
const DRAFT_MS = 250;
const SEALED = ["free_text", "health"];

/** Words of a form in the language of the screens, else in its own. @param {any} form @param {Record<string, string>} words */
export function inLanguage(form, words) {
  const mine = Object.entries(words).find(([key]) => key.toLowerCase() === language() || key.toLowerCase().endsWith(`(${language()})`));
  return mine?.[1] || words[form.usual] || Object.values(words)[0] || "";
}

/** The forms that are asked; one that was begun says so. @param {any} _params */
export async function surveys(_params) {
  await alsoWords("survey");
  const forms = /** @type {any[]} */ (/** @type {any} */ (reference()).surveys ?? []);
  const begun = await Promise.all(forms.map((one) => draft(named(one))));
  return show({
    title: t("surveys"), back: () => history.back(),
    body: [h("p", { class: "quiet" }, t("surveys_free")), forms.length ? null : h("p", {}, t("surveys_none")),
      h("div", { class: "stack" }, forms.map((one, at) => button("papers", begun[at] ? t("survey_begun", { what: one.title }) : one.title, () => answer(one), "left")))],
  });
}

/** @param {any} form */
const named = (form) => `survey-${form.subject}-${form.version}`;

/** One form until it is saved. Other answers may change what is asked: then the fields are drawn anew, and the one in hand keeps the focus. @param {any} form */
async function answer(form) {
  const kept = await draft(named(form));
  /** @type {Record<string, any>} */
  const answers = kept?.answers ?? {};
  const at = kept?.at ?? new Date(now()).toISOString();
  const [zone, near] = [(await device()).zone, await encountersHere()];
  let encounter = kept?.encounter ?? "";
  let [timer, isTried, isSaved] = [0, false, false];
  const local = () => isoIn(zone, now());
  const keep = () => { if (!isSaved) void keepDraft(named(form), { answers, at, encounter }); };
  const host = h("div", { class: "form" });
  const drawn = { said: (/** @type {any} */ words) => inLanguage(form, words), changed: (/** @type {boolean} */ isWhole) => { clearTimeout(timer); timer = setTimeout(keep, DRAFT_MS); if (isWhole) setTimeout(draw); } };
  let shown = "";
  const draw = () => {
    const seen = walk(form, answers, local()).asked;
    const looks = JSON.stringify(looksOf(seen, isTried));
    if (looks === shown) return; // nobody is torn from the field that they went on to
    shown = looks;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.q;
    host.replaceChildren(...seen.map((one) => field(one, answers, drawn, isTried)));
    if (focused) /** @type {HTMLElement | null} */ (host.querySelector(`[data-q="${CSS.escape(focused)}"]`))?.focus();
  };
  const finish = async () => {
    const seen = walk(form, answers, local());
    if (seen.wrong.length) {
      isTried = true;
      draw();
      host.querySelector(".wrong-said")?.scrollIntoView({ block: "center" });
      return;
    }
    clearTimeout(timer);
    timer = 0;
    isSaved = true;
    await save({ kind: KIND, at, form: named(form), ...entry(form, seen.answers, encounter) }).catch((why) => { isSaved = false; keep(); throw why; });
    onLeave(() => inForm(false));
    await dropDraft(named(form), false);
    await savedTo(t("survey_saved"));
  };
  inForm(true);
  onLeave(() => { if (timer) { clearTimeout(timer); keep(); } inForm(false); });
  show({
    title: form.title, back: () => history.back(),
    body: [near.length ? which(near, encounter, (value) => { encounter = value; keep(); }) : null, host],
    acts: [button("check", t("save"), finish, "main")],
  });
  draw();
}

/** What of a form is seen to change: what is asked, offered and wrong, and which tiles are chosen. @param {import("./asking.js").Asked[]} asked @param {boolean} isTried @returns {any[]} */
const looksOf = (asked, isTried) => asked.map((one) => [one.path, one.label, one.hint, one.choices.map((choice) => choice.code), one.required, isTried || one.wrong !== "missing" ? one.wrong : "",
  ["select_one", "select_multiple", "geopoint"].includes(one.node.type) ? one.value : "", one.times.map((time) => looksOf(time, isTried))]);

/** The meeting that the answers belong to, or none. @param {any[]} near @param {string} chosen @param {(value: string) => void} turn */
function which(near, chosen, turn) {
  const select = h("select", { "aria-label": t("survey_of"), change: () => turn(/** @type {HTMLSelectElement} */ (select).value) },
    h("option", { value: "" }, t("survey_of_none")), near.map((one) => h("option", { value: one.subject, ...(one.subject === chosen ? { selected: true } : {}) }, folio(one.subject))));
  return h("label", { class: "field" }, h("span", { class: "label" }, t("survey_of")), select);
}

/** Answers as an entry: codes that may be seen in clear, the rest in boxes; of an encounter they are the encounter's. @param {any} form @param {any} answers @param {string} encounter */
export function entry(form, answers, encounter) {
  const parts = takenApart(form, answers);
  const owner = encounter ? { owner: encounter } : {};
  const boxes = SEALED.filter((cls) => parts[cls]).map((cls) => ({ cls, fields: { answers: parts[cls] }, ...owner }));
  const point = Object.values(parts.whereabouts ?? {})[0];
  return {
    payload: { survey: form.subject, form_version: form.version, ...(encounter ? { encounter } : {}), ...(parts.contact ? { answers: parts.contact } : {}) },
    boxes: point ? [...boxes, { cls: "whereabouts", fields: point }] : boxes,
  };
}
