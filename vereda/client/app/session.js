/** Who is at work in this tab: the keys of an open shift, in memory and nowhere else. */

import { problem } from "./errors.js";
import { hear, tell } from "./tabs.js";

/** @typedef {{account: string, name: string, role: string, since: number, shift: string}} Session */
/** @typedef {Session & {keys: {box: CryptoKey, name: CryptoKey}, secret: string}} Open
 * secret: with which the agent asks for open work [base64] */

/** @type {Open | null} */
let open = null;
/** Whether whoever is at work practises: then all that is kept and written here is of the practice. */
let practice = false;

/** Begin a session in this tab. @param {Open} told @returns {Session} */
export function begin(told) {
  open = told;
  practice = false;
  tell("session");
  return /** @type {Session} */ (session());
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
  practice = false;
});

/** Lock every tab in which this agent is at work: what she could read is destroyed. @param {string} account */
export const lockOut = (account) => tell("lock-out", account);

hear("lock-out", (account) => {
  if (open?.account === account) lock();
});

/** @param {() => void} ear @returns {() => void} stops listening */
export const onLock = (ear) => hear("lock", ear);

/** Whether a practice is on in this tab. Locked, nothing is: what is written without a PIN is real. */
export const practising = () => Boolean(open) && practice;

/** Have every tab of this agent practise, or work for real. @param {boolean} is */
export const practise = (is) => tell("practice", { account: unlocked().account, is });

hear("practice", ({ account, is }) => {
  if (open?.account === account) practice = is;
});

/** @param {() => void} ear @returns {() => void} stops listening */
export const onPractice = (ear) => hear("practice", ear);
