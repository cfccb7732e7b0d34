/* What a form asks of somebody who has answered so much of it, and what is wrong with that; as the server says it (`vereda/surveys/rules/asking.py`). */
import { isTrue, plain, textOf, values, worked } from "./working.js";

const TIMES_MOST = 100;
const REFERENCE = /\$\{\s*([A-Za-z_][\w.-]*)\s*\}/g;

/** @typedef {{ node: any, path: Array<string | number>, value: any, label: Record<string, string>, hint: Record<string, string>, choices: any[], required: boolean,
 *   times: Asked[][], fixed: boolean, wrong: string, said: Record<string, string> }} Asked */

/** Walk a form. @param {any} form @param {Record<string, any>} answers @param {string} now  local, ISO 8601
 * @returns {{ asked: Asked[], answers: Record<string, any>, wrong: Asked[] }} */
export function walk(form, answers, now) {
  /** @type {Record<string, any>} */
  const kept = {};
  /** @type {Asked[]} */
  const wrong = [];
  const around = form.around ?? {};

  /** @param {any[]} nodes @param {any} given @param {any} into @param {any} here @param {Array<string | number>} way @returns {Asked[]} */
  function level(nodes, given, into, here, way) {
    const found = [];
    for (const node of nodes) {
      if (node.relevant && !isTrue(worked(node.relevant, here))) continue;
      if (node.type === "group") found.push(row(node, way, here, { times: [level(node.children ?? [], given, into, here, way)] }));
      else if (node.type === "repeat") found.push(repeat(node, given, into, here, way));
      else if (node.type === "calculate") {
        const value = node.calculation ? worked(node.calculation, here) : "";
        if (!["", "NaN"].includes(textOf(value))) into[node.name] = typeof value === "boolean" ? value : textOf(value);
      } else found.push(question(node, given, into, here, way));
    }
    return found;
  }

  /** @param {any} node @param {any} given @param {any} into @param {any} here @param {Array<string | number>} way */
  function repeat(node, given, into, here, way) {
    const frames = Array.isArray(given[node.name]) ? given[node.name] : [];
    const told = node.repeat_count ? textOf(worked(node.repeat_count, here)) : null;
    const many = Math.min(TIMES_MOST, told === null ? frames.length : /^\d{1,5}$/.test(told) ? Number(told) : 0);
    const mine = (into[node.name] = /** @type {any[]} */ ([]));
    const times = [];
    for (let at = 0; at < many; at += 1) {
      const frame = {};
      mine.push(frame);
      times.push(level(node.children ?? [], frames[at] ?? {}, frame, { ...here, frames: [...here.frames, frame], repeats: [...here.repeats, node.name], nth: at + 1 }, [...way, node.name, at]));
    }
    return row(node, way, here, { times, fixed: told !== null });
  }

  /** @param {any} node @param {any} given @param {any} into @param {any} here @param {Array<string | number>} way */
  function question(node, given, into, here, way) {
    let value = given[node.name] ?? "";
    if (isNothing(value) && node.usual && !(node.name in given)) value = node.type === "select_multiple" ? node.usual.split(" ") : node.type === "integer" ? Number(node.usual) : node.usual;
    const choices = (form.lists[node.choices] ?? []).filter((/** @type {any} */ one) => !node.choice_filter || isTrue(worked(node.choice_filter, { ...here, choice: { ...one.columns, name: one.code } })));
    const required = node.type !== "note" && Boolean(node.required) && isTrue(worked(node.required, here));
    let [problem, said] = ["", node.required_said ?? {}];
    if (isNothing(value)) [problem, value] = [required ? "missing" : "", ""];
    else {
      const codes = choices.map((/** @type {any} */ one) => one.code);
      problem = misfit(node.type, value, codes);
      if (!problem && node.constraint && !isTrue(worked(node.constraint, { ...here, own: value }))) [problem, said] = ["constraint", node.constraint_said ?? {}];
    }
    if (value !== "" && problem !== "type" && node.type !== "note") into[node.name] = value;
    const made = row(node, way, here, { value, choices, required, wrong: problem, said });
    if (problem) wrong.push(made);
    return made;
  }

  /** @param {any} node @param {Array<string | number>} way @param {any} here @param {any} more @returns {Asked} */
  function row(node, way, here, more) {
    const filled = (/** @type {Record<string, string>} */ words) => Object.fromEntries(Object.entries(words).map(([key, text]) => [key, text.replace(REFERENCE, (_, name) => textOf(plain(values(here, name)[0] ?? "")))]));
    return { node, path: [...way, node.name], value: "", label: filled(node.label ?? {}), hint: filled(node.hint ?? {}), choices: [], required: false, times: [], fixed: false, wrong: "", said: {}, ...more };
  }

  const asked = level(form.nodes, answers, kept, { frames: [kept], repeats: [], around, now }, []);
  return { asked, answers: kept, wrong };
}

/** @param {any} value */
const isNothing = (value) => value === "" || value === undefined || value === null || (Array.isArray(value) && !value.length);

/** @param {string} type @param {any} value @param {string[]} codes */
function misfit(type, value, codes) {
  if (type === "integer") return Number.isInteger(value) ? "" : "type";
  if (type === "decimal") return typeof value === "number" && Number.isFinite(value) ? "" : "type";
  if (type === "select_one") return codes.includes(value) ? "" : "choice";
  if (type === "select_multiple") return Array.isArray(value) ? (value.every((one) => codes.includes(one)) ? "" : "choice") : "type";
  if (type === "acknowledge") return value === true ? "" : "type";
  return type === "geopoint" ? (typeof value === "object" ? "" : "type") : typeof value === "string" ? "" : "type";
}

const COUNT_MOST = 9999;
/** Whether a value may stand in clear: a code of the list, yes or no, a small whole number; a telephone or a paper is sealed. @param {any} value @param {string[]} codes */
const fits = (value, codes) => [value].flat().every((one) => (typeof one === "string" ? codes.includes(one) : typeof one === "boolean" || (Number.isInteger(one) && Math.abs(one) <= COUNT_MOST)));

/** The answers of each class; a repeat has as many times in each. @param {any} form @param {Record<string, any>} answers @returns {Record<string, Record<string, any>>} */
export function takenApart(form, answers) {
  /** @type {Record<string, string>} */
  const classes = {};
  /** @type {Record<string, string[]>} */
  const codes = {};
  const visit = (/** @type {any[]} */ nodes) => nodes.forEach((node) => {
    classes[node.name] = node.class;
    codes[node.name] = (form.lists[node.choices] ?? []).map((/** @type {any} */ one) => one.code);
    visit(node.children ?? []);
  });
  visit(form.nodes);
  const classOf = (/** @type {string} */ name, /** @type {any} */ value) => (classes[name] === "contact" && !fits(value, codes[name]) ? "free_text" : classes[name] ?? "free_text");
  const isRepeat = (/** @type {any} */ value) => Array.isArray(value) && value.length > 0 && typeof value[0] === "object";
  const of = (/** @type {string} */ cls, /** @type {any} */ told) => Object.fromEntries(Object.entries(told).flatMap(([name, value]) =>
    (isRepeat(value) ? [[name, value.map((/** @type {any} */ one) => of(cls, one))]] : classOf(name, value) === cls && !isNothing(value) ? [[name, value]] : [])));
  const holds = (/** @type {any} */ told) => Object.values(told).some((value) => (isRepeat(value) ? value.some(holds) : !isNothing(value)));
  const found = [...new Set(["free_text", ...Object.values(classes)])].map((cls) => [cls, of(cls, answers)]);
  return Object.fromEntries(found.filter(([, told]) => holds(told)));
}
