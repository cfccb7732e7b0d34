/* Writing first aid: a record and the service that its encounter holds, in one act, sealed as health; afterwards what is measured, done, and how it ended.
 *
 * The agent writes; read back are what must not be given or done, by a paramedic the whole (`vereda/access/matrix.csv`). So the readable copy of what is
 * sealed as health lasts as long as the record is open on this phone, and the common copy of the shift never holds it (`record.js`).
 */
import { session } from "../agents.js";
import { now } from "../clock.js";
import { get, list, put } from "../drawer.js";
import { uuid7 } from "../ids.js";
import { changed, CORRECTED, held } from "../telling.js";
import { outNow } from "../screens/patrol.js";
import { encountersHere, listOf, noteWritten, record, reference } from "../screens/store.js";
import { ages, isMeasured, scored } from "./vitals.js";

export const FIRST_AID = "FIRST_AID";
const OF = (/** @type {string} */ kind) => `medical.${kind}`;
const MET = "encounters.recorded";

/** @typedef {{ subject: string, encounter: string, at: string, told: any, vitals: any[], given: any[], triages: any[], outcome?: string, place?: string, isOpen: boolean, isWithdrawn?: boolean,
 *   counted?: { before: number, people: number }, flags?: string[], allergies?: string }} Kept  what this phone may still show of a record */

/** @param {string} subject */
const nameOf = (subject) => `care/${subject}`;

/** The records of this shift, the newest first. @returns {Promise<Kept[]>} */
export const records = async () => (await list("care/")).map(({ value }) => value).sort((one, two) => (one.at < two.at ? 1 : -1));
/** @param {string} subject @returns {Promise<Kept | undefined>} */
export const recordOf = (subject) => get(nameOf(subject));
/** What everybody who helps may know, never why. @param {Kept} one */
export const safetyOf = (one) => ({ flags: one.told?.flags ?? one.flags ?? [], allergies: (one.told?.allergies ?? one.allergies ?? "").trim() });
/** Whether who is at work may write first aid at all (`vereda/access/matrix.csv`, K3). */
export const mayWrite = () => ["agent", "paramedic"].includes(session()?.role ?? "");
/** Whether who is at work may read the whole of a record that is closed. */
export const readsWhole = () => session()?.role === "paramedic";

const TYPED = ["medicines", "medicines_lost", "past", "last_meal", "events", "checked_by", "note"];

/** What is told of a person, as its box holds it. @param {any} told */
function boxOf(told) {
  const { age_years, age_months } = ages(told);
  const made = { complaints: told.complaints, mechanism: told.mechanism, sex: told.sex, age_years, age_months, pregnant: told.pregnant, signs: told.signs, allergies: told.allergies?.trim(), flags: told.flags, ...Object.fromEntries(TYPED.map((name) => [name, told[name]?.trim()])) };
  return Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined && value !== "" && (!Array.isArray(value) || value.length)));
}

const health = (/** @type {any} */ fields) => ({ cls: "health", fields });
const line = () => uuid7().replaceAll("-", "");
const strip = (/** @type {any} */ { line: _line, measured_by: by, ...rest }) => (by?.trim() ? { ...rest, measured_by: by.trim() } : rest);

/** @param {any} outcome @param {string | undefined} place */
const ended = (outcome, place) => [health({ outcome }), ...(place?.trim() ? [{ cls: "whereabouts", fields: { place: place.trim() } }] : [])];

/** Write a record, with the encounter where there is none, and close its draft, in one act.
 * @param {{ at: string, told: any, vitals: any, given: any[], triages?: any[], outcome?: string, place?: string, encounter?: string, where?: any, alone?: boolean, draft?: string }} state
 * @returns {Promise<Kept>} */
export async function open(state) {
  const subject = uuid7();
  const met = state.encounter ? (await encountersHere()).find((one) => one.subject === state.encounter) : undefined;
  const encounter = state.encounter || uuid7();
  const [vitals, given, triages] = [isMeasured(state.vitals) ? [{ line: line(), ...state.vitals, scored: scored(state.vitals, state.told) }] : [], state.given.map((one) => ({ line: line(), ...one })), (state.triages ?? []).map((one) => ({ line: line(), ...one }))];
  const facts = [
    { kind: OF("first_aid_opened"), payload: { encounter }, boxes: [health(boxOf(state.told))] },
    ...triages.map((one) => ({ kind: OF("triage_noted"), payload: { line_id: one.line }, boxes: [health(strip(one))] })),
    ...vitals.map((one) => ({ kind: OF("vitals_taken"), payload: { line_id: one.line }, boxes: [health(strip(one))] })),
    ...given.map((one) => ({ kind: OF("treatment_given"), payload: { line_id: one.line }, boxes: [health(strip(one))] })),
    ...(state.outcome ? [{ kind: OF("outcome_noted"), payload: {}, boxes: ended(state.outcome, state.place) }] : []),
  ];
  let last = "";
  const chained = facts.map((one) => { const id = uuid7(); const made = { ...one, id, subject, seen: last ? [last] : [] }; last = id; return made; });
  const counted = state.encounter ? await more(met) : { before: 0, people: 1 };
  /** @type {Kept} */
  const kept = { subject, encounter, at: state.at, told: state.told, vitals, given, triages, outcome: state.outcome, place: state.place, isOpen: true, counted };
  const rest = { at: new Date(state.at), draft: state.draft, keep: [[nameOf(subject), kept]] };
  if (!state.encounter) await record({ ...rest, kind: MET, subject: encounter, ...metAlone(state), beside: chained });
  else {
    const services = counted ? [{ service: FIRST_AID, people: counted.people }] : [];
    await record({ ...rest, ...chained[0], beside: [...chained.slice(1), ...(services.length ? [{ kind: CORRECTED, subject: encounter, payload: { services } }] : [])] });
    if (met && services.length) await noteWritten({ ...met, payload: changed(met.payload, services) });
  }
  return kept;
}

const isOffered = () => listOf("services").some((one) => one.code === FIRST_AID);

/** The meeting with one person who was cared for: what is tapped of them, and where. @param {any} state */
function metAlone({ told, where, alone }) {
  const { age_years, age_months } = ages(told);
  const years = age_months === undefined ? age_years : Math.floor(age_months / 12);
  const patrol = outNow();
  const line_ = { ...(told.sex ? { sex: told.sex } : {}), ...(years === undefined ? {} : { age_band: years < 18 ? "0-17" : "18+" }) };
  const payload = {
    people_met: 1, place: where?.clear, services: isOffered() ? [{ service: FIRST_AID }] : [],
    ...(Object.keys(line_).length ? { lines: [{ line_id: "p1", count: 1, ...line_ }] } : {}), ...(alone ? { unaccompanied_minors: 1 } : {}),
    ...(listOf("@patrols").some((one) => one.code === patrol) ? { patrol } : {}),
  };
  const exact = where?.exact && Object.keys(where.exact).length ? [{ cls: "whereabouts", fields: where.exact }] : [];
  return { payload, boxes: exact };
}

/** For how many people the encounter is to hold the service; undefined where it cannot: care comes before counting, and the desk says so. @param {any} met */
async function more(met) {
  if (!met || !isOffered()) return undefined;
  const wanted = (await records()).filter((one) => one.encounter === met.subject && !one.isWithdrawn).length + 1;
  const before = held(met.payload, FIRST_AID);
  const isOnLines = Object.values(met.payload.lines ?? {}).some((/** @type {any} */ one) => one.services?.includes(FIRST_AID));
  return before >= wanted || wanted > met.payload.people_met || isOnLines ? undefined : { before, people: wanted };
}

/** Note one thing more of a record that is open here. @param {Kept} kept @param {any} fact @param {Kept} next @param {string} [draft] */
const note = async (kept, fact, next, draft) => { await record({ ...fact, subject: kept.subject, keep: [[nameOf(kept.subject), next]], draft }); return next; };

/** @param {Kept} kept @param {any} vitals @param {string} [draft] */
export function takeVitals(kept, vitals, draft) {
  const one = { line: line(), ...vitals, scored: scored(vitals, kept.told) };
  return note(kept, { kind: OF("vitals_taken"), payload: { line_id: one.line }, boxes: [health(strip(one))] }, { ...kept, vitals: [...kept.vitals, one] }, draft);
}

/** @param {Kept} kept @param {any[]} given @param {string} [draft] */
export function give(kept, given, draft) {
  const made = given.map((one) => ({ line: line(), ...one }));
  const facts = made.map((one) => ({ kind: OF("treatment_given"), payload: { line_id: one.line }, boxes: [health(strip(one))] }));
  return note(kept, { ...facts[0], beside: facts.slice(1).map((one) => ({ ...one, subject: kept.subject })) }, { ...kept, given: [...kept.given, ...made] }, draft);
}

/** @param {Kept} kept @param {any} told @param {string} [draft] */
export const correct = (kept, told, draft) => note(kept, { kind: OF("first_aid_corrected"), payload: {}, boxes: [health(boxOf(told))] }, { ...kept, told }, draft);
/** @param {Kept} kept @param {string} outcome @param {string | undefined} place @param {string} [draft] */
export const end = (kept, outcome, place, draft) => note(kept, { kind: OF("outcome_noted"), payload: {}, boxes: ended(outcome, place) }, { ...kept, outcome, place }, draft);
/** Take a set or something done away that was a mistake. @param {Kept} kept @param {string} of  its line */
export function takeAway(kept, of) {
  const isSet = kept.vitals.some((one) => one.line === of);
  const without = (/** @type {any[]} */ rows) => rows.filter((one) => one.line !== of);
  return note(kept, { kind: OF(isSet ? "vitals_withdrawn" : "treatment_withdrawn"), payload: { line_id: of } }, { ...kept, vitals: without(kept.vitals), given: without(kept.given) });
}

/** The record is a mistake: it is taken back, with the service that it wrote. @param {Kept} kept */
export async function withdraw(kept) {
  const met = (await encountersHere()).find((one) => one.subject === kept.encounter);
  const { before, people } = kept.counted ?? { before: 0, people: 0 };
  const isOurs = met && people > 0 && held(met.payload, FIRST_AID) === people; // somebody may have corrected it since
  const loss = before ? { services: [{ service: FIRST_AID, people: before }] } : { services_removed: [FIRST_AID] };
  await note(kept, { kind: OF("first_aid_withdrawn"), payload: {}, beside: isOurs ? [{ kind: CORRECTED, subject: kept.encounter, payload: loss }] : [] }, reduced({ ...kept, isWithdrawn: true }));
  if (met && isOurs) await noteWritten({ ...met, payload: changed(met.payload, loss.services ?? [], loss.services_removed ?? []) });
}

/** What an agent may still read of a record that is closed. @param {Kept} kept @returns {any} */
const reduced = ({ told, subject, encounter, at, isWithdrawn, counted }) => ({ subject, encounter, at, isWithdrawn, counted, isOpen: false, flags: told?.flags ?? [], allergies: told?.allergies ?? "", closed_at: new Date(now()).toISOString() });

/** Close a record on this phone: what is left is what must not be given or done; to a paramedic the whole. @param {Kept} kept */
export const close = (kept) => put(nameOf(kept.subject), readsWhole() ? { ...kept, isOpen: false } : reduced(kept));

export const kindOfTriage = () => Boolean(reference().kinds?.[OF("triage_noted")]);
