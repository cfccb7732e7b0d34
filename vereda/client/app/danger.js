/** An officer in danger: written at once, sent before all that waits; its end needs the PIN.
 *
 * What this phone keeps of it in clear: the alarm's id, its number in the queue and its hour. Nothing of who or where.
 */

import { now } from "./clock.js";
import { read, write } from "./database.js";
import { uuid7 } from "./ids.js";
import { isSent } from "./queue.js";
import { record } from "./record.js";
import { reference } from "./reference.js";

/** @typedef {{subject: string, seq: number, at: number, ended: boolean, practised: boolean}} Danger */

const KIND = "safety.officer_in_danger";
const STALE_MS = 10 * 60_000; // a point of ten minutes ago still says in which direction to drive
const SHOWN_MS = 12 * 3600_000;
const WORD = "PELIGRO";

/** Look for the point and the battery while the button is held: three seconds are there anyway. Nothing is asked of the officer.
 * @returns {{take: () => {boxes: any[], battery?: number}}}  what was found until it is taken */
export function lookAround() {
  /** @type {any} */
  const found = {};
  void point().then((told) => { found.point = told; }, () => {});
  void battery().then((told) => { found.battery = told; }, () => {});
  return { take: () => ({ boxes: found.point ? [{ cls: "whereabouts", fields: found.point }] : [], battery: found.battery }) };
}

/** The last point the phone knows; only where it may: a question on the screen would shine. @returns {Promise<any>} */
async function point() {
  const may = await navigator.permissions.query({ name: "geolocation" });
  if (may.state !== "granted") return null;
  const { coords } = await new Promise((done, failed) => navigator.geolocation.getCurrentPosition(done, failed, { enableHighAccuracy: true, timeout: 3000, maximumAge: STALE_MS }));
  const round = (/** @type {number} */ degrees) => Math.round(degrees * 1e5) / 1e5;
  return { lon: round(coords.longitude), lat: round(coords.latitude), accuracy_m: Math.round(Math.min(coords.accuracy, 100_000)) };
}

/** @returns {Promise<number | undefined>} percent, where the browser tells */
async function battery() {
  const told = await /** @type {any} */ (navigator).getBattery?.();
  return told ? Math.round(told.level * 100) : undefined;
}

/** Raise the alarm. @param {{boxes: any[], battery?: number}} around @param {{isLocked: boolean, practised?: boolean}} how
 * @returns {Promise<Danger>} */
export async function raise({ boxes, battery: percent }, { isLocked, practised = false }) {
  const payload = percent === undefined ? {} : { battery_pct: percent };
  const subject = uuid7();
  const { seq } = await record({ kind: KIND, subject, seen: [], payload, boxes, locked: isLocked, urgent: true, practised });
  const made = { subject, seq, at: now(), ended: false, practised };
  await write("device", made, "danger");
  return made;
}

/** The alarm that this phone raised and that nobody ended here, of the last twelve hours. @returns {Promise<Danger | null>} */
export async function openDanger() {
  /** @type {Danger | undefined} */
  const one = await read("device", "danger");
  return one && !one.ended && now() - one.at < SHOWN_MS ? one : null;
}

/** Whether a server has it. @param {Danger} one */
export const isThere = (one) => isSent(one.seq);

/** End it; whoever calls has just asked for the PIN. @param {Danger} one @param {"false_press" | "helped" | "unknown"} outcome */
export async function resolve(one, outcome) {
  await record({ kind: "safety.danger_resolved", subject: one.subject, payload: { outcome }, urgent: true, real: !one.practised });
  await write("device", { ...one, ended: true }, "danger");
}

/** The address that opens the messages app with the words filled in; '' where the post has no number for it.
 * A web app cannot send by itself. The id makes it one alarm with the one that goes by data. @param {Danger} one */
export async function messageAddress(one) {
  const number = (await reference())?.sms_number ?? "";
  return number && !one.practised ? `sms:${number}?body=${encodeURIComponent(`${WORD} ${one.subject.replaceAll("-", "")}`)}` : "";
}
