/* The way of the own team, recorded on a mission: in the drawer as it grows, so that a killed browser loses a few seconds;
 * written as one track with its file when it is done.
 *
 * While the phone is locked nothing can be written into the drawer: what is recorded then waits in memory for the same agent.
 */

import { session } from "./agents.js";
import { utf8 } from "./bytes.js";
import { isoIn, now } from "./clock.js";
import { device } from "./device.js";
import { get, list, put, putAll } from "./drawer.js";
import { keepFile } from "./files.js";
import { uuid7 } from "./ids.js";
import { practising } from "./session.js";
import { hear, tell } from "./tabs.js";

export const KIND = "rescue.track_brought";
const FAR_M = 10; // a point when the team went so far
const OFTEN_MS = 30_000; // or stood so long
const GAP_MS = 5 * 60_000; // after so long without a point the way between is not known
const VAGUE_M = 100; // a worse fix is of the next tower, not of the team
const PIECE = 60; // points that are encrypted together
const KEEP_MS = 5_000;
const EARTH_M = 6_371_008.8; // as vereda/rescue/reading/recordings.py
const COARSE_M = 100;
const TYPE = "application/geo+json";
const [HEAD, PIECES] = ["track", "piece/"];

/** @typedef {[number, number, number]} Point  longitude, latitude, instant [ms]
 * @typedef {{ n: number, line: number, points: Point[] }} Part
 * @typedef {{ id: string, mission: string, team: string, began: number }} Head
 * @typedef {{ head: Head, account: string, shift: string, isPractice: boolean, watch: number | null, open: Part | null, next: number, line: number, isCut: boolean, count: number, unkept: Set<Part>, keptAt: number, isDenied: boolean }} On */

/** @type {On | null} */
let on = null;
let keeping = Promise.resolve();
let [isEnding, ends] = [false, 0]; // what is being written as a track is not gone on with, also not by who read its head before

/** What is being recorded, for the screens; null: nothing. */
export const trackNow = () => on && { mission: on.head.mission, team: on.head.team, began: on.head.began, points: on.count, isRunning: on.watch !== null, isDenied: on.isDenied };

/** Whether what is recorded can be written now: in its own shift, on the side on which it began. */
const isOurs = () => Boolean(on) && session()?.shift === on?.shift && practising() === on?.isPractice;

/** Begin to record. @param {{ mission: string, team: string }} of @returns {Promise<void>} */
export async function startTrack(of) {
  const head = { id: uuid7(), began: now(), ...of };
  await putAll([[HEAD, head]], (await list(PIECES)).map(({ name }) => name)); // what a crash left of one that is written
  begin(head, []);
}

/** Go on where a killed browser or a lock left it; another agent's recording rests meanwhile. @returns {Promise<void>} */
export async function resumeTrack() {
  if (!session() || isEnding) return;
  if (session()?.account === on?.account && session()?.shift !== on?.shift) forget(); // that shift was ended, or destroyed by a second PIN
  if (on && !isOurs()) return rest();
  if (on) { watch(); return keep(); }
  const before = ends;
  const [head, parts] = [await get(HEAD), await partsOf()];
  if (head && !on && !isEnding && before === ends) begin(head, parts);
}

/** @param {Head} head @param {Part[]} parts */
function begin(head, parts) {
  const last = parts[parts.length - 1];
  on = {
    head, account: session()?.account || "", shift: session()?.shift || "", isPractice: practising(), watch: null, open: null, next: last ? last.n + 1 : 0, line: last ? last.line : 0, isCut: true,
    count: parts.reduce((sum, one) => sum + one.points.length, 0), unkept: new Set(), keptAt: 0, isDenied: false,
  };
  watch();
  tell("track");
}

/** @returns {Promise<Part[]>} what lies in the drawer, in order */
const partsOf = async () => (await list(PIECES)).map(({ value }) => value).sort((a, b) => a.n - b.n);

function watch() {
  if (!on || on.watch !== null || on.isDenied) return;
  on.watch = navigator.geolocation.watchPosition(take, failed, { enableHighAccuracy: true, maximumAge: KEEP_MS });
}

/** Ask for no more points, and forget none. */
function rest() {
  if (!on || on.watch === null) return;
  navigator.geolocation.clearWatch(on.watch);
  Object.assign(on, { watch: null, isCut: true });
}

/** Record no more, and keep nothing of what was. */
function forget() {
  rest();
  on = null;
}
hear("lock-out", (account) => { if (on?.account === account) forget(); });

/** @param {GeolocationPositionError} why */
function failed(why) {
  if (!on || why.code !== why.PERMISSION_DENIED) return; // no fix under the trees: the next one goes on
  rest();
  on.isDenied = true;
  tell("track");
}

// A browser that is not shown gives no points: where it was meanwhile nobody knows.
document.addEventListener("visibilitychange", () => {
  if (on && document.visibilityState === "hidden") on.isCut = true;
  void keep();
});

/** @param {GeolocationPosition} found */
function take({ coords }) {
  if (!on || coords.accuracy > VAGUE_M) return;
  const at = now();
  const point = /** @type {Point} */ ([round(coords.longitude), round(coords.latitude), at]);
  const last = on.open?.points[on.open.points.length - 1];
  if (last && !on.isCut && at - last[2] < OFTEN_MS && metres(last, point) < FAR_M) return;
  const isNewLine = on.isCut || !last || at - last[2] > GAP_MS;
  if (isNewLine) on.line += 1;
  if (isNewLine || !on.open || on.open.points.length >= PIECE) on.open = { n: on.next++, line: on.line, points: [] };
  on.open.points.push(point);
  on.unkept.add(on.open);
  on.isCut = false;
  on.count += 1;
  if (at - on.keptAt >= KEEP_MS) void keep();
}

/** Write what is not in the drawer yet, one after the other. @returns {Promise<void>} */
function keep() {
  keeping = keeping.then(async () => {
    if (!on || !isOurs() || !on.unkept.size) return;
    const parts = [...on.unkept];
    on.unkept.clear();
    on.keptAt = now();
    const into = on;
    await putAll(parts.map((one) => [`${PIECES}${String(one.n).padStart(6, "0")}`, one])).catch(() => parts.forEach((one) => into.unkept.add(one))); // locked meanwhile: it waits
  });
  return keeping;
}

/** End the recording and write it as a track; what is too short is nothing. @param {(told: any) => Promise<any>} record @returns {Promise<boolean>} whether there is a track */
export async function finishTrack(record) {
  if (on && !isOurs()) return false;
  isEnding = true;
  try {
    rest();
    await keep();
    const [head, lines] = [await get(HEAD), linesOf(await partsOf())];
    on = null;
    tell("track");
    if (head && lines.length) await record(await told(head, lines));
    await putAll([], [HEAD, ...(await list(PIECES)).map(({ name }) => name)]);
    return Boolean(head && lines.length);
  } finally {
    [isEnding, ends] = [false, ends + 1];
  }
}

/** What a track says, with its file kept for sending. @param {Head} head @param {Point[][]} lines */
async function told(head, lines) {
  const zone = (await device())?.zone || "UTC";
  const [all, first] = [lines.flat(), lines[0][0]];
  const iso = (/** @type {Point} */ point) => isoIn(zone, point[2]);
  const long = lines.reduce((sum, line) => sum + line.slice(1).reduce((way, point, at) => way + metres(line[at], point), 0), 0);
  const features = lines.map((line) => ({
    type: "Feature", properties: { coordTimes: line.map((point) => new Date(point[2]).toISOString()) },
    geometry: { type: "LineString", coordinates: line.map(([lon, lat]) => [lon, lat]) },
  }));
  const attachment = await keepFile(utf8(JSON.stringify({ type: "FeatureCollection", features })), TYPE);
  return {
    kind: KIND, id: head.id, draft: HEAD,
    payload: { mission: head.mission, team: head.team, recorded_from: iso(first), recorded_until: iso(all[all.length - 1]), points: all.length, length_m: Math.round(long / COARSE_M) * COARSE_M },
    boxes: [{ cls: "contact", fields: { attachments: [attachment] } }],
  };
}

/** @param {Part[]} parts @returns {Point[][]} lines of two points and more */
function linesOf(parts) {
  /** @type {Map<number, Point[]>} */
  const lines = new Map();
  for (const { line, points } of parts) lines.set(line, [...(lines.get(line) || []), ...points]);
  return [...lines.values()].filter((one) => one.length > 1);
}

/** Metres between two points. @param {Point} one @param {Point} two */
function metres([lon, lat], [lon2, lat2]) {
  const rad = Math.PI / 180;
  const half = Math.sin(((lat2 - lat) * rad) / 2) ** 2 + Math.cos(lat * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon) * rad) / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** @param {number} degrees  to 0.1 m */
const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
