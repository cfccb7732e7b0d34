/** Writing an entry: made once, sealed, signed, numbered, and on disk when this returns. It cannot be read here any more,
 * but for the copy in the drawer that lasts as long as the shift.
 */

import { checkTime, session } from "./agents.js";
import { isoIn, localDay, now, tick } from "./clock.js";
import { answer, read, within } from "./database.js";
import { device, isTooOld, signer } from "./device.js";
import { get, itemKey, sealItem } from "./drawer.js";
import { sealBox, sealEnvelope } from "./envelope.js";
import { problem } from "./errors.js";
import { uuid7 } from "./ids.js";
import { recipients } from "./nodes.js";
import { isPractised, practising, shadowOf } from "./practice.js";
import { row } from "./queue.js";
import { reference } from "./reference.js";
import { tell } from "./tabs.js";

/** What may be written without a PIN: who calls for help does not wait for one. */
const WITHOUT_PIN = ["encounters.recorded", "rescue.alert_received", "groups.patrol_checked_in", "safety.officer_in_danger"];
const URGENT_MOST = 20;
const NOT_WITHOUT_PIN = ["free_text", "identity"];
/** Who writes of somebody's health does not read it back (`vereda/access/matrix.csv`, K3). */
const NOT_READ_BACK = "health";
/** Who writes of a child does not read back what it wants, who rides with it, or who signed (K4). */
const NOT_READ_BACK_OF = ["protection.child_wishes_said", "protection.child_vehicle_left", "protection.child_official_signed"];
/** Of what is sent to an adviser or to who carries protection (K5, K4), and of a card, not even that it was: nothing of the entry is kept. */
const NOT_KEPT = ["legal.case_opened", "protection.case_asked", "people.card_noted"];
const OFFSET = /(Z|[+-]\d\d:\d\d)$/;

/** @typedef {{cls: string, fields: Object<string, any>, owner?: string}} Plain */

/** Record a fact.
 * @param {Object} told
 * @param {string} told.kind
 * @param {string} [told.id]  of the entry, when something outside names it; else it is made here
 * @param {string} [told.subject]  what it tells of; left out: something new
 * @param {string[]} [told.seen]  heads that the author had seen; left out: those of the open work and of this shift
 * @param {Object} told.payload
 * @param {Plain[]} [told.boxes]  sealed fields by class; owner: left out, the entry (whereabouts) or the subject
 * @param {Date | number | string} [told.at]  when it happened; a text needs its offset; left out: now
 * @param {string} [told.channel]
 * @param {string} [told.reported_by]
 * @param {boolean} [told.locked]  written without a PIN, author is the device
 * @param {boolean} [told.urgent]  sent before all that waits
 * @param {boolean} [told.real]  of the real day also while a practice is on
 * @param {boolean} [told.practised]  practised, where it would be real by itself (an officer in danger)
 * @param {string} [told.draft]  name of the draft in the drawer that this makes good: it goes in the same moment
 * @param {Array<[string, any]>} [told.keep]  what the drawer holds of it from the same moment on, by name
 * @param {Array<{kind: string, subject: string, payload: Object, boxes?: Plain[]}>} [told.beside]  facts of the same moment: all are written, or none
 * @returns {Promise<{id: string, subject: string, seq: number}>}
 * Rejects with client.locked, client.app_too_old, client.reference_missing, client.storage_full; then nothing is written. */
export async function record(told) {
  const state = await device();
  if (!state) throw problem("client.not_enrolled");
  if (isTooOld(state)) throw problem("client.app_too_old");
  if (state.order) throw problem("access.device_revoked");
  const who = told.locked ? null : session();
  const isPractice = isPractised(told); // as it is now: the phone may lock before it is written
  await checkTime(); // may lock; who had opened the form still finishes it
  if (!who && !mayWithoutPin(told)) throw problem("client.locked");
  const library = await reference();
  const unknown = [told, ...(told.beside ?? [])].find((one) => !library?.kinds?.[one.kind]);
  if (unknown) throw problem("client.reference_missing", { kind: unknown.kind });
  const made = await navigator.locks.request("vereda-record", () => attempt(told, { state, who, kinds: library.kinds, pack: library.pack ?? "", group: isPractice ? shadowOf(state.group) : state.group, isPractice }));
  tell("queue");
  tell("queue-written");
  return made;
}

/** @param {any} told */
const mayWithoutPin = ({ kind, boxes = [], payload, locked }) =>
  Boolean(locked) && WITHOUT_PIN.includes(kind) && !boxes.some((/** @type {Plain} */ one) => NOT_WITHOUT_PIN.includes(one.cls)) &&
  !(payload.lines ?? []).some((/** @type {any} */ line) => line.persons?.length);

/** Number, seal and sign; then write, if the numbers are still free. WebCrypto ends transactions: hence the second look.
 * @param {any} told @param {any} around @returns {Promise<{id: string, subject: string, seq: number}>} */
async function attempt(told, around) {
  const [at, key] = [instant(told.at, around.state.zone), await signer()];
  const facts = [told, ...(told.beside ?? []).map((/** @type {any} */ one) => ({ channel: told.channel, reported_by: told.reported_by, ...one }))]
    .map((one) => ({ told: one, id: one.id ?? uuid7(), subject: one.subject ?? uuid7() }));
  for (let tries = 0; tries < 20; tries += 1) {
    const counter = await read("device", "counter");
    const rows = [];
    let clock = counter.clock;
    for (const [place, { told: one, id, subject }] of facts.entries()) {
      clock = tick(clock, now());
      const of = { id, at, subject, seq: counter.next + place, clock };
      const envelope = JSON.stringify(await sealed(one, around, of, key));
      const aside = around.who && session() && around.isPractice === practising() ? await keepsakes(one, of) : { rows: [], gone: [] };
      rows.push({ of, envelope, aside, named: files(one.boxes) });
    }
    if (await written(rows, counter, Boolean(told.urgent))) return { id: facts[0].id, subject: facts[0].subject, seq: counter.next };
  }
  throw problem("client.not_written");
}

/** @param {Plain[]} [boxes] @returns {string[]} names of the files that these boxes name */
const files = (boxes = []) => boxes.flatMap((one) => (one.fields.attachments ?? []).map((/** @type {any} */ file) => file.sha256));

/** One transaction: entries, next number, copies for the shift, draft gone. Whole or absent.
 * @param {Array<{of: any, envelope: string, aside: any, named: string[]}>} rows @param {any} counter @param {boolean} isUrgent
 * @returns {Promise<boolean>} false: another tab took the number */
function written(rows, counter, isUrgent) {
  return within(["device", "queue", "drawer", "files"], "readwrite", async (states, queue, drawer, photos) => {
    const present = await answer(states.get("counter"));
    if (present.next !== counter.next || present.clock !== counter.clock) return false;
    const last = rows[rows.length - 1].of;
    states.put({ next: last.seq + 1, clock: last.clock }, "counter");
    if (isUrgent) states.put([...((await answer(states.get("urgent"))) ?? []), ...rows.map((one) => one.of.seq)].slice(-URGENT_MOST), "urgent");
    for (const { of, envelope, aside, named } of rows) {
      queue.add(row({ seq: of.seq, id: of.id, envelope }));
      for (const item of aside.rows) drawer.put(item);
      for (const key of aside.gone) drawer.delete(key);
      for (const name of named) {
        const file = await answer(photos.get(name));
        if (file) photos.put({ ...file, seq: of.seq });
      }
    }
    return true;
  });
}

/** @param {any} told @param {any} around @param {any} of @param {CryptoKey} key */
async function sealed(told, { state, who, kinds, pack, group }, of, key) {
  const kind = kinds[told.kind];
  const author = who && !state.lost ? who.account : state.device; // in other hands: nobody answers for it by name
  const boxes = [];
  for (const { cls, fields, owner } of told.boxes ?? []) {
    const whose = owner ?? (cls === "whereabouts" ? of.id : of.subject);
    boxes.push(await sealBox(of.id, { cls, fields: without(fields), owner: whose }, kind.version));
  }
  const body = JSON.stringify({
    id: of.id, kind: told.kind, version: kind.version, subject: of.subject, seen: told.seen ?? (await seenOf(told.subject, who)),
    reported_by: told.reported_by ?? author, channel: told.channel ?? "phone", country: state.country, group, author,
    device: state.device, device_seq: of.seq, occurred_at: of.at.iso, local_on: localDay(state.zone, of.at.ms), clock: of.clock, pack,
    payload: without(told.payload),
    boxes: boxes.map((box) => ({ owner: box.owner, class: box.cls, version: box.version, sha256: box.sha256 })),
  });
  const header = { id: of.id, country: state.country, group, device: state.device, device_seq: of.seq };
  return sealEnvelope({ of: header, body, boxes, outer: kind.sealed_as ?? "contact", ...recipients(state) }, key);
}

/** Return what a shift keeps of an entry: a readable copy, the subject's new head; and the draft that is made good.
 * @param {any} told @param {any} of */
async function keepsakes(told, of) {
  const { kind, payload, boxes = [], draft, keep = [] } = told;
  const readable = NOT_READ_BACK_OF.includes(kind) ? [] : boxes.filter((/** @type {Plain} */ one) => one.cls !== NOT_READ_BACK);
  const copy = { id: of.id, seq: of.seq, kind, subject: of.subject, payload, boxes: readable, at: of.at.iso };
  const rows = NOT_KEPT.includes(kind) ? [] : [await sealItem(`written/${of.id}`, copy), await sealItem(`heads/${of.subject}`, [of.id])];
  for (const [name, value] of keep) rows.push(await sealItem(name, value));
  return { rows, gone: draft ? [await itemKey(draft)] : [] };
}

/** Return the heads of a subject that are known here: of the open work as it was pulled, and our own since.
 * @param {string | undefined} subject @param {any} who @returns {Promise<string[]>} */
async function seenOf(subject, who) {
  if (!subject || !who || !session()) return [];
  const [pulled, own] = [await get(`open/${subject}`), await get(`heads/${subject}`)];
  return [...new Set([...(pulled?.heads ?? []), ...(own ?? [])])];
}

/** Return an instant with the post's offset, or with the one it was given.
 * @param {Date | number | string | undefined} at @param {string} zone */
function instant(at, zone) {
  if (typeof at === "string" && !OFFSET.test(at)) throw problem("logbook.offset_missing");
  const ms = at === undefined ? now() : new Date(at).getTime();
  return { ms, iso: typeof at === "string" ? at : isoIn(zone, ms) };
}

/** Leave out what was not said: null is no value of most fields.
 * @param {any} value @returns {any} */
function without(value) {
  if (Array.isArray(value)) return value.map(without);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null && one !== undefined).map(([name, one]) => [name, without(one)]));
}

