/** What ends: a shift, an agent's days here, the hours without contact. What can be read goes; the queue never does. */

import { answer, all, within } from "./database.js";
import { noteTime } from "./clock.js";
import { device } from "./device.js";
import { isThere } from "./secrets.js";
import { lock, lockOut, session } from "./session.js";

/** Destroy the key of an agent's shift and what it opened.
 * @param {string} account @returns {Promise<void>} */
export const forgetShift = (account) =>
  within(["agents", "secrets", "drawer"], "readwrite", async (rows, secrets, drawer) => {
    const row = await answer(rows.get(account));
    if (row) rows.put({ ...row, shift: null });
    secrets.delete(`shift|${account}`);
    drawer.delete(IDBKeyRange.bound([account], [account, []]));
  });

/** Destroy what can be read here: of one agent, or of all. The queue and the signing key stay.
 * @param {string} why  'pin', 'expired', 'revoked', 'ended' @param {string} [account]
 * @returns {Promise<void>} */
export async function destroyReadable(why, account) {
  const there = await all("agents");
  await within(["agents", "drawer", "secrets"], "readwrite", async (rows, drawer, secrets) => {
    for (const { account: one, name, role } of there.filter((row) => !account || row.account === account)) {
      rows.put({ account: one, name, role, tries: 0, state: "destroyed", why, shift: null });
      drawer.delete(IDBKeyRange.bound([one], [one, []]));
      for (const kind of ["agent", "shift"]) secrets.delete(`${kind}|${one}`);
    }
    if (account) return;
    drawer.clear();
    secrets.clear();
  });
  if (account) lockOut(account);
  else lock();
}

/** Look at the clock: lock when it was set back, destroy what can be read after too long without contact.
 * @returns {Promise<{isBack: boolean, isExpired: boolean}>} */
export async function checkTime() {
  const [seen, state] = [await noteTime(), await device()];
  if (seen.isBack && session()) lock();
  const isExpired = Boolean(state) && seen.highest > state.contact_at + state.expires_h * 3600_000;
  if (isExpired && (await isThere("contact"))) await destroyReadable("expired");
  return { isBack: seen.isBack, isExpired };
}
