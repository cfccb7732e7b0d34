/** The end of a phone: what can be read goes first, then the queue is offered, then the keys go, then headquarters is told. */

import { destroyReadable, session } from "./agents.js";
import { greet } from "./contact.js";
import { all, answer, within } from "./database.js";
import { device, note } from "./device.js";
import { problem } from "./errors.js";
import { forgetMark } from "./queue.js";
import { pushAll } from "./push.js";
import { tell } from "./tabs.js";
import { call } from "./wire.js";

/** The queue's last way begins with no greeting: it is acknowledged under a name of its own, whatever the epoch. */
const LAST = { node: "last", epoch: -1 };

/** Act on what stopped a round where it was an order to wipe; all else is thrown on.
 * Only hello carries a proof: an order that another call brought is asked for again there.
 * @param {any} why
 * @returns {Promise<void>} rejects with client.wrong_server when the order is nobody's, or hello says the contrary */
export async function obey(why) {
  const state = /** @type {import("./device.js").State} */ (await device()); // as it is now: a round lasts, on a bad line
  if (why?.code === "client.order_unproved") await demandProof(state);
  else if (why?.code !== "client.revoked") throw why;
  // In other hands the home stays open while somebody looks at it; what it writes is offered as it comes.
  if (state.lost && session()) await pushAll(state.token, LAST, "last");
  else await sayFarewell();
}

/** @param {import("./device.js").State} state */
async function demandProof(state) {
  try {
    await greet(state);
  } catch (why) {
    if (/** @type {any} */ (why)?.code === "client.revoked") return;
    throw why;
  }
  throw problem("client.wrong_server");
}

/** Go as far as the line allows; called again at the next contact, it goes on where it stopped.
 * @returns {Promise<boolean>} whether nothing is left to do here */
export async function sayFarewell() {
  await note({ order: "wipe" });
  await destroyReadable("revoked");
  const state = await device();
  if (!state) return true;
  await pushAll(state.token, LAST, "last");
  await forgetKeys();
  const { status } = await call("POST", "wiped", { token: state.token, body: {} });
  if (status >= 500) return false;
  await forgetAll();
  tell("wiped");
  return true;
}

/** Destroy the signing key and what the server has acknowledged; what it has not, stays sealed. */
const forgetKeys = () =>
  within(["device", "queue", "files", "reference"], "readwrite", async (states, queue, files, library) => {
    states.delete("keys");
    files.clear();
    library.clear();
    for (const one of await answer(queue.getAll())) if (LAST.node in one.acked) queue.delete(one.seq);
  });

/** Forget that this phone was enrolled. An entry that nobody acknowledged keeps its place. */
async function forgetAll() {
  if ((await all("queue")).length) return;
  await within(["device", "agents", "secrets", "drawer"], "readwrite", async (...stores) => stores.forEach((store) => store.clear()));
  forgetMark();
}
