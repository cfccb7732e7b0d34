/* What is shown to people in one conversation, and noting that they were told: in memory until it is noted, gone when the phone locks. */
import { now } from "../clock.js";
import { parts } from "../guidance.js";
import { uuid7 } from "../ids.js";
import { CORRECTED, TAKEN_BACK, TOLD, changed, loss, tellingOf, written } from "../telling.js";
import { draft, keepDraft, nearest, noteWritten, record, reference, writtenThisShift } from "./store.js";

/** @typedef {import("../telling.js").Shown} Shown */
/** encounter: subject of one that is written; draft: name of a form that is open. Both empty: at the door, on the road.
 * @typedef {{ encounter?: string, draft?: string, people?: number, language?: string }} Where */
/** @typedef {{ key: string, where: Where, language: string, people: number, shown: Shown[], noted: Telling[], isResumed: boolean, town: Promise<string> }} Conversation */
/** A telling that can be taken back. @typedef {{ id: string, people: number, topics: string[], at?: any }} Telling */

/** Beside the answers of a draft: what its people were told. */
export const TOLD_IN = "of_told";
const WAIT_MS = 3000;
const keyOf = (/** @type {Where} */ where) => where.encounter || (where.draft ? `draft/${where.draft}` : "");

/** @type {Conversation | null} */
let open = null;

/** Return the conversation that is open. @returns {Conversation} */
export const conversation = () => (open ??= begun({}));

/** Go on with the conversation of this place where something was shown and not noted; else begin one. @param {Where} where */
export function converse(where) {
  const goes = open && open.key === keyOf(where) && open.shown.length > 0;
  if (goes && open) open.isResumed = !open.key; // on the road it may be somebody else by now
  else open = begun(where);
}

/** Begin with another person. */
export const startAgain = () => { open = begun({ ...conversation().where, language: "" }); };

/** Forget it all. */
export const forget = () => { open = null; };

/** How many topics were shown and not noted. */
export const unnoted = () => open?.shown.length ?? 0;
/** Where they were shown. @returns {Where} */
export const whereOpen = () => open?.where ?? {};

/** @param {Where} where @returns {Conversation} */
const begun = (where) => ({ key: keyOf(where), where, language: where.language ?? "", people: Math.max(1, where.people ?? 1), shown: [], noted: [], isResumed: false, town: town() });

/** The municipality as far as the phone knows it without asking; '' where it does not. @returns {Promise<string>} */
async function town() {
  try {
    if ((await navigator.permissions.query({ name: "geolocation" })).state !== "granted") return "";
    const { coords } = await new Promise((done, failed) => navigator.geolocation.getCurrentPosition(done, failed, { timeout: WAIT_MS, maximumAge: 120_000 }));
    return nearest(reference(), coords.longitude, coords.latitude).clear.municipality ?? "";
  } catch {
    return ""; // no point, or a browser that does not tell what it allows
  }
}

/** A topic is on the screen. @param {Shown} one */
export function show(one) {
  const { shown } = conversation();
  const at = shown.findIndex((other) => other.topic === one.topic && other.language === one.language);
  shown.splice(at < 0 ? shown.length : at, at < 0 ? 0 : 1, one);
}

/** It was the wrong one. @param {string} topic @param {string} language */
export function unshow(topic, language) {
  const here = conversation();
  here.shown = here.shown.filter((one) => one.topic !== topic || one.language !== language);
}

/** What is being noted at this moment. @type {Promise<any>} */
let working = Promise.resolve();
/** Wait for it: a quick thumb is on the next screen before the disk has it. @returns {Promise<void>} */
export const settled = () => working.catch(() => {});

/** Note that so many people were told what was shown; with the service at the encounter, in one act. @returns {Promise<void>} */
export const tellPeople = () => (working = noteTelling());

async function noteTelling() {
  const here = conversation();
  const { where, people, shown } = here;
  if (!shown.length) return;
  here.shown = []; // a second tap finds nothing
  try {
    here.noted.push(where.draft ? await tellInDraft(where.draft, people, shown) : await tellNow(where.encounter, people, shown, await here.town));
  } catch (why) {
    here.shown = shown;
    throw why;
  }
  here.isResumed = false;
}

/** @param {string} name @param {number} people @param {Shown[]} shown @returns {Promise<Telling>} */
async function tellInDraft(name, people, shown) {
  const kept = (await draft(name)) ?? { answers: {}, at: new Date(now()).toISOString() };
  const made = { id: uuid7(), people, shown };
  await keepDraft(name, { ...kept, answers: { ...kept.answers, [TOLD_IN]: [...(kept.answers[TOLD_IN] ?? []), made] } });
  return { id: made.id, people, topics: shown.map((one) => one.topic) };
}

/** @param {string | undefined} encounter @param {number} people @param {Shown[]} shown @param {string} municipality @returns {Promise<Telling>} */
async function tellNow(encounter, people, shown, municipality) {
  const met = encounter ? (await writtenThisShift()).find((one) => one.subject === encounter && one.form) : undefined;
  const payload = tellingOf(shown, people, { encounter, met: met?.payload, municipality });
  const services = written(payload);
  const beside = met && services.length ? [{ kind: CORRECTED, subject: met.subject, payload: { services } }] : [];
  const { subject } = await record({ kind: TOLD, payload, at: met?.at, beside });
  if (met && beside.length) await noteWritten({ ...met, payload: changed(met.payload, services) });
  return { id: subject, people, topics: shown.map((one) => one.topic) };
}

/** What people were told while a form was open, to be written together with it.
 * @param {{ payload: any, boxes: any[], subject?: string, beside?: any[] }} made @param {Array<{ people: number, shown: Shown[] }> | undefined} told */
export function toldBeside(made, told) {
  if (!told?.length) return made;
  const subject = made.subject ?? uuid7();
  let payload = made.payload;
  const facts = told.map(({ people, shown }) => {
    // Whoever counted fewer people afterwards counted better.
    const one = tellingOf(shown, Math.min(people, payload.people_met), { encounter: subject, met: payload });
    payload = changed(payload, written(one));
    return { kind: TOLD, payload: one };
  });
  return { ...made, subject, payload, beside: [...(made.beside ?? []), ...facts] };
}

/** Take a telling back: at once, also of a form that is still open. @param {Telling} one @returns {Promise<void>} */
export const takeBack = (one) => (working = noteLoss(one));

/** @param {Telling} one */
async function noteLoss(one) {
  const { where } = conversation();
  if (where.draft) await dropFromDraft(where.draft, one.id);
  else await takeBackNow(one.id);
  const here = conversation();
  here.noted = here.noted.filter((other) => other.id !== one.id);
}

/** @param {string} name @param {string} id */
export async function dropFromDraft(name, id) {
  const kept = await draft(name);
  if (kept) await keepDraft(name, { ...kept, answers: { ...kept.answers, [TOLD_IN]: (kept.answers[TOLD_IN] ?? []).filter((/** @type {any} */ one) => one.id !== id) } });
}

/** @param {string} telling */
async function takeBackNow(telling) {
  const all = await writtenThisShift();
  const told = all.find((one) => one.subject === telling && one.kind === TOLD);
  const met = all.find((one) => one.form && one.subject === told?.payload.encounter && !one.struck);
  const counts = new Map((await parts()).flatMap((part) => part.topics.map((topic) => [topic.code, topic.counts_as])));
  const others = met ? (await tellingsAt(met.subject)).filter((one) => one.id !== telling).map(({ people, topics }) => ({ people, counts: topics.map((code) => counts.get(code) ?? "") })) : [];
  const lost = met ? loss(told?.payload, met.payload, others) : { services: [], services_removed: [] };
  const beside = met && lost.services.length + lost.services_removed.length ? [{ kind: CORRECTED, subject: met.subject, payload: lost }] : [];
  await record({ kind: TAKEN_BACK, subject: telling, payload: {}, beside });
  if (met && beside.length) await noteWritten({ ...met, payload: changed(met.payload, lost.services, lost.services_removed) });
}

/** What was told at an encounter in this shift, and not taken back. @param {string} encounter @returns {Promise<Telling[]>} */
export async function tellingsAt(encounter) {
  const all = await writtenThisShift();
  const gone = new Set(all.filter((one) => one.kind === TAKEN_BACK).map((one) => one.subject));
  const there = all.filter((one) => one.kind === TOLD && one.payload.encounter === encounter && !gone.has(one.subject));
  return there.reverse().map((one) => ({ id: one.subject, people: one.payload.people, topics: one.payload.topics.map((/** @type {any} */ topic) => topic.topic) }));
}
