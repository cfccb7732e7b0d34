/** Practice on the phone: begins by a tap after the PIN, lasts through locks, ends by a tap or with the shift.
 *
 * That it is on stands in the drawer, so it goes with the shift's key. What is written carries the group's shadow code; what
 * an officer in danger writes is real, practice or not, unless she says that it is practised.
 */

import { get, put, remove } from "./drawer.js";
import { practise, practising, session } from "./session.js";

export { onPractice, practising } from "./session.js";

const MODE = "mode";
const SHADOW = "practice.";
/** What is real whatever is on: somebody may truly be in danger while others practise. */
const REAL = ["safety.officer_in_danger"];

/** Begin to practise. @returns {Promise<void>} */
export async function beginPractice() {
  await put(MODE, "practice");
  practise(true);
}

/** Work for real again; what was practised stays where it is until the shift ends. @returns {Promise<void>} */
export async function endPractice() {
  practise(false);
  await remove(MODE);
}

/** Go on practising after a lock, where this shift was in practice. @returns {Promise<void>} */
export async function resumePractice() {
  if (session() && (await get(MODE)) === "practice") practise(true);
}

/** Whether a fact is written into the practice.
 * @param {{kind: string, locked?: boolean, real?: boolean, practised?: boolean}} told
 * real: of the real day in any case; practised: said to be practice where it would be real by itself */
export function isPractised({ kind, locked, real, practised }) {
  return practising() && !locked && !real && (!REAL.includes(kind) || Boolean(practised));
}

/** The code under which a group's practice stands in the logbook. @param {string} group */
export const shadowOf = (group) => `${SHADOW}${group}`;
