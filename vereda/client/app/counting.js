/** Counting by taps: a tap is in the drawer before the next one, and becomes part of one entry for many taps.
 *
 * Each bundle of taps has its entry's id from its first tap, and is taken out of the drawer in the moment in which the entry is
 * written: killed at any time, a bundle is written once. Sums of several phones are made where their entries meet.
 */

import { now } from "./clock.js";
import { device } from "./device.js";
import { get, list, put, remove } from "./drawer.js";
import { uuid7 } from "./ids.js";

export const KIND = "gatherings.counted";
export const BUNDLE_TAPS = 25;
export const BUNDLE_MS = 60_000;
const PREFIX = "bundle/";
const UNDO_MOST = 20;

/** @typedef {{ who: string, people: number, items: Record<string, number> }} Tap  who: 'sex:age band' of the people, '' of items alone
 * @typedef {{ people: Record<string, number>, items: Record<string, number> }} Sums
 * @typedef {{ id: string, subject: string, lane: string, from: number, last: number, taps: Tap[], kept?: number }} Bundle  kept: so many taps lie in the drawer
 * @typedef {(told: any) => Promise<any>} Record */

/** @param {Sums} to @param {{ people?: Record<string, number>, items?: Record<string, number> }} more @returns {Sums} */
export function add(to, more) {
  for (const part of /** @type {Array<"people" | "items">} */ (["people", "items"])) {
    for (const [key, count] of Object.entries(more[part] || {})) to[part][key] = (to[part][key] || 0) + count;
  }
  return to;
}

/** @returns {Sums} */
export const none = () => ({ people: {}, items: {} });
/** @param {Sums} sums */
export const totalOf = (sums) => Object.values(sums.people).reduce((all, count) => all + count, 0);
/** @param {Tap} tap */
const sumOf = (tap) => ({ people: tap.who ? { [tap.who]: tap.people } : {}, items: tap.items });
/** @param {Bundle} bundle */
const inBundle = (bundle) => bundle.taps.reduce((sums, tap) => add(sums, sumOf(tap)), none());

/** What an entry says of sums. @param {Sums} sums @param {number} [sign] */
export function payloadOf(sums, sign = 1) {
  const people = Object.entries(sums.people).filter(([, count]) => count).map(([key, count]) => ({ sex: key.split(":")[0], age_band: key.split(":")[1], count: sign * count }));
  return { people, items: Object.entries(sums.items).filter(([, count]) => count).map(([item, count]) => ({ item, count: sign * count })) };
}

/** What an entry of this kind adds. @param {any} payload @returns {Sums} */
export function sumsOf(payload) {
  const sums = none();
  for (const one of payload.people || []) add(sums, { people: { [`${one.sex || "U"}:${one.age_band || "U"}`]: one.count } });
  for (const one of payload.items || []) add(sums, { items: { [one.item]: one.count } });
  return sums;
}

/** Write a bundle that lies in the drawer, if it still does. One at a time, also where two tabs are open.
 * @param {string} name @param {Record} record @returns {Promise<void>} */
const writeOut = (name, record) => navigator.locks.request("vereda-count", async () => {
  const bundle = await get(name);
  if (!bundle) return;
  const told = payloadOf(inBundle(bundle));
  if (!told.people.length && !told.items.length) return void (await remove(name));
  const { id, subject, lane, from, last, taps } = bundle;
  await record({ kind: KIND, id, subject, payload: { ...told, ...(lane ? { lane } : {}), from_at: new Date(from).toISOString() }, boxes: [], at: new Date(last), draft: name });
  const done = (await get(`tapped/${subject}`)) || [];
  await put(`tapped/${subject}`, [...done, ...taps.map((/** @type {Tap} */ tap) => ({ id, tap, lane }))].slice(-UNDO_MOST));
});

/** Write all that was tapped and is not written: of a count that was left by a crash, or when the shift ends. @param {Record} record */
export async function writeLeft(record) {
  for (const { name } of await list(PREFIX)) await writeOut(name, record);
}

/** What this agent counted here in this shift and the server may not have: entries by id, and bundles that are not written.
 * @param {string} subject @returns {Promise<Array<{ id: string, sums: Sums }>>} */
export async function countedHere(subject) {
  const written = (await list("written/")).map(({ value }) => value).filter((one) => one.kind === KIND && one.subject === subject);
  const waiting = (await list(PREFIX)).map(({ value }) => value).filter((one) => one.subject === subject);
  return [...written.map((one) => ({ id: one.id, sums: sumsOf(one.payload) })), ...waiting.map((one) => ({ id: one.id, sums: inBundle(one) }))];
}

/** The common count as far as it is known here: what was pulled, and what of this phone is not in it yet. Ids grow with time.
 * @param {any} state  of the open work @param {Array<{ id: string, sums: Sums }>} here @param {string} phone @returns {Sums} */
export function common(state, here, phone) {
  const sums = add(none(), { people: state?.people, items: state?.given });
  const latest = state?.latest?.[phone] || "";
  for (const one of here) if (one.id > latest) add(sums, one.sums);
  return sums;
}

/** Count at one point. `changed` is called after each tap and each writing.
 * @param {{ subject: string, lane: string, record: Record, changed: () => void }} asked */
export async function startCount({ subject, lane, record, changed }) {
  await writeLeft(record); // what an app that was killed had not written yet
  const phone = (await device())?.device || "";
  let here = await countedHere(subject);
  /** @type {Bundle | null} */
  let open = null;
  let saving = Promise.resolve();
  /** @type {Promise<any>} */
  let writing = Promise.resolve();
  let timer = 0;
  const nameOf = (/** @type {Bundle} */ bundle) => PREFIX + bundle.id;

  const keep = (/** @type {Bundle} */ bundle) => {
    saving = saving.catch(() => {}).then(() => navigator.locks.request("vereda-count", async () => {
      // Another tab wrote it out meanwhile: what it took is an entry, the rest begins anew.
      if (bundle.kept && !(await get(nameOf(bundle)))) Object.assign(bundle, { id: uuid7(), taps: bundle.taps.slice(bundle.kept), kept: 0 });
      await put(nameOf(bundle), bundle);
      bundle.kept = bundle.taps.length;
    }));
    return saving;
  };
  const all = () => [...here.filter((one) => one.id !== open?.id), ...(open ? [{ id: open.id, sums: inBundle(open) }] : [])];
  const reread = async () => { here = await countedHere(subject); changed(); };
  const flush = () => {
    const mine = writeOpen();
    writing = Promise.allSettled([writing, mine]);
    return mine;
  };
  const writeOpen = async () => {
    clearTimeout(timer);
    timer = 0;
    const bundle = open;
    here = all();
    open = null; // what is tapped meanwhile belongs to the next
    await saving;
    if (bundle) await writeOut(nameOf(bundle), record);
    await reread();
  };
  const tap = async (/** @type {Tap} */ one) => {
    if (!open) {
      open = { id: uuid7(), subject, lane, from: now(), last: now(), taps: [] };
      timer = setTimeout(() => void flush().catch(() => {}), BUNDLE_MS); // it stays in the drawer, and the next one tries again
    }
    open.taps.push(one);
    open.last = now();
    const bundle = open;
    changed();
    await keep(bundle);
    if (bundle === open && bundle.taps.length >= BUNDLE_TAPS) await flush();
  };
  /** Take the last tap back: out of the bundle, or by an entry that names the one it was written in. @returns {Promise<boolean>} */
  const undo = async () => {
    if (open?.taps.length) {
      open.taps.pop();
      changed();
      await keep(open);
      return true;
    }
    await writing; // the tap that is to be undone may just be on its way
    const done = (await get(`tapped/${subject}`)) || [];
    const last = done.pop();
    if (!last) return false;
    const told = payloadOf(add(none(), sumOf(last.tap)), -1);
    await put(`tapped/${subject}`, done); // before it is written: a crash here takes nothing back, and the tap can be undone at the desk
    await record({ kind: KIND, subject, payload: { ...told, ...(last.lane ? { lane: last.lane } : {}), takes_back: last.id }, boxes: [] });
    await reread();
    return true;
  };
  return {
    tap, undo, flush,
    own: () => all().reduce((sums, one) => add(sums, one.sums), none()),
    common: (/** @type {any} */ state) => common(state, all(), phone),
  };
}
