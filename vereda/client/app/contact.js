/** The beginning of every contact: the server proves that it is the one we were enrolled with, and says where we stand. */

import { destroyReadable } from "./agents.js";
import { random, toBase64 } from "./bytes.js";
import { now } from "./clock.js";
import { all } from "./database.js";
import { noteContact } from "./device.js";
import { problem } from "./errors.js";
import { dropPhotos, sendPhotosAgain } from "./files.js";
import { isBy, newer, node, serialOf } from "./nodes.js";
import { counts, drop, settle } from "./queue.js";
import { referenceHash } from "./reference.js";
import { APP, call } from "./wire.js";

/** @typedef {{node: string, epoch: number, reference: string, tooOld: boolean}} Contact */

/** Greet the server.
 * @param {import("./device.js").State} state
 * @returns {Promise<Contact>}
 * Rejects with client.wrong_server when the proof is another's; client.revoked when a known node proved that it orders a wipe;
 * client.stranger; client.busy {retryAfter} */
export async function greet(state) {
  const challenge = toBase64(random(32));
  const { unsent } = await counts();
  const at = new Date(now()).toISOString();
  const body = { challenge, app: APP, reference: await referenceHash(), nodes: serialOf(state.nodes), unsent, at, lost: Boolean(state.lost) };
  const came = await call("POST", "hello", { token: state.token, body });
  if (isOrder(came)) throw problem((await isOrdered(state, came.json, challenge)) ? "client.revoked" : "client.wrong_server");
  demandWelcome(came);
  const { json } = came;
  const nodes = await newer(state.nodes, json.nodes, state.headquarters);
  const by = node(nodes, json.node);
  const told = `vereda/hello/1|${challenge}|${json.at}|${state.device}|${json.epoch}`;
  if (!by || !(await isBy(by.signing, json.proof, told))) throw problem("client.wrong_server");
  const tooOld = came.status === 426;
  await noteContact(Date.parse(json.at), { nodes, expires_h: json.expires_h ?? state.expires_h, too_old: tooOld ? APP : 0 });
  await sendPhotosAgain(await settle(json.node, json.epoch, json.have_upto));
  await drop(json.durable_upto);
  await dropPhotos();
  await leaveOnly(json.agents);
  return { node: json.node, epoch: json.epoch, reference: json.reference ?? "", tooOld };
}

/** @param {import("./wire.js").Answer} came */
const isOrder = ({ status, json }) => status === 401 && json.order === "wipe" && json.code === "access.device_revoked";

/** Whether the node that orders this phone to wipe itself is one that we know. Who only holds the line, or a certificate, is not.
 * @param {import("./device.js").State} state @param {any} json @param {string} challenge */
async function isOrdered(state, json, challenge) {
  const nodes = await newer(state.nodes, json.nodes, state.headquarters);
  const by = node(nodes, json.node);
  return Boolean(by) && isBy(/** @type {any} */ (by).signing, json.proof, `vereda/wipe/1|${challenge}|${state.device}`);
}

/** Reject when an answer is none to go on with. An order to wipe is not believed here: hello proves it.
 * @param {import("./wire.js").Answer} came */
export function demandWelcome(came) {
  const { status, json, retryAfter } = came;
  if (status === 401) throw problem(isOrder(came) ? "client.order_unproved" : "client.stranger");
  if (status === 503 || status === 429) throw problem("client.busy", { retryAfter });
  if (status !== 200 && status !== 426) throw problem("client.refused", { status, code: json.code ?? "" });
}

/** Destroy what can be read of agents whose posting ended.
 * @param {string[] | undefined} live */
async function leaveOnly(live) {
  if (!Array.isArray(live)) return;
  const names = live.map(String);
  for (const one of await all("agents")) {
    if (one.state === "live" && !names.includes(String(one.account))) await destroyReadable("ended", one.account);
  }
}

