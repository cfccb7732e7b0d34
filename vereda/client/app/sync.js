/** Keeping in step with the server: greet, send, fetch, photos last. One tab leads; a failure waits longer each time. */

import { session } from "./agents.js";
import { greet } from "./contact.js";
import { device, isTooOld } from "./device.js";
import { obey } from "./farewell.js";
import { sendPhotos } from "./files.js";
import { fetchTexts } from "./guidance.js";
import { pull } from "./openwork.js";
import { pushAll, pushUrgent } from "./push.js";
import { counts } from "./queue.js";
import { fetchReference } from "./reference.js";
import { hear, tell } from "./tabs.js";
import { keepVoices } from "./voices.js";

/** @typedef {{online: boolean, unsent: number, refused: number, lastContact: number, order: string, appTooOld: boolean,
 *   wrongServer: boolean, stranger: boolean, busy: boolean, code: string}} Status
 * online: the last try reached our server; lastContact [ms, 0: never]; order: '', 'wipe' or 'wiped';
 * stranger: the server does not know this phone's token: everything stays here, tell the coordinator */

const [SOON, FIRST, LONGEST, USUAL] = [1_000, 5_000, 10 * 60_000, 5 * 60_000]; // [ms]
/** [ms] a session: so long the server that proved itself is not asked again before something is sent */
const PROOF_HOLDS = 10 * 60_000;
const TROUBLES = { online: false, wrongServer: false, stranger: false, busy: false, code: "" };
/** What is known of the last contact; the rest of the status is read when it is asked for. */
let last = { ...TROUBLES };
let failures = 0;
/** @type {{contact: import("./contact.js").Contact, until: number} | null} */
let proved = null;
let wiped = false;
/** @type {number | undefined} */
let timer;

hear("status", (told) => {
  last = told;
});
hear("wiped", () => {
  wiped = true;
});
/** Whether something was written while a round was under way: it may have come too late for it. */
let isMore = false;
hear("queue-written", () => {
  isMore = true;
});

/** @returns {Promise<Status>} */
export async function status() {
  const [state, { unsent, refused }] = [await device(), await counts()];
  const order = wiped ? "wiped" : (state?.order ?? "");
  return { ...last, unsent, refused, lastContact: state?.contact_at ?? 0, order, appTooOld: isTooOld(state) };
}

/** Hear of every change of the status, and at once of the present one.
 * @param {(told: Status) => void} ear @returns {() => void} stops listening */
export function onStatus(ear) {
  const speak = () => status().then(ear, () => {}); // no store: the next act says so
  const ends = ["status", "queue", "wiped"].map((kind) => hear(kind, speak));
  void speak();
  return () => ends.forEach((end) => end());
}

/** Sync now, in this tab or in the one that is at it already.
 * @param {boolean} [isQuick]  only send what was just written, without words before and after where the session's proof holds
 * @param {boolean} [isPatient]  wait for a round that is under way, then make another: somebody looks at the answer
 * @returns {Promise<Status>} never rejects for the line's or the server's sake */
export async function syncNow(isQuick = false, isPatient = false) {
  await navigator.locks.request("vereda-sync", { ifAvailable: !isPatient }, async (held) => {
    if (held) await round(isQuick);
  });
  return status();
}

/** Send what cannot wait, beside a round that is under way: that one may be at photographs for minutes. Then a round of its own.
 * @returns {Promise<Status>} */
export async function sendUrgent() {
  const [state, held] = [await device(), proved];
  if (state && !wiped && !state.order && held && performance.now() < held.until) await pushUrgent(state.token, held.contact).catch(() => {});
  return syncNow(true, true);
}

/** One round: what fails stops it, and everything not acknowledged stays.
 * @param {boolean} isQuick */
async function round(isQuick) {
  const told = { ...TROUBLES };
  isMore = false;
  try {
    await steps(isQuick);
    told.online = true;
    failures = 0;
    if (isMore) {
      next = SOON;
      if (timer) plan(SOON); // also after a round that somebody asked for
    }
  } catch (why) {
    failures += 1;
    proved = null;
    told.code = /** @type {any} */ (why)?.code ?? "client.fault";
    told.wrongServer = told.code === "client.wrong_server";
    told.stranger = told.code === "client.stranger";
    told.busy = told.code === "client.busy";
    told.online = told.stranger || told.busy || told.code === "client.refused";
    next = waitAfter(failures, /** @type {any} */ (why)?.details?.retryAfter ?? 0);
  }
  tell("status", told);
}

let next = USUAL;

/** Return how long to wait after so many failures in a row [ms]: doubled each time, spread so that phones do not come together.
 * @param {number} count  @param {number} retryAfter [s] what the server asked for @param {() => number} [draw] */
export function waitAfter(count, retryAfter, draw = Math.random) {
  const grown = Math.min(LONGEST, FIRST * 2 ** Math.min(count - 1, 10));
  return Math.max(retryAfter * 1000, grown / 2) + (draw() * grown) / 2;
}

/** @param {import("./device.js").State} state */
async function prove(state) {
  const contact = await greet(state);
  proved = { contact, until: performance.now() + PROOF_HOLDS };
  return contact;
}

/** @param {boolean} isQuick */
async function steps(isQuick) {
  next = USUAL;
  const state = await device();
  if (!state || wiped) return;
  try {
    if (state.order) throw { code: "client.revoked" };
    const held = isQuick && !state.lost && proved && performance.now() < proved.until ? proved.contact : null;
    const contact = held ?? (await prove(state));
    await pushAll(state.token, contact);
    // The entries are safe: what follows may be cut.
    if (!held && contact.reference && !contact.tooOld) await fetchReference(contact.node, contact.reference);
    if (!held && session()) await pull(state.token, contact);
    if (!held && !contact.tooOld) await fetchTexts(state.token);
    await sendPhotos(state.token);
    if (!held && !contact.tooOld) await (await import("./training/kept.js")).fetchTraining(state.token);
    if (!held) void keepVoices(state.token); // nothing waits for a recording
  } catch (why) {
    await obey(why);
  }
}

/** Keep in step from now on: at once, when the line comes back, after each entry, and every few minutes.
 * @returns {() => void} stops */
export function startSync() {
  const soon = () => plan(0);
  // A round under way asked before she was there.
  const ends = [hear("queue-written", () => plan(0, true)), hear("session", () => plan(0, false, true)), () => removeEventListener("online", soon)];
  addEventListener("online", soon);
  soon();
  return () => {
    clearTimeout(timer);
    ends.forEach((end) => end());
  };
}

let isWholePlanned = false;
let isPatientPlanned = false;

/** @param {number} wait [ms] @param {boolean} [isQuick] @param {boolean} [isPatient] */
function plan(wait, isQuick = false, isPatient = false) {
  isWholePlanned = !isQuick || (wait === 0 && isWholePlanned);
  isPatientPlanned ||= isPatient;
  clearTimeout(timer);
  timer = setTimeout(() => {
    const [whole, patient] = [isWholePlanned, isPatientPlanned];
    isWholePlanned = isPatientPlanned = false;
    void syncNow(!whole, patient).finally(() => isPatientPlanned || plan(next));
  }, wait);
}
