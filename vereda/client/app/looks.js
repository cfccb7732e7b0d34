/** What was opened on this phone: once a record and shift, told as an entry, so that the log of reads knows it.
 * The list itself stands there already: the server writes a row when it sends it.
 */

import { session } from "./agents.js";
import { isoIn, now } from "./clock.js";
import { device } from "./device.js";
import { get, put } from "./drawer.js";
import { record } from "./record.js";

/** Tell that the agent opened a record. Whoever looks for somebody at night is not stopped when it cannot be written now:
 * it is told when she opens the record again.
 * @param {string} subject
 * @param {string} recordClass  K1: anonymous contact; K4: a child's path
 * @param {string} purpose @returns {Promise<void>} */
export async function noteLook(subject, recordClass, purpose) {
  const state = await device();
  if (!state || !session() || (await get(`look/${subject}`))) return;
  const look = { record: subject, record_class: recordClass, purpose, at: isoIn(state.zone, now()) };
  try {
    await record({ kind: "access.read_on_device", payload: { looks: [look] } });
    await put(`look/${subject}`, look.at);
  } catch (why) {
    if (!(/** @type {any} */ (why).code)) throw why;
  }
}
