/** The open work of the own group, as it was pulled for the agent who is unlocked: missions, alerts, patrols, conflicts. */

import { session, unlocked } from "./agents.js";
import { now } from "./clock.js";
import { get, list, putAll } from "./drawer.js";
import { practising } from "./session.js";
import { tell } from "./tabs.js";
import { call } from "./wire.js";

const PAGES_MOST = 200;

/** @typedef {{subject: string, kind: string, is_open: boolean, heads: string[], state: any,
 *   conflicts: Array<{id: string, field: string, label: any, values: Array<{entry: string, value: any, text: string, by: string, at: string, group: string}>}>}} Item */

/** [ms] after this no exact place of a person stands here any more, also in a shift that nobody ended */
const PLACES = 7 * 24 * 3600_000;

/** Return the open work. Rejects when the phone is locked.
 * @returns {Promise<Item[]>} */
export async function openWork() {
  await forgetPlaces();
  return (await list("open/")).map(({ value }) => value);
}

/** Take exact places out of the drawer when their days are over. @returns {Promise<void>} */
export async function forgetPlaces() {
  /** @type {Array<[string, any]>} */
  const changed = [];
  for (const { name, value } of await list("open/")) {
    const until = Date.parse(value.state?.where_until);
    if (value.state?.where && until < now()) changed.push([name, { ...value, state: { ...value.state, where: undefined } }]);
  }
  for (const { name, value } of await list("written/")) {
    const isOld = Date.parse(value.at) + PLACES < now() && value.boxes.some(isPlace);
    if (isOld) changed.push([name, { ...value, boxes: value.boxes.filter((/** @type {any} */ one) => !isPlace(one)) }]);
  }
  if (changed.length) await putAll(changed);
}

const isPlace = (/** @type {{cls: string}} */ box) => box.cls === "whereabouts";

/** Return one of it. @param {string} subject @returns {Promise<Item | undefined>} */
export const openItem = (subject) => get(`open/${subject}`);

/** Return when the open work was last asked for [ms], 0 for never: so old is what is known here of others' work. */
export const pulledAt = async () => (await get("cursor"))?.at ?? 0;

/** Return what this agent wrote in this shift, newest first: exactly what was written, to be shown to the person.
 * @returns {Promise<Array<{id: string, seq: number, kind: string, subject: string, payload: any, boxes: any[], at: string}>>} */
export async function written() {
  await forgetPlaces();
  return (await list("written/")).map(({ value }) => value).sort((a, b) => b.seq - a.seq);
}

/** Fetch what changed since the last time, page by page; a cut pull goes on where it stopped.
 * @param {string} token @param {{node: string, epoch: number}} from @returns {Promise<void>} */
export async function pull(token, from) {
  if (!session()) return;
  const { account, secret } = unlocked();
  const headers = { "X-Vereda-Agent": account, "X-Vereda-Agent-Key": secret };
  const isPractice = practising();
  let kept = await get("cursor");
  if (kept?.node !== from.node || kept?.epoch !== from.epoch) kept = { ...from, cursor: 0 };
  for (let page = 0; page < PAGES_MOST; page += 1) {
    const { status, json } = await call("GET", `pull?cursor=${kept.cursor}${isPractice ? "&practice=true" : ""}`, { token, headers });
    if (status !== 200 || !session() || unlocked().account !== account || practising() !== isPractice) return; // locked meanwhile, another agent, the other side
    kept = { node: from.node, epoch: json.epoch ?? from.epoch, cursor: json.cursor, at: now() };
    const there = json.items.map((/** @type {Item} */ one) => [`open/${one.subject}`, one]);
    const gone = json.gone.map((/** @type {string} */ subject) => `open/${subject}`);
    if (json.fresh) gone.push(...(await list("open/")).map(({ name }) => name));
    await putAll([...there, ["cursor", kept]], gone);
    tell("openwork");
    if (!json.more) return;
  }
}
