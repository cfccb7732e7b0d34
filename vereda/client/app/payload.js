/* From answers to an entry: the clear payload and the fields of its boxes, as the layout says; and back, for a correction. */

/** @typedef {{ path: string, widget: string, label: any, hint?: any, list?: string, lists?: Record<string, string>, tiles?: any[], item?: string, count?: string,
 *   asks?: Record<string, string>, sums_to?: string, none?: any, filled?: boolean, least?: number, most?: number, required?: boolean, lacking?: any, when?: any, opens?: any, class?: string }} Question */
/** @typedef {Record<string, any>} Answers  by `keyOf(question)` */

/** People of whom nothing is known are in the number, and on no line: nothing is invented. */
const UNKNOWN = ["U", "XX", ""];

/** The place of an answer among the answers. @param {Question} question */
export const keyOf = (question) => (!question.class || question.class === "contact" ? question.path : `${question.class}/${question.path}`);

/** @param {any} value */
export const isEmpty = (value) => value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length);

/** Return whether a question is to be asked, as other answers stand. @param {Question} question @param {Answers} answers @param {Question[]} all */
export function isAsked(question, answers, all) {
  const when = question.when;
  if (!when) return true;
  const other = all.find((one) => one.path === when.path);
  const value = other ? answers[keyOf(other)] : answers[when.path];
  const codes = Array.isArray(value) ? value.map((one) => one.code ?? one) : [value];
  if (when.above !== undefined && when.above !== null) return Number(value || 0) > when.above;
  if (when.any_of?.length) return codes.some((code) => when.any_of.includes(code));
  return codes.includes(when.equals);
}

/** How many people a tally tells of. @param {Array<{ count: number }> | undefined} lines */
export const peopleIn = (lines) => (lines || []).reduce((sum, line) => sum + line.count, 0);

/** Return what is required and not answered. @param {Question[]} questions @param {Answers} answers */
export function missing(questions, answers) {
  return questions.filter((one) => one.required && isAsked(one, answers, questions) && isUnanswered(one, answers, questions));
}

/** The people of a tally, or the number that was said where that is more. @param {Question} question @param {Answers} answers */
export const totalOf = (question, answers) => Math.max(peopleIn(answers[keyOf(question)]), Number(answers[question.sums_to || ""] || 0));

/** @param {Question} question @param {Answers} answers @param {Question[]} questions */
function isUnanswered(question, answers, questions) {
  const value = answers[keyOf(question)];
  if (question.widget === "tally") return !totalOf(question, answers);
  const tallied = questions.find((one) => one.sums_to === question.path);
  if (tallied) return !totalOf(tallied, answers);
  if (question.none && answers[`${keyOf(question)}:none`]) return false;
  return isEmpty(value) || (Array.isArray(value) && value.length < (question.least || 0));
}

/** Return payload and boxes.
 * @param {Question[]} questions @param {Answers} answers @param {string} lang  of free text
 * @returns {{ payload: Record<string, any>, boxes: Array<{ cls: string, fields: Record<string, any> }> }} */
export function compose(questions, answers, lang) {
  /** @type {Record<string, any>} */
  const payload = {};
  /** @type {Record<string, any>} */
  const boxes = {};
  const summed = questions.map((one) => one.sums_to);
  for (const question of questions) {
    if (!isAsked(question, answers, questions) || summed.includes(question.path)) continue;
    const value = answers[keyOf(question)];
    if (question.widget === "tally") tally(question, value, answers, payload);
    else if (!isEmpty(value)) put(question, value, payload, boxes, lang);
  }
  if (boxes.free_text?.attachments?.length && !boxes.free_text.text) Object.assign(boxes.free_text, { text: "(foto)", lang });
  return { payload, boxes: Object.entries(boxes).map(([cls, fields]) => ({ cls, fields })) };
}

/** @param {Question} question @param {any} value @param {any} payload @param {any} boxes @param {string} lang */
function put(question, value, payload, boxes, lang) {
  const cls = question.class || "contact";
  if (question.widget === "place") {
    set(payload, question.path, value.clear);
    if (value.exact && Object.keys(value.exact).length) boxes.whereabouts = { ...boxes.whereabouts, ...value.exact };
    return;
  }
  const target = cls === "contact" ? payload : (boxes[cls] ||= {});
  set(target, question.path, question.widget === "choices" ? codes(question, value) : value);
  if (cls === "free_text" && question.widget === "text") target.lang = lang;
}

/** @param {Question} question @param {Array<any>} lines @param {Answers} answers @param {any} payload */
function tally(question, lines, answers, payload) {
  const known = (lines || []).filter((line) => Object.values(line.values).some((value) => !UNKNOWN.includes(value)));
  if (known.length) set(payload, question.path, known.map((line, at) => ({ line_id: line.line_id || `p${at + 1}`, count: line.count, ...line.values })));
  if (question.sums_to) set(payload, question.sums_to, totalOf(question, answers));
}

/** @param {Question} question @param {Array<any>} chosen */
function codes(question, chosen) {
  if (!question.item) return chosen.map((one) => one.code);
  return chosen.map(({ code, people, ...asked }) => {
    const made = { [question.item || ""]: code, ...asked };
    return question.count && people ? { ...made, [question.count]: people } : made;
  });
}

/** @param {any} target @param {string} path @param {any} value */
function set(target, path, value) {
  const parts = path.split(".");
  const last = /** @type {string} */ (parts.pop());
  for (const part of parts) target = target[part] ||= {};
  target[last] = value;
}

/** @param {any} from @param {string} path */
const get = (from, path) => path.split(".").reduce((here, part) => (here === undefined || here === null ? undefined : here[part]), from);

/** Return the answers that a payload stands for: to repeat it, or to complete it. Boxes are not read back.
 * @param {Question[]} questions @param {Record<string, any>} payload @returns {Answers} */
export function answersOf(questions, payload) {
  /** @type {Answers} */
  const answers = {};
  for (const question of questions) {
    if (question.class && question.class !== "contact") continue;
    const value = get(payload, question.path);
    if (question.widget === "tally") unfold(question, value, payload, answers);
    else if (isEmpty(value)) continue;
    else if (question.widget === "choices") answers[keyOf(question)] = value.map((/** @type {any} */ one) => chosen(question, one));
    else if (question.widget === "place") answers[keyOf(question)] = { clear: value, exact: {} };
    else answers[keyOf(question)] = value;
  }
  return answers;
}

/** @param {Question} question @param {any} one */
function chosen(question, one) {
  if (!question.item) return { code: one };
  const { [question.item]: code, [question.count || "people"]: people, ...rest } = one;
  return people ? { code, people, ...rest } : { code, ...rest };
}

/** @param {Question} question @param {any} lines @param {any} payload @param {Answers} answers */
function unfold(question, lines, payload, answers) {
  const attributes = new Set([...Object.keys(question.lists || {}), ...(question.tiles || []).flatMap((tile) => Object.keys(tile.values))]);
  const list = Array.isArray(lines) ? lines : Object.entries(lines || {}).map(([line_id, line]) => ({ line_id, ...line }));
  const read = list.map((line) => ({ line_id: line.line_id, count: line.count ?? 1, values: Object.fromEntries(Object.entries(line).filter(([name]) => attributes.has(name))) }));
  const total = question.sums_to ? Number(get(payload, question.sums_to) || 0) : 0;
  if (total > peopleIn(read)) read.push({ line_id: "", count: total - peopleIn(read), values: {} });
  answers[keyOf(question)] = read;
}

/** Return what changed between two payloads, in the words of a correction: changed lines and codes, and those taken away by name.
 * @param {Question[]} questions @param {Record<string, any>} before @param {Record<string, any>} after */
export function changes(questions, before, after) {
  /** @type {Record<string, any>} */
  const changed = {};
  for (const question of questions) {
    const names = [question.path, ...(question.sums_to ? [question.sums_to] : [])];
    for (const name of names) {
      const [old, now] = [get(before, name), get(after, name)];
      if (JSON.stringify(old ?? null) === JSON.stringify(now ?? null)) continue;
      const key = question.widget === "tally" && name === question.path ? "line_id" : question.widget === "choices" ? question.item : "";
      if (key && question.path !== "dispositions") listed(changed, name, key, old || [], now || []);
      else if (now !== undefined) set(changed, name, now);
    }
  }
  return changed;
}

/** @param {any} changed @param {string} name @param {string} key @param {any[]} old @param {any[]} now */
function listed(changed, name, key, old, now) {
  const had = new Map(old.map((one) => [one[key], JSON.stringify(one)]));
  const has = new Set(now.map((one) => one[key]));
  const news = now.filter((one) => had.get(one[key]) !== JSON.stringify(one));
  const gone = old.map((one) => one[key]).filter((code) => !has.has(code));
  if (news.length) changed[name] = news;
  if (gone.length) changed[`${name}_removed`] = gone;
}
