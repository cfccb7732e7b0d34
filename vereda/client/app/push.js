/** Sending what waits: oldest first, in batches that 2G carries, each entry once more rather than once too few. */

import { demandWelcome } from "./contact.js";
import { device } from "./device.js";
import { problem } from "./errors.js";
import { nextFor, noteAnswers, urgentFor } from "./queue.js";
import { tell } from "./tabs.js";
import { call } from "./wire.js";

/** A batch: 24 kB are 12 s at 16 kbit/s. */
export const MOST = { entries: 20, bytes: 24_000 };
const ONE = { entries: 1, bytes: 0 };
const SKIP_MOST = 3;
/** Refusals that say nothing of what is inside: the server kept nothing, and it comes again. */
const AGAIN = ["logbook.envelope_damaged", "logbook.device_not_known", "logbook.for_other_server"];
/** Numbers at which a server stumbled: passed over, also in the next rounds, until all others are there. */
const spoiled = new Set();

/** Send all that a node has not acknowledged in this epoch. What is answered is noted; what is not stays and comes again.
 * @param {string} token @param {{node: string, epoch: number}} to @param {"push" | "last"} [way]
 * @returns {Promise<number>} how many were answered
 * Rejects as `demandWelcome`, and with client.offline; what was answered before that is noted. */
export async function pushAll(token, to, way = "push") {
  let [after, answered, skipped, most] = [0, 0, 0, MOST];
  /** @type {Set<number>} */
  const tried = new Set();
  for (;;) {
    if (way === "push") answered += await pushUrgent(token, to, tried);
    const found = await nextFor(to.node, to.epoch, after, most);
    if (!found.length) break;
    // In other hands since this round began: what comes now is not sent as on any day (farewell.js greets again).
    if (way === "push" && (await device())?.lost) throw problem("client.order_unproved");
    const rows = found.filter((one) => !spoiled.has(one.seq));
    if (!rows.length) {
      after = found[found.length - 1].seq;
      continue;
    }
    const body = { entries: rows.map((one) => JSON.parse(one.envelope)) };
    const came = await call("POST", way, { token, body, isLong: true });
    const noted = await take(came, to, rows, way);
    answered += noted;
    tell("queue");
    if (noted === rows.length) {
      most = MOST;
      after = rows[rows.length - 1].seq;
    } else if (rows.length > 1) {
      most = ONE; // one of them spoils the batch: find it, so that it does not keep the others back
    } else {
      after = rows[0].seq;
      spoiled.add(after);
      skipped += 1;
      if (skipped >= SKIP_MOST) throw problem("client.refused", { status: came.status });
    }
  }
  spoiled.clear();
  return answered;
}

/** Send what cannot wait, also between two batches of a long queue. What a server does not take comes again in its turn.
 * @param {string} token @param {{node: string, epoch: number}} to @param {Set<number>} [tried]  in this round already */
export async function pushUrgent(token, to, tried = new Set()) {
  const rows = (await urgentFor(to.node, to.epoch)).filter((one) => !tried.has(one.seq));
  if (!rows.length || (await device())?.lost) return 0;
  const came = await call("POST", "push", { token, body: { entries: rows.map((one) => JSON.parse(one.envelope)) }, isLong: true });
  const noted = await take(came, to, rows, "push");
  for (const { seq } of rows) tried.add(seq);
  tell("queue");
  return noted;
}

/** Note what a batch was answered; returns how many rows that settled.
 * @param {import("./wire.js").Answer} came @param {{node: string, epoch: number}} to @param {import("./queue.js").Row[]} rows
 * @param {"push" | "last"} way */
async function take(came, to, rows, way) {
  const { status, json } = came;
  if (status === 200 && Array.isArray(json.answers)) {
    if (to.epoch >= 0 && json.epoch !== to.epoch) throw problem("client.epoch_changed");
    const later = json.answers.filter((/** @type {any} */ one) => AGAIN.includes(one.code));
    const others = json.answers.filter((/** @type {any} */ one) => !AGAIN.includes(one.code));
    return (await noteAnswers(to.node, to.epoch, rows, others)) + rows.filter(({ id }) => later.some((/** @type {any} */ one) => one.id === id)).length;
  }
  if (status === 400 || status === 413 || status === 422) {
    // Before the keys go, only what a server answered for by its name may be let go.
    if (rows.length > 1 || way === "last") return 0;
    return noteAnswers(to.node, to.epoch, rows, [{ id: rows[0].id, status: "refused", code: json.code ?? "client.refused" }]);
  }
  if (status >= 500 && status !== 503) return 0;
  demandWelcome(came);
  return 0;
}
