/** The queue: sealed envelopes by their number. This device cannot read them; it only knows which are there already.
 *
 * A row: seq, id, bytes, envelope (text), made_at, acked {node: epoch}, sent_at, status ('waiting' or the server's word), code.
 */

import { all, answer, read, within } from "./database.js";
import { now } from "./clock.js";

/** @typedef {{seq: number, id: string, bytes: number, envelope: string, made_at: number, acked: Object<string, number>,
 *   sent_at: number, status: string, code: string}} Row */

/** [ms] after this even the cautious stop keeping what was acknowledged */
const KEEP = 35 * 24 * 3600_000;
const MARK = "vereda-enrolled";

/** @param {{seq: number, id: string, envelope: string}} made @returns {Row} */
export const row = ({ seq, id, envelope }) =>
  marked({ seq, id, envelope, bytes: envelope.length, made_at: now(), acked: {}, sent_at: 0, status: "waiting", code: "" });

const isUnsent = (/** @type {Row} */ one) => Object.keys(one.acked).length === 0;

/** Mark a row for the index that counts: to read 2,000 envelopes in order to say how many wait takes seconds.
 * @param {any} one @returns {any} */
function marked(one) {
  if (isUnsent(one)) one.waiting = 1;
  else delete one.waiting;
  return one;
}

/** Return all rows, oldest first, without their content.
 * @returns {Promise<Array<Omit<Row, "envelope">>>} */
export const list = async () => (await all("queue")).map(({ envelope: _, ...rest }) => rest);

/** Return how many entries no server has yet, how many were refused, and how many lie here in all.
 * @returns {Promise<{unsent: number, refused: number, kept: number}>} */
export async function counts() {
  const [unsent, refusedHere, kept] = await within(["queue"], "readonly", (queue) =>
    Promise.all([answer(queue.index("waiting").count()), answer(queue.index("status").count("refused")), answer(queue.count())]),
  );
  // A cleared store has no rows and no device: then the last number known stands, never 0.
  if (!(await read("device", "state"))) return { unsent: remembered().unsent ?? 0, refused: 0, kept: 0 };
  remember({ unsent });
  return { unsent, refused: refusedHere, kept };
}

/** Return what the server refused, with its code. @returns {Promise<Array<{seq: number, id: string, code: string}>>} */
export const refused = () =>
  within(["queue"], "readonly", async (queue) =>
    (await answer(queue.index("status").getAll("refused"))).map(({ seq, id, code }) => ({ seq, id, code })),
  );

/** Whether a server has taken an entry. What is no longer here is not known to be anywhere.
 * @param {number} seq @returns {Promise<boolean>} */
export async function isSent(seq) {
  const one = await read("queue", seq);
  return Boolean(one) && !isUnsent(one) && one.status !== "refused";
}

/** Settle with a node at a contact: what it lost is to be sent again, what it has is there.
 * @param {string} node @param {number} epoch @param {number} haveUpto
 * @returns {Promise<number[]>} the numbers that it lost */
export async function settle(node, epoch, haveUpto) {
  const next = await read("queue", haveUpto + 1);
  // What a server refuses and does not count would have all after it sent again at each contact.
  const isGapKnown = next?.status === "refused" && next.acked[node] === epoch;
  /** @type {number[]} */
  const lost = [];
  await change((one) => {
    if (isUnsent(one)) return; // also below haveUpto: a twin of this device may have used the number
    if (one.seq <= haveUpto) one.acked[node] = epoch;
    else if (node in one.acked && !(isGapKnown && one.acked[node] === epoch)) {
      delete one.acked[node];
      lost.push(one.seq);
    }
  });
  return lost;
}

/** Note the answers to a batch.
 * @param {string} node @param {number} epoch @param {Row[]} rows  of the batch
 * @param {Array<{id: string, status: string, code?: string}>} answers
 * @returns {Promise<number>} how many rows they were about */
export function noteAnswers(node, epoch, rows, answers) {
  const by = new Map(answers.map((one) => [one.id, one]));
  return within(["queue"], "readwrite", async (queue) => {
    let noted = 0;
    for (const { seq, id } of rows) {
      const [told, one] = [by.get(id), await answer(queue.get(seq))];
      if (one?.id !== id || !told || !STATUSES.includes(told.status)) continue;
      noted += 1;
      one.acked[node] = epoch;
      // A second post may not know what the first refused; the refusal stays shown.
      if (one.status !== "refused" || told.status === "accepted") Object.assign(one, { status: told.status, code: told.code ?? "" });
      one.sent_at ||= now();
      queue.put(marked(one));
    }
    return noted;
  });
}

const STATUSES = ["accepted", "known", "quarantined", "not_understood", "refused"];

/** Return the next rows that a node has not acknowledged in this epoch, within the measure of one batch.
 * @param {string} node @param {number} epoch @param {number} after  number below and at which nothing is looked for
 * @param {{entries: number, bytes: number}} most
 * @returns {Promise<Row[]>} at least one where there is one */
export async function nextFor(node, epoch, after, most) {
  return within(["queue"], "readonly", async (queue) => {
    /** @type {Row[]} */
    const found = [];
    let bytes = 0;
    let cursor = await answer(queue.openCursor(IDBKeyRange.lowerBound(after, true)));
    while (cursor && found.length < most.entries) {
      const one = /** @type {Row} */ (cursor.value);
      if (one.acked[node] !== epoch) {
        if (found.length && bytes + one.bytes > most.bytes) break;
        found.push(one);
        bytes += one.bytes;
      }
      cursor.continue();
      cursor = await answer(/** @type {any} */ (cursor.request));
    }
    return found;
  });
}

/** Return what must go before all else and that a node has not acknowledged in this epoch.
 * @param {string} node @param {number} epoch @returns {Promise<Row[]>} */
export async function urgentFor(node, epoch) {
  const urgent = (await read("device", "urgent")) ?? [];
  const rows = await Promise.all(urgent.map((/** @type {number} */ seq) => read("queue", seq)));
  return rows.filter((one) => one && one.acked[node] !== epoch);
}

/** Drop what is safe elsewhere: acknowledged and covered by a verified copy, or acknowledged 35 days ago.
 * @param {number} durableUpto
 * @returns {Promise<void>} */
export const drop = (durableUpto) =>
  change((one) => {
    const isOld = one.sent_at > 0 && now() - one.sent_at > KEEP;
    return !isUnsent(one) && (one.seq <= durableUpto || (isOld && one.status !== "refused")) ? null : undefined;
  });

/** Walk over the queue in one transaction. `look` changes a row in place, or returns null to delete it.
 * @param {(one: Row) => void | null | undefined} look */
function change(look) {
  return within(["queue"], "readwrite", async (queue) => {
    let cursor = await answer(queue.openCursor());
    while (cursor) {
      const before = JSON.stringify({ ...cursor.value, envelope: "" });
      const told = look(cursor.value);
      if (told === null) cursor.delete();
      else if (JSON.stringify({ ...cursor.value, envelope: "" }) !== before) cursor.update(marked(cursor.value));
      cursor.continue();
      cursor = await answer(/** @type {any} */ (cursor.request));
    }
  });
}

/** Keep a mark outside the database: when a browser clears it, we know that there was something, and how much.
 * @param {{device?: string, unsent?: number}} told */
export function remember(told) {
  try {
    localStorage.setItem(MARK, JSON.stringify({ ...remembered(), ...told }));
  } catch {
    // no room, or forbidden: the database is what counts
  }
}

/** @returns {{device?: string, unsent?: number}} */
export function remembered() {
  try {
    return JSON.parse(localStorage.getItem(MARK) ?? "{}");
  } catch {
    return {};
  }
}

/** Forget the mark: this phone was wiped on purpose. */
export const forgetMark = () => localStorage.removeItem(MARK);
