/** What the second PIN does: it is typed when somebody makes an agent open the phone.
 *
 * All that could be read here is destroyed before anything is shown, for every agent. Then her home opens as on the first
 * evening. The files of the others stay in their places, and are noise; her second PIN is her PIN from now on. What waits to be
 * sent stays, sealed. At the next contact the phone says that it is lost.
 */

import { random } from "./bytes.js";
import { all, answer, within } from "./database.js";
import { lay } from "./secrets.js";
import { lock } from "./session.js";
import { fileOf, noise, noiseWrap } from "./wraps.js";

/** Kept by the screens outside the database: the patrol that is out. It would tell of what was before. */
const LEFT_OUTSIDE = "vereda-patrol-out";

/** Destroy what can be read of everybody, and leave the agent a key of her own to nothing.
 * @param {string} account @param {import("./wraps.js").Typed} by  her second PIN
 * @returns {Promise<Uint8Array>} her new file's key */
export async function emptyFor(account, by) {
  lock(); // what other tabs hold in memory
  const [contact, raw] = [random(32), random(32)];
  const file = await fileOf(by, account, contact, raw, random(32));
  const others = (await all("agents")).filter((one) => one.account !== account && one.state === "live");
  await within(["device", "agents", "drawer", "secrets"], "readwrite", async (states, rows, drawer, secrets) => {
    drawer.clear();
    lay(secrets, "contact", contact);
    lay(secrets, `agent|${account}`, file);
    secrets.delete(`shift|${account}`);
    for (const one of others) {
      lay(secrets, `agent|${one.account}`, noise());
      if (one.shift) lay(secrets, `shift|${one.account}`, noiseWrap());
    }
    rows.put({ ...(await answer(rows.get(account))), tries: 0, shift: null });
    states.put({ ...(await answer(states.get("state"))), lost: true }, "state");
  });
  localStorage.removeItem(LEFT_OUTSIDE);
  return raw;
}
