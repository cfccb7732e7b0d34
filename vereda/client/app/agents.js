/** Who works with this phone: several agents, each with a PIN of her own; nobody opens another's drawer.
 *
 * An agent's key (AK) is wrapped by PIN and contact token; the key of her shift (SK) by AK. Ten wrong PINs, expiry and
 * revocation destroy what can be read here, never the queue.
 */

import { aesKey, decrypt, encrypt, fromBase64, random, sha256, toBase64, toHex } from "./bytes.js";
import { noteTime, now } from "./clock.js";
import { all, alter, answer, read, within } from "./database.js";
import { device, joining, note, readCode, refusal } from "./device.js";
import { problem } from "./errors.js";
import { uuid7 } from "./ids.js";
import { pinKey, shiftKeys, weakness, wipe } from "./pins.js";
import { hear, tell } from "./tabs.js";
import { call } from "./wire.js";

const TRIES = 10;
/** @typedef {{account: string, name: string, role: string, since: number, shift: string}} Session */
/** @type {(Session & {keys: {box: CryptoKey, name: CryptoKey}, secret: string}) | null} */
let open = null;

const boundKey = (/** @type {string} */ account) => `vereda/agent-key/1|${account}`;
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
 * @returns {Promise<Session>}  rejects with client.pin_short, client.pin_easy, access.code_*, client.offline */
export async function addAgent(code, pin) {
  demand(pin);
  const [state, typed] = [await device(), readCode(code).code];
  const { secret } = await joining(typed);
  const body = { code: typed, agent_key: toHex(await sha256(secret)) };
  const { status, json } = await call("POST", "agents", { token: state?.token, body });
  if (status !== 200) throw refusal(status, json);
  const { account, name, role } = json;
  // First kept, then wrapped: a code works once, and the phone may die in between.
  await note({ welcome: { account: String(account), name, role, secret: toBase64(secret) } });
  return choosePin(pin);
}

/** Take the agent whom the code named (`device().welcome`) with the PIN that she chose.
 * @param {string} pin @returns {Promise<Session>} */
export async function choosePin(pin) {
  demand(pin);
  const welcome = (await device())?.welcome;
  if (!welcome) throw problem("client.no_agent");
  const { account, name, role } = welcome;
  const contact = await contactToken();
  const [salt, raw] = [random(16), random(32)];
  const wrapped = await encrypt(await pinKey(pin, salt, contact, account), raw, boundKey(account));
  const own = await encrypt(await aesKey(raw), fromBase64(welcome.secret), `vereda/agent-secret/1|${account}`);
  wipe(raw);
  await forgetDrawer(account);
  await within(["agents", "device"], "readwrite", async (rows, states) => {
    const state = await answer(states.get("state"));
    states.put({ ...state, welcome: null }, "state");
    states.delete("joining");
    rows.put({ account, name, role, salt, wrapped, secret: own, tries: 0, state: "live", why: "", shift: null });
  });
  return unlock(account, pin);
}

const demand = (/** @type {string} */ pin) => {
  if (weakness(pin)) throw problem(weakness(pin));
};

/** Return the contact token; a new one where expiry destroyed the last. */
const contactToken = () => alter("device", "contact", (before) => before ?? random(32));

/** Open an agent's drawer; begins her shift when there is none.
 * @param {string} account @param {string} pin
 * @returns {Promise<Session>}
 * Rejects with client.pin_wrong {left}, client.agent_destroyed, client.expired, client.clock_back */
export function unlock(account, pin) {
  return navigator.locks.request("vereda-pin", async () => {
    const time = await checkTime();
    if (time.isBack) throw problem("client.clock_back");
    const row = await count(account);
    const contact = await read("device", "contact");
    const key = await opened(row, pin, contact);
    await alter("agents", account, (before) => ({ ...before, tries: 0 }));
    const secret = toBase64(await decrypt(key, row.secret, `vereda/agent-secret/1|${account}`));
    const { keys, shift } = await shiftOf(row, key);
    open = { account, name: row.name, role: row.role, since: now(), shift, keys, secret };
    tell("session");
    return /** @type {Session} */ (session());
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

/** @param {any} row @param {string} pin @param {Uint8Array} contact @returns {Promise<CryptoKey>} the agent's key */
async function opened(row, pin, contact) {
  try {
    const raw = await decrypt(await pinKey(pin, row.salt, contact, row.account), row.wrapped, boundKey(row.account));
    const key = await aesKey(raw);
    wipe(raw);
    return key;
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
    const raw = await decrypt(key, row.shift.wrapped, boundShift(account, row.shift.id));
    return { shift: row.shift.id, keys: await shiftKeys(raw, row.shift.id) };
  }
  const [id, raw] = [uuid7(), random(32)];
  const wrapped = await encrypt(key, raw, boundShift(account, id));
  await alter("agents", account, (before) => ({ ...before, shift: { id, started_at: now(), wrapped } }));
  const keys = await shiftKeys(raw, id);
  wipe(raw);
  return { shift: id, keys };
}

/** Return who is at work in this tab, or null: locked. @returns {Session | null} */
export const session = () => open && { account: open.account, name: open.name, role: open.role, since: open.since, shift: open.shift };

/** For the other modules of the core: keys of the open session. Rejects the caller when the phone is locked. */
export function unlocked() {
  if (!open) throw problem("client.locked");
  return open;
}

/** Lock every tab: the keys leave the memory; the drawer stays until the shift ends. */
export const lock = () => tell("lock");

hear("lock", () => {
  open = null;
});

/** @param {() => void} ear @returns {() => void} stops listening */
export const onLock = (ear) => hear("lock", ear);

/** End the shift of whoever is unlocked: key and drawer are destroyed, and with them drafts that were not saved.
 * @returns {Promise<void>} */
export async function endShift() {
  const { account } = unlocked();
  await alter("agents", account, (before) => ({ ...before, shift: null }));
  await forgetDrawer(account);
  lock();
}

/** @param {string} account */
const forgetDrawer = (account) =>
  within(["drawer"], "readwrite", (drawer) => answer(drawer.delete(IDBKeyRange.bound([account], [account, []]))));

/** Destroy what can be read here: of one agent, or of all. The queue and the signing key stay.
 * @param {string} why  'pin', 'expired', 'revoked', 'ended' @param {string} [account]
 * @returns {Promise<void>} */
export async function destroyReadable(why, account) {
  const there = await all("agents");
  await within(["agents", "drawer", "device"], "readwrite", async (rows, drawer, states) => {
    for (const one of there.filter((row) => !account || row.account === account)) {
      rows.put({ account: one.account, name: one.name, role: one.role, tries: 0, state: "destroyed", why, shift: null });
      drawer.delete(IDBKeyRange.bound([one.account], [one.account, []]));
    }
    if (account) return;
    drawer.clear();
    states.delete("contact");
  });
  if (!account || open?.account === account) lock();
}

/** Look at the clock: lock when it was set back, destroy what can be read after too long without contact.
 * @returns {Promise<{isBack: boolean, isExpired: boolean}>} */
export async function checkTime() {
  const [seen, state] = [await noteTime(), await device()];
  if (seen.isBack && open) lock();
  const isExpired = Boolean(state) && Math.max(seen.highest, seen.server) > state.contact_at + state.expires_h * 3600_000;
  if (isExpired && (await read("device", "contact"))) await destroyReadable("expired");
  return { isBack: seen.isBack, isExpired };
}
