/** Who works with this phone: several agents, each with a PIN of her own; nobody opens another's drawer.
 *
 * An agent's key (AK) is wrapped by PIN and contact token; the key of her shift (SK) by AK. Ten wrong PINs, expiry and
 * revocation destroy what can be read here, never the queue.
 */

import { aesKey, decrypt, encrypt, joined, random, toBase64 } from "./bytes.js";
import { now } from "./clock.js";
import { all, alter, answer, within } from "./database.js";
import { device, joining, note, readCode, refusal } from "./device.js";
import { checkTime, destroyReadable, forgetShift } from "./ending.js";
import { problem } from "./errors.js";
import { uuid7 } from "./ids.js";
import { pinKey, shiftKeys, weakness, wipe } from "./pins.js";
import { isThere, keepSecret, lay, secret } from "./secrets.js";
import { begin, lock, unlocked } from "./session.js";
import { call } from "./wire.js";

export { checkTime, destroyReadable } from "./ending.js";
export { lock, onLock, session, unlocked } from "./session.js";

const TRIES = 10;
const boundKey = (/** @type {string} */ account) => `vereda/agent-key/1|${account}`;
const boundOwn = (/** @type {string} */ account) => `vereda/agent-secret/1|${account}`;
const boundShift = (/** @type {string} */ account, /** @type {string} */ shift) => `vereda/shift-key/1|${account}|${shift}`;

/** Return the agents of this phone. state 'destroyed': her data here are gone; a new code brings her back.
 * @returns {Promise<Array<{account: string, name: string, role: string, state: "live" | "destroyed", why: string, left: number,
 *   inShift: boolean}>>} */
export const agents = async () =>
  (await all("agents")).map(({ account, name, role, state, why, tries, shift }) => ({
    account, name, role, state, why, left: TRIES - tries, inShift: Boolean(shift),
  }));

/** Add an agent by the code that she or her coordinator made on the desk; she is in her shift afterwards.
 * @param {string} code @param {string} pin
 * @returns {Promise<import("./session.js").Session>}  rejects with client.pin_short, client.pin_easy, access.code_*, client.offline */
export async function addAgent(code, pin) {
  demand(pin);
  const [state, typed] = [await device(), readCode(code).code];
  const { agentKey } = await joining(typed);
  const body = { code: typed, agent_key: agentKey };
  const { status, json } = await call("POST", "agents", { token: state?.token, body });
  if (status !== 200) throw refusal(status, json);
  const { account, name, role } = json;
  // First kept, then wrapped: a code works once, and the phone may die in between.
  await note({ welcome: { account: String(account), name, role } });
  return choosePin(pin);
}

/** Take the agent whom the code named (`device().welcome`) with the PIN that she chose.
 * @param {string} pin @returns {Promise<import("./session.js").Session>} */
export async function choosePin(pin) {
  demand(pin);
  const welcome = (await device())?.welcome;
  if (!welcome) throw problem("client.no_agent");
  const { account, name, role } = welcome;
  const [salt, raw, own] = [random(16), random(32), (await secret("joining")) ?? random(32)];
  const wrapped = await encrypt(await pinKey(pin, salt, await contactToken(), account), raw, boundKey(account));
  const wrappedOwn = await encrypt(await aesKey(raw), own, boundOwn(account));
  wipe(raw, own);
  await forgetShift(account);
  await within(["agents", "device", "secrets"], "readwrite", async (rows, states, secrets) => {
    const state = await answer(states.get("state"));
    states.put({ ...state, welcome: null }, "state");
    states.delete("joining");
    secrets.delete("joining");
    lay(secrets, `agent|${account}`, joined(salt, wrapped, wrappedOwn));
    rows.put({ account, name, role, tries: 0, state: "live", why: "", shift: null });
  });
  return unlock(account, pin);
}

const demand = (/** @type {string} */ pin) => {
  if (weakness(pin)) throw problem(weakness(pin));
};

/** Return the contact token; a new one where expiry destroyed the last.
 * @returns {Promise<Uint8Array>} */
async function contactToken() {
  if (!(await isThere("contact"))) await keepSecret("contact", random(32));
  return (await secret("contact")) ?? random(32);
}

/** Open an agent's drawer; begins her shift when there is none.
 * @param {string} account @param {string} pin
 * @returns {Promise<import("./session.js").Session>}
 * Rejects with client.pin_wrong {left}, client.agent_destroyed, client.expired, client.clock_back */
export function unlock(account, pin) {
  return navigator.locks.request("vereda-pin", async () => {
    const time = await checkTime();
    if (time.isBack) throw problem("client.clock_back");
    const row = await count(account);
    const { key, own } = await opened(row, pin);
    await alter("agents", account, (before) => ({ ...before, tries: 0 }));
    const { keys, shift } = await shiftOf(row, key);
    return begin({ account, name: row.name, role: row.role, since: now(), shift, keys, secret: toBase64(own) });
  });
}

/** Count a try before it is made: who cuts the power does not get another one.
 * @param {string} account */
async function count(account) {
  const row = await alter("agents", account, (before) => (before?.state === "live" ? { ...before, tries: before.tries + 1 } : undefined));
  if (row?.state !== "live") throw problem("client.agent_destroyed", { why: row?.why ?? "" });
  if (row.tries > TRIES) throw await destroyed(account);
  return row;
}

/** @param {any} row @param {string} pin @returns {Promise<{key: CryptoKey, own: Uint8Array}>} the agent's key and secret */
async function opened(row, pin) {
  try {
    const [kept, contact] = [await secret(`agent|${row.account}`), await secret("contact")];
    const raw = await decrypt(await pinKey(pin, kept.subarray(0, 16), contact, row.account), kept.subarray(16, 76), boundKey(row.account));
    const key = await aesKey(raw);
    wipe(raw);
    return { key, own: await decrypt(key, kept.subarray(76), boundOwn(row.account)) };
  } catch {
    if (row.tries >= TRIES) throw await destroyed(row.account);
    throw problem("client.pin_wrong", { left: TRIES - row.tries });
  }
}

const destroyed = async (/** @type {string} */ account) => {
  await destroyReadable("pin", account);
  return problem("client.agent_destroyed", { why: "pin" });
};

/** Return the shift's keys, making a shift where there is none.
 * @param {any} row @param {CryptoKey} key */
async function shiftOf(row, key) {
  const { account } = row;
  if (row.shift) {
    const wrapped = (await secret(`shift|${account}`)) ?? new Uint8Array(0);
    const raw = await decrypt(key, wrapped, boundShift(account, row.shift.id));
    return { shift: row.shift.id, keys: await shiftKeys(raw, row.shift.id) };
  }
  const [id, raw] = [uuid7(), random(32)];
  const wrapped = await encrypt(key, raw, boundShift(account, id));
  await within(["agents", "secrets"], "readwrite", async (rows, secrets) => {
    lay(secrets, `shift|${account}`, wrapped);
    rows.put({ ...(await answer(rows.get(account))), shift: { id, started_at: now() } });
  });
  const keys = await shiftKeys(raw, id);
  wipe(raw);
  return { shift: id, keys };
}

/** End the shift of whoever is unlocked: key and drawer are destroyed, and with them drafts that were not saved.
 * @returns {Promise<void>} */
export async function endShift() {
  const { account } = unlocked();
  await forgetShift(account);
  lock();
}
