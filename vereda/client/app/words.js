/* The words of the screens: one table a language, complete in both. Labels of codes come from the reference. */

/** @typedef {{ es: string, en?: string, [lang: string]: string | undefined }} Label */

const LANGUAGES = ["es", "en"];
const KEPT = "vereda-language";
/** Both tables: a person is shown what was written in a language that need not be the agent's.
 * @type {Record<string, Record<string, string>>} */
const tables = {};
let chosen = "es";

/** Return the language of the screens: 'es' or 'en'. */
export const language = () => chosen;

/** Read the words of a language; Spanish where nobody chose.
 * @param {string} [lang] */
export async function useLanguage(lang) {
  const wanted = lang || localStorage.getItem(KEPT) || "es";
  chosen = LANGUAGES.includes(wanted) ? wanted : "es";
  if (lang) localStorage.setItem(KEPT, chosen);
  await Promise.all(LANGUAGES.map(async (one) => { tables[one] ||= await (await fetch(`words/${one}.json`)).json(); }));
  document.documentElement.lang = chosen;
}

/** Read the words of screens that are opened later, in both languages. @param {string} name */
export const alsoWords = (name) => Promise.all(LANGUAGES.map(async (one) => { Object.assign((tables[one] ||= {}), await figures(`words/${name}.${one}.json`)); }));
/** Read a table of the app. @param {string} path @returns {Promise<any>} */
export const figures = async (path) => (await fetch(path)).json();

/** Return the words of a key. `{name}` is filled in; 'one|many' is chosen by `n`.
 * @param {string} key
 * @param {Record<string, string | number>} [fill]
 * @param {string} [lang] */
export function t(key, fill = {}, lang = chosen) {
  const text = (tables[lang] || tables[chosen])[key];
  if (text === undefined) throw new Error(`no words for ${key}`);
  const forms = text.split("|");
  const form = forms.length > 1 && fill.n !== 1 ? forms[1] : forms[0];
  return form.replace(/\{(\w+)\}/g, (whole, name) => String(fill[name] ?? whole));
}

/** Return whether there are words for a key, for codes that a newer server may send.
 * @param {string} key */
export const has = (key) => key in (tables[chosen] || {});

/** Return a label of the reference in the language of the screens, or in another one that is asked for.
 * @param {Label | string | undefined} label
 * @param {string} [lang] */
export function said(label, lang = chosen) {
  if (!label) return "";
  return typeof label === "string" ? label : label[lang] || label.es || label.en || "";
}

/** Return hours and minutes of an instant as the phone's owner reads them; with the day when it is not today.
 * @param {string | number | Date} at */
export function hour(at) {
  const when = new Date(at);
  const today = when.toDateString() === new Date().toDateString();
  const time = when.toLocaleTimeString(chosen === "es" ? "es-MX" : "en-GB", { hour: "2-digit", minute: "2-digit", hour12: false });
  return today ? time : `${when.toLocaleDateString(chosen === "es" ? "es-MX" : "en-GB", { day: "numeric", month: "short" })}, ${time}`;
}

/** A local day in words. @param {string | undefined} on */
export const day = (on) => (on ? new Date(`${on}T12:00:00Z`).toLocaleDateString(chosen === "es" ? "es-MX" : "en-GB", { day: "numeric", month: "short", year: "numeric" }) : "");

/** The name of a code in a list of the reference; the code itself where the list does not know it.
 * @param {Array<Label & { code: string, name?: string }> | undefined} list
 * @param {string} code
 * @param {string} [lang] */
export function named(list, code, lang) {
  const row = (list || []).find((one) => one.code === code);
  return row ? said(row, lang) || row.name || code : code;
}
