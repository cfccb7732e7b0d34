/** This phone: enrolled once by a supervisor's code, with a key pair that cannot be taken out of the browser. */

import { random, sha256, toBase64, toHex } from "./bytes.js";
import { now, trustTime } from "./clock.js";
import { alter, answer, read, within } from "./database.js";
import { problem } from "./errors.js";
import { checkFirst } from "./nodes.js";
import { remember, remembered } from "./queue.js";
import { lay } from "./secrets.js";
import { APP, call } from "./wire.js";

/** @typedef {{account: string, name: string, role: string}} Agent  a member of staff; the display name stands in clear */
/** @typedef {{device: string, token: string, country: string, group: string, group_name: string, zone: string, label: string,
 *   headquarters: string, nodes: import("./nodes.js").Signed, expires_h: number, contact_at: number, too_old: number,
 *   order: string, welcome: Agent | null, lost: boolean}} State
 * contact_at  last contact [ms, highest time seen]; too_old: the app that was told to write nothing new, 0: none; order: '' or 'wipe';
 * welcome: an agent who has not chosen a PIN yet; lost: it is in other hands (emptying.js) */

/** @returns {Promise<State | null>}  null: not enrolled */
export const device = async () => (await read("device", "state")) ?? null;

/** Return how it stands: 'new'; 'enrolled'; 'evicted': the browser cleared the store of an enrolled phone.
 * @returns {Promise<{state: "new" | "enrolled" | "evicted", unsent: number}>}  unsent: lost with the store, as far as is known */
export async function standing() {
  if (await device()) return { state: "enrolled", unsent: 0 };
  const mark = remembered();
  return mark.device ? { state: "evicted", unsent: mark.unsent ?? 0 } : { state: "new", unsent: 0 };
}

/** Tell whether this app may write nothing new. A newer one on the same phone may, before it has spoken to anybody.
 * @param {State | null} state */
export const isTooOld = (state) => Boolean(state && state.too_old >= APP);

/** Read what was typed, or the address that the supervisor's screen showed as a picture.
 * @param {string} typed @returns {{code: string, fingerprint: string}} */
export function readCode(typed) {
  const part = typed.includes("#inscribir=") ? typed.split("#inscribir=")[1] : typed;
  const [code, fingerprint = ""] = decodeURIComponent(part).trim().split(".");
  return { code: code.trim().toUpperCase(), fingerprint: fingerprint.trim().toLowerCase() };
}

/** Enrol this phone. The answer may name an agent, who then chooses a PIN: `choosePin(pin)` of agents.js.
 * Where the answer is lost, the same code is asked again with the same key, and the server tells the same.
 * @param {string} typed  the code, or the address of the picture with its fingerprint
 * @returns {Promise<State>}
 * Rejects with access.code_unknown, access.code_expired, access.code_used, client.wrong_server, client.offline,
 * client.already_enrolled */
export async function enrol(typed) {
  if (await device()) throw problem("client.already_enrolled");
  const { code, fingerprint } = readCode(typed);
  const { keys, agentKey } = await joining(code);
  const shown = new Uint8Array(await crypto.subtle.exportKey("spki", keys.publicKey));
  const body = { code, public_key: toBase64(shown), app: APP, agent_key: agentKey };
  const { status, json } = await call("POST", "enrol", { body });
  if (status !== 200) throw refusal(status, json);
  await checkFirst(json.nodes, json.headquarters, fingerprint);
  const { agent, ...told } = json;
  const welcome = agent ? { ...agent, account: String(agent.account) } : null;
  const state = { ...told, contact_at: now(), too_old: 0, order: "", welcome, lost: false };
  await within(["device", "secrets"], "readwrite", async (store, secrets) => {
    if (await answer(store.get("state"))) throw problem("client.already_enrolled");
    store.put(keys, "keys");
    store.put({ next: 1, clock: "" }, "counter");
    lay(secrets, "contact", random(32));
    store.put(state, "state");
  });
  remember({ device: state.device, unsent: 0 });
  await navigator.storage?.persist?.();
  return state;
}

/** Return what a code is used with, kept before it is used: the phone may die before the answer comes.
 * @param {string} code
 * @returns {Promise<{code: string, keys: CryptoKeyPair, agentKey: string}>}  keys: of a phone that is not enrolled yet;
 *   agentKey: digest of the secret with which the agent will ask for open work */
export async function joining(code) {
  const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const drawn = random(32);
  const fresh = { code, keys, agentKey: toHex(await sha256(drawn)) };
  return within(["device", "secrets"], "readwrite", async (store, secrets) => {
    const before = await answer(store.get("joining"));
    if (before?.code === code && (await answer(secrets.get("joining")))) return before;
    lay(secrets, "joining", drawn);
    await answer(store.put(fresh, "joining"));
    return fresh;
  });
}

/** Make an error of an answer that says no.
 * @param {number} status @param {any} json */
export const refusal = (status, json) => problem(json.code ?? (status === 429 ? "client.too_many" : "client.refused"), { status, ...json.details });

/** Change the state in one transaction. @param {Partial<State>} told @returns {Promise<State | null>} */
export const note = (told) => alter("device", "state", (before) => (before ? { ...before, ...told } : undefined));

/** @returns {Promise<CryptoKey>} the key that signs; rejects when this phone was wiped */
export async function signer() {
  const keys = await read("device", "keys");
  if (!keys) throw problem("client.not_enrolled");
  return keys.privateKey;
}

/** Note a contact with a server that proved who it is.
 * @param {number} at  the time it signed [ms] @param {Partial<State>} told @returns {Promise<void>} */
export async function noteContact(at, told) {
  const seen = await trustTime(at);
  await note({ ...told, contact_at: seen.highest });
}

/** Tell how safe the store is: whether the browser promised to keep it, and the room that is left [bytes].
 * @returns {Promise<{persisted: boolean, usage: number, quota: number}>} */
export async function storage() {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return { persisted: (await navigator.storage?.persisted?.()) ?? false, usage, quota };
}
