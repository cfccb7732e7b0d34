/** Who works with this phone: several agents, each with a PIN of her own; nobody opens another's drawer.
 *
 * An agent's key (AK) is wrapped by PIN and contact token; the key of her shift (SK) by AK. Ten wrong PINs, expiry and
 * revocation destroy what can be read here, never the queue.
 */

import { aesKey, decrypt, encrypt, random, toBase64 } from "./bytes.js";
import { now } from "./clock.js";
import { all, alter, answer, within } from "./database.js";
import { device, joining, note, readCode, refusal } from "./device.js";
import { emptyFor } from "./emptying.js";
import { checkTime, destroyReadable, forgetShift } from "./ending.js";
import { problem } from "./errors.js";
import { uuid7 } from "./ids.js";
import { isClose, shiftKeys, weakness, wipe } from "./pins.js";
import { isThere, keepSecret, lay, secret } from "./secrets.js";
import { begin, lock, unlocked } from "./session.js";
import { call } from "./wire.js";
import { fileOf, ownIn, tried, typed, withSecond } from "./wraps.js";

export { checkTime, destroyReadable } from "./ending.js";
export { lock, onLock, session, unlocked } from "./session.js";

const TRIES = 10;
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
  const [state, asked] = [await device(), readCode(code).code];
  const { agentKey } = await joining(asked);
  const body = { code: asked, agent_key: agentKey };
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
  const [raw, own] = [random(32), (await secret("joining")) ?? random(32)];
  const file = await fileOf(await typed(pin), account, await contactToken(), raw, own);
  wipe(raw, own);
  await forgetShift(account);
  await within(["agents", "device", "secrets"], "readwrite", async (rows, states, secrets) => {
    const state = await answer(states.get("state"));
    states.put({ ...state, welcome: null }, "state");
    states.delete("joining");
    secrets.delete("joining");
    lay(secrets, `agent|${account}`, file);
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
    const known = await alter("agents", account, (before) => ({ ...before, tries: 0 }));
    const { keys, shift } = await shiftOf(known, key);
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
  const { account } = row;
  const { first, second, by } = await answered(row, pin);
  const raw = second && !first ? await emptyFor(account, by) : first;
  if (!raw) throw await wrong(row);
  const key = await aesKey(raw);
  wipe(raw, by.slow);
  return { key, own: await ownIn(key, /** @type {Uint8Array} */ (await secret(`agent|${account}`)), account) };
}

/** Try a PIN on the agent's file. @param {any} row @param {string} pin */
async function answered({ account }, pin) {
  const [file, contact] = [await secret(`agent|${account}`), await secret("contact")];
  if (!file || !contact) throw problem("client.agent_destroyed", { why: "" });
  return tried(pin, file, account, contact);
}

/** @param {any} row @returns {Promise<import("./errors.js").Problem>} */
const wrong = async (row) =>
  row.tries >= TRIES ? destroyed(row.account) : problem("client.pin_wrong", { left: TRIES - row.tries });

/** Give whoever is unlocked a second PIN, for when somebody makes her open this phone; the one before is good no more.
 * @param {string} pin  her PIN @param {string} second  '': none from now on
 * @returns {Promise<void>}
 * Rejects with client.pin_short, client.pin_easy, client.pin_close; client.pin_wrong {left}, client.agent_destroyed */
export async function setSecondPin(pin, second) {
  if (second) demand(second);
  if (second && isClose(pin, second)) throw problem("client.pin_close");
  const { account } = unlocked();
  return navigator.locks.request("vereda-pin", async () => {
    const row = await count(account);
    if (!(await answered(row, pin)).first) throw await wrong(row);
    const [file, contact] = [/** @type {any} */ (await secret(`agent|${account}`)), /** @type {any} */ (await secret("contact"))];
    await keepSecret(`agent|${account}`, await withSecond(file, account, contact, second));
    await alter("agents", account, (before) => ({ ...before, tries: 0 }));
  });
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
