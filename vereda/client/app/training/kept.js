/** Courses by digest, without right answers; what is the agent's own in the drawer of her shift. */
import { session, unlocked } from "../agents.js";
import { now } from "../clock.js";
import { read } from "../database.js";
import { get, put } from "../drawer.js";
import { practising } from "../practice.js";
import { fetchNamed, reference } from "../reference.js";
import { tell } from "../tabs.js";
import { call } from "../wire.js";
import { language } from "../words.js";

const EVERY = 30 * 60_000; // [ms] what is hers is asked for no more often
const OWN = "training/own";
const key = (/** @type {string} */ code, /** @type {string} */ lang) => `course/${code}/${lang}`;
const parsed = async (/** @type {string} */ name) => { const row = await read("reference", name); return row ? JSON.parse(row.text) : null; };

/** The courses of the house, as they were listed at the last contact. @returns {Promise<any[]>} */
export const courses = async () => (await parsed("courses")) ?? [];
/** A course, where it has not come in this language yet in another one. @param {string} code
 * @returns {Promise<{title: string, goal: string, language: string, modules: any[], questions: any[], [name: string]: any}>} */
export const course = async (code) => (await parsed(key(code, language()))) ?? (await parsed(key(code, "es"))) ?? parsed(key(code, "en"));
/** What is hers, or null before the first contact of the shift.
 * @returns {Promise<{sessions: any[], certificates: any[], attended: any[], may: any[], topics: any, courses: any} | null>} */
export const own = async () => (await get(OWN))?.told ?? null;
/** What is written together with an entry: what the screens say until the server has it. @param {string} name @param {any} value */
export const until = async (name, value) => [[`training/${name}`, value], [OWN, { ...(await get(OWN)), at: 0 }]];

/** Fetch what changed: the list, courses in the language of the screens, what is hers. @param {string} token */
export async function fetchTraining(token) {
  const named = (await reference())?.courses;
  if (!named) return; // a server of before courses
  let isNew = await fetchNamed(token, "courses", "courses", named);
  for (const { code, parts } of await courses()) isNew = (await fetchNamed(token, `course?code=${code}&language=${language()}`, key(code, language()), parts[language()])) || isNew;
  if (isNew) tell("reference");
  if (!session() || practising()) return;
  const kept = await get(OWN);
  if (kept?.at && now() - kept.at < EVERY) return;
  const { account, secret } = unlocked();
  const { status, json } = await call("GET", `training?have=${kept?.hash ?? ""}`, { token, headers: { "X-Vereda-Agent": account, "X-Vereda-Agent-Key": secret } });
  if (status !== 200 || !session() || unlocked().account !== account || practising()) return; // locked meanwhile, or another agent
  await put(OWN, { hash: json.hash, told: json.text ? JSON.parse(json.text) : kept?.told, at: now() });
  if (json.text) tell("openwork");
}

/** Of 100. @param {[number, number]} told  right, asked */
export const percent = ([right, asked]) => Math.round((100 * right) / asked);

/** How a course stands: as the server counted (row), else as it was written here. @param {string} code @returns {Promise<any>} */
export async function standing(code) {
  const [row, here] = [(await own())?.courses[code], await get(`training/${code}`)];
  if (here && here.subject !== row?.subject) return here;
  const has = (/** @type {string} */ moment) => Boolean(row?.[moment] || row?.unmarked.includes(moment) || here?.[moment]);
  return { subject: row?.subject, before: has("before"), after: has("after"), row };
}
