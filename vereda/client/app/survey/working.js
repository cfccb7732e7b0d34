/* Works out a tree of an expression over the answers so far, as the server does (`vereda/surveys/rules/working.py`); both are held to the same table. */

/** @typedef {any[]} Tree */
/** @typedef {{ frames: Record<string, any>[], repeats: string[], around: Record<string, string[]>, now: string, own?: any, choice?: Record<string, string>, nth?: number }} Here */

const DAY = /^\d{4}-\d{2}-\d{2}/;
const DAY_MS = 86400000;

/** An answer as expressions see it. @param {any} value */
export const plain = (value) => (Array.isArray(value) ? value.join(" ") : value && typeof value === "object" ? `${value.lat ?? ""} ${value.lon ?? ""}`.trim() : value ?? "");
/** @param {any} value */
export const isTrue = (value) => (typeof value === "boolean" ? value : Boolean(value) && !Number.isNaN(value));
/** @param {any} value @returns {number} */
export function number(value) {
  if (typeof value === "boolean" || typeof value === "number") return Number(value);
  const text = String(value).trim();
  if (DAY.test(text)) return Math.floor(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY_MS);
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : NaN;
}
/** @param {any} value */
export const textOf = (value) => String(value);

/** The answers of a name seen from here: one, or those of each time of the repeats that are not around here. @param {Here} here @param {string} name @returns {any[]} */
export function values(here, name) {
  const way = here.around[name] ?? [];
  let depth = 0;
  while (depth < Math.min(way.length, here.repeats.length) && way[depth] === here.repeats[depth]) depth += 1;
  let found = [here.frames[depth]];
  for (const repeat of way.slice(depth)) found = found.flatMap((frame) => frame[repeat] ?? []);
  return found.map((frame) => frame[name] ?? "");
}

/** @param {Tree} tree @param {Here} here @returns {any} */
export function worked(tree, here) {
  const [kind, first, second, third] = tree;
  switch (kind) {
    case "num": case "str": return first;
    case "self": return plain(here.own);
    case "up": return "";
    case "col": return here.choice?.[first] ?? "";
    case "ref": { const found = values(here, first); return found.length ? plain(found[0]) : ""; }
    case "neg": return -number(worked(first, here));
    case "op": return operation(first, second, third, here);
    default: return OVER_TREES[first] ? OVER_TREES[first](tree.slice(2), here) : OVER_VALUES[first](...tree.slice(2).map((one) => worked(one, here)));
  }
}

/** @param {string} sign @param {Tree} one @param {Tree} two @param {Here} here */
function operation(sign, one, two, here) {
  const left = worked(one, here);
  if (sign === "and" || sign === "or") return isTrue(left) === (sign === "or") ? isTrue(left) : isTrue(worked(two, here));
  const right = worked(two, here);
  if (sign === "=" || sign === "!=") return same(left, right) === (sign === "=");
  return SIGNS[sign](number(left), number(right));
}

/** @type {Record<string, (a: number, b: number) => boolean | number>} */
const SIGNS = {
  "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b, "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b,
  div: (a, b) => (b ? a / b : NaN), mod: (a, b) => (b ? a % b : NaN),
};

/** @param {any} left @param {any} right */
function same(left, right) {
  if (typeof left === "boolean" || typeof right === "boolean") return isTrue(left) === isTrue(right);
  if (typeof left === "number" || typeof right === "number") return number(left) === number(right);
  return String(left) === String(right);
}

/** @param {Tree} tree @param {Here} here */
const all = (tree, here) => (tree[0] === "ref" ? values(here, tree[1]).map(plain) : [worked(tree, here)]);
/** @param {Tree[]} trees @param {Here} here */
const texts = (trees, here) => trees.flatMap((tree) => all(tree, here)).map(textOf);
/** @param {Tree[]} trees @param {Here} here */
const numbers = (trees, here) => trees.flatMap((tree) => all(tree, here)).filter((one) => one !== "").map(number);

/** Functions that look at the answers themselves, or at only some of what they are given.
 * @type {Record<string, (given: Tree[], here: Here) => any>} */
const OVER_TREES = {
  today: (_, here) => here.now.slice(0, 10), now: (_, here) => here.now, true: () => true, false: () => false,
  if: (given, here) => worked(isTrue(worked(given[0], here)) ? given[1] : given[2], here),
  coalesce: (given, here) => given.map((one) => worked(one, here)).find((one) => one !== "") ?? "",
  position: (_, here) => here.nth ?? 1,
  once: (given, here) => ((here.own ?? "") !== "" ? here.own : worked(given[0], here)),
  count: (given, here) => all(given[0], here).length,
  "count-non-empty": (given, here) => all(given[0], here).filter((one) => one !== "").length,
  sum: (given, here) => numbers(given, here).reduce((sum, one) => sum + one, 0),
  min: (given, here) => { const found = numbers(given, here); return found.length ? Math.min(...found) : NaN; },
  max: (given, here) => { const found = numbers(given, here); return found.length ? Math.max(...found) : NaN; },
  join: (given, here) => texts(given.slice(1), here).join(textOf(worked(given[0], here))),
  concat: (given, here) => texts(given, here).join(""),
};

const words = (/** @type {any} */ text) => textOf(text).split(/\s+/).filter(Boolean);
const whole = (/** @type {string} */ pattern) => { try { return new RegExp(`^(?:${pattern})$`, "u"); } catch { return new RegExp(`^(?:${pattern})$`); } };

/** @param {any} value @param {any} places  0 to 10; others are worth nothing, as on the server */
function rounded(value, places = 0) {
  const many = Math.trunc(number(places));
  const shift = many >= 0 && many <= 10 ? 10 ** many : NaN;
  return Math.floor(number(value) * shift + 0.5) / shift;
}

/** @type {Record<string, (...given: any[]) => any>} */
const OVER_VALUES = {
  selected: (codes, code) => words(codes).includes(textOf(code)),
  "selected-at": (codes, at) => words(codes)[Math.trunc(number(at))] ?? "",
  "count-selected": (codes) => words(codes).length,
  "string-length": (text) => [...textOf(text)].length,
  regex: (text, pattern) => whole(textOf(pattern)).test(textOf(text).slice(0, 400)),
  number, int: (value) => Math.trunc(number(value)),
  round: rounded,
  abs: (value) => Math.abs(number(value)), string: textOf, not: (value) => !isTrue(value), boolean: isTrue,
  "boolean-from-string": (text) => ["true", "1"].includes(textOf(text)),
  contains: (text, piece) => textOf(text).includes(textOf(piece)),
  "starts-with": (text, piece) => textOf(text).startsWith(textOf(piece)), "ends-with": (text, piece) => textOf(text).endsWith(textOf(piece)),
  "normalize-space": (text) => words(text).join(" "),
  substr: (text, begin, end = Infinity) => (Number.isFinite(number(begin)) ? textOf(text).slice(number(begin), Number.isFinite(number(end)) ? number(end) : undefined) : ""),
  date: (value) => textOf(value).slice(0, 10),
};
