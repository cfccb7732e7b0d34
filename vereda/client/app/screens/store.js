/* The one store of the screens: what the core keeps, named as the screens ask for it. */
import { session } from "../agents.js";
import { device } from "../device.js";
import * as drawer from "../drawer.js";
import { keepPhoto } from "../files.js";
import { touch } from "../idle.js";
import { openWork } from "../openwork.js";
import { record as write } from "../record.js";
import * as core from "../reference.js";
import { onStatus, syncNow } from "../sync.js";

/** @typedef {{ id: string, seq: number, kind: string, subject: string, payload: any, boxes: any[], at: string, form: string, struck?: boolean, shown?: boolean, heads?: string[], isLocked?: boolean }} Written */

/** @type {any} */
let library = null;
/** @type {any} */
let status = { online: false, unsent: 0, refused: 0, lastContact: 0 };
/** @type {any[]} */
let work = [];
let open = false;

/** Read what the screens need at hand. */
export async function refresh() {
  library = await core.reference();
  work = session() ? await openWork() : [];
}

/** Hear of the state of sending. @param {() => void} changed */
export function watch(changed) {
  onStatus((/** @type {any} */ told) => { status = told; changed(); });
}

export const sending = () => status;
export const reference = () => library || { lists: {}, forms: {}, group: {} };
export const layoutOf = (/** @type {string} */ name) => reference().forms?.[name]?.layout;
export const sync = syncNow;

/** The open work, by kind of subject; all without one. @param {string} [kind] */
export const workOf = (kind) => work.filter((one) => !kind || one.kind === kind);

const WORK = { "@missions": "mission", "@alerts": "alert", "@patrols": "patrol", "@encounters": "encounter" };

/** The rows of a list: of the reference, of the open work or of the own group. @param {string} name @returns {any[]} */
export function listOf(name) {
  if (name === "@members") return (reference().group?.members || []).map((/** @type {any} */ one) => ({ code: one.account, name: one.name }));
  if (name === "@adults") return [...listOf("@members"), ...listOf("other_adults")];
  if (name === "@vehicles") return reference().group?.vehicles || [];
  const kind = /** @type {any} */ (WORK)[name];
  if (kind) return mine.filter((one) => one.subject_kind === kind);
  return reference().lists?.[name] || [];
}

/** Records of this shift and of the group that others may name, kept at hand for lists.
 * @type {any[]} */
let mine = [];

/** A short name of a record, as the desk shows it. @param {string} subject */
export const folio = (subject) => subject.slice(-6).toUpperCase();

/** What was written in this shift, newest first, as it stands now. @returns {Promise<Written[]>} */
export async function writtenThisShift() {
  if (!session()) return [];
  const notes = new Map((await drawer.list("note/")).map(({ value }) => [value.subject, value]));
  const rows = (await drawer.list("written/")).map(({ value }) => value);
  const all = rows.map((one) => ({ form: formOf(one.kind), ...one, ...(isFirst(one) ? notes.get(one.subject) : {}) }));
  return all.sort((one, two) => two.seq - one.seq);
}

const isFirst = (/** @type {any} */ one) => Boolean(formOf(one.kind));
/** The form that writes a kind. @param {string} kind */
export const formOf = (kind) => Object.keys(reference().forms || {}).find((name) => layoutOf(name)?.kind === kind) || "";

/** Bring the lists of records up to date. @param {(one: Written) => string} nameOf @param {(item: any) => string} workLine */
export async function refreshMine(nameOf, workLine) {
  const kinds = /** @type {Record<string, string>} */ ({ encounter: "encounter", alert: "alert", patrol: "patrol" });
  mine = (await writtenThisShift()).filter((one) => kinds[one.form] && !one.struck).map((one) => ({ code: one.subject, subject_kind: kinds[one.form], name: nameOf(one) }));
  const own = new Set(mine.map((one) => one.code));
  mine.push(...work.filter((one) => one.is_open && !own.has(one.subject)).map((one) => ({ code: one.subject, subject_kind: one.kind, name: workLine(one) })));
}

/** Encounters that can be completed here: of this shift, and of the day where the agent, or this phone while it was locked, wrote them.
 * @returns {Promise<Written[]>} */
export async function encountersHere() {
  const own = (await writtenThisShift()).filter((one) => one.form === "encounter");
  const known = new Set(own.map((one) => one.subject));
  const mine_ = [session()?.account, (await device())?.device];
  const others = workOf("encounter").filter((one) => one.is_open && !known.has(one.subject) && one.state.by?.some((/** @type {string} */ who) => mine_.includes(who)));
  return [...own.filter((one) => !one.struck), ...others.map((one) => ({ id: one.subject, seq: 0, kind: "", subject: one.subject, payload: one.state, boxes: [], at: one.state.occurred_at, form: "encounter", isLocked: one.state.by.includes(mine_[1]) }))];
}

/** Keep what is known further of something written: the whole as corrected, shown to the person, struck. @param {any} one */
export async function noteWritten(one) {
  const { subject, payload, boxes, struck, shown, childOpened } = one;
  await drawer.put(`note/${subject}`, { subject, payload, boxes, struck, shown, childOpened });
}

/** Record something. @param {any} told */
export async function record(told) {
  const receipt = await write(told);
  void send();
  return receipt;
}

const AGAIN_MS = 2000;
const AGAIN_MOST = 5;

/** Send now; what was written while a round was under way goes with the next one, soon. @param {number} [tries] */
async function send(tries = 0) {
  const { online, unsent } = await sync();
  if (online && unsent && tries < AGAIN_MOST) setTimeout(() => void send(tries + 1), AGAIN_MS);
}

/** Save a form. @param {any} made */
export function save({ kind, subject, payload, boxes, at, locked, form, beside }) {
  return record({ kind, subject, payload, boxes, at: new Date(at), locked, beside, draft: locked ? undefined : `draft/${form}` });
}

/** @param {string} name @returns {Promise<any>} */
export const draft = (name) => drawer.get(`draft/${name}`);
/** @param {string} name @param {any} value */
export const keepDraft = (name, value) => (session() ? drawer.put(`draft/${name}`, value) : Promise.resolve());
/** @param {string} name @param {boolean} [locked] */
export const dropDraft = (name, locked) => (locked || !session() ? Promise.resolve() : drawer.remove(`draft/${name}`));

/** Drafts that were left. @returns {Promise<string[]>} */
export const drafts = async () => (session() ? (await drawer.list("draft/")).map(({ name }) => name.slice("draft/".length)) : []);

/** How many records of first aid are open here. */
export const careOpen = async () => (session() ? (await drawer.list("care/")).filter(({ value }) => value.isOpen).length : 0);
/** Forget what this phone still shows of care at an encounter. @param {string} encounter */
export async function dropCare(encounter) {
  for (const { name, value } of await drawer.list("care/")) if (value.encounter === encounter) await drawer.remove(name);
}

/** How often a session of training was changed. @param {any} one */
export const changesOf = (one) => one.changes.length + Number(Boolean(one.cancelled));
/** Sessions of training that were changed since she looked. @returns {Promise<string[]>} */
export async function trainingNews() {
  const [own, seen] = [await drawer.get("training/own"), (await drawer.get("training/seen")) ?? {}];
  return (own?.told?.sessions ?? []).filter((/** @type {any} */ one) => changesOf(one) > (seen[one.subject] ?? 0)).map((/** @type {any} */ one) => one.subject);
}

/** An open form locks after 15 minutes, everything else after 2. @param {boolean} is */
export function inForm(is) {
  open = is;
  touch();
}
export const minutesToLock = () => (open ? 15 : 2);

/** Encrypt a photograph and keep it for sending. @param {File} file @returns {Promise<any>} */
export const photoOf = (file) => keepPhoto(file);

/** The coarse place and the town of a point: nearest cell and nearest town of the reference.
 * @param {any} from @param {number} lon @param {number} lat */
export function nearest(from, lon, lat) {
  const far = (/** @type {any} */ one) => ((one.lon - lon) * Math.cos((lat * Math.PI) / 180)) ** 2 + (one.lat - lat) ** 2;
  const least = (/** @type {any[]} */ rows) => rows.reduce((best, one) => (best === null || far(one) < far(best) ? one : best), null);
  const [cell, town] = [least(from.lists?.cells || from.cells || []), least(from.lists?.towns || from.towns || [])];
  return { clear: { ...(town ? { state: town.state, municipality: town.code } : {}), ...(cell ? { h3_5: cell.h3_5 } : {}) }, name: town?.name || "" };
}
