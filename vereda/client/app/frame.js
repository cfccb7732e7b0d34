/* The frame of every screen: title, way back, what waits to be sent, the actions in the lower half; and the veil. */
import { h, round } from "./elements.js";
import { isPressed, onLift } from "./finger.js";
import { t } from "./words.js";

export { button, h, icon, once, round } from "./elements.js";

const app = () => /** @type {HTMLElement} */ (document.getElementById("app"));
/** @type {Map<string, (params: any) => any>} */
const screens = new Map();
/** @type {Array<{ name: string, params: any, close?: () => void }>} */
const trail = [];
let sending = /** @type {() => string} */ (() => "");
let leaving = /** @type {() => void} */ (() => {});
let mayStand = /** @type {(name: string) => boolean} */ (() => true);
let alarm = /** @type {() => Node | null} */ (() => null);
let mark = /** @type {() => Node | null} */ (() => null);
/** How many screens were put there, and after how many of them news began to be drawn; -1: none are being drawn. */
let [shows, newsAfter] = [0, -1];
/** The screen that news were to be drawn on while a finger pressed something: taken away from under the finger, the tap would be lost. */
let late = "";

/** Put a screen on the phone.
 * @param {{ title: string, body: any[], acts?: any[], actsLook?: string, back?: (() => any) | null, tools?: any[], band?: string, isCounted?: boolean, only?: string }} screen */
export function show({ title, body, acts = [], actsLook = "", back = null, tools = [], band = "", isCounted = true, only = "" }) {
  if (only && here() !== only) return; // drawn again in the background, and the agent has gone on meanwhile
  if (only && newsAfter >= 0) {
    if (newsAfter !== shows) return; // somebody put something there meanwhile: a PIN pad
    late = isPressed() ? only : "";
    if (late) return;
    newsAfter += 1; // other news that are on their way
  }
  shows += 1;
  const heading = h("h1", { tabindex: "-1" }, title);
  const line = isCounted ? h("span", { class: "sending", "data-sending": true }, sending()) : null;
  app().replaceChildren(
    h("header", { class: back ? "top with-back" : "top" }, back ? round("left", t("back"), back) : null, heading, line, tools, alarm()),
    ...(band ? [h("aside", { class: "band" }, band)] : []),
    mark() ?? "",
    h("main", {}, body),
    h("div", { class: `acts ${actsLook}` }, acts),
  );
  heading.focus({ preventScroll: true });
}

const SAID_MS = 8000;
let told = { words: "", look: "", at: 0, screen: "" };

/** Draw the shown screen again where it is: what was said stays said. */
export async function redraw() {
  const place = trail[trail.length - 1];
  if (!place || place.close) return;
  const at = app().querySelector("main")?.scrollTop || 0;
  await draw(place);
  if (trail[trail.length - 1] !== place || app().querySelector(".pad")) return;
  if (told.screen === place.name && Date.now() - told.at < SAID_MS) say(told.words, told.look);
  app().querySelector("main")?.scrollTo(0, at);
}

/** Draw the shown screen again because something came: never over what somebody put there meanwhile, nor under a finger. */
export async function news() {
  newsAfter = shows;
  await redraw().finally(() => { newsAfter = -1; });
}

/** Say something above what the screen shows. @param {string} words @param {string} [look] */
export function say(words, look = "said") {
  told = { words, look, at: Date.now(), screen: here() };
  const main = app().querySelector("main");
  main?.querySelector("[data-said]")?.remove();
  main?.prepend(h("p", { class: look, role: "status", "data-said": true }, words));
  main?.scrollTo(0, 0);
}

onLift(() => { if (late && here() === late) void news(); late = ""; });

/** Register the screens, what the title bar says of the queue, and which screens may stand there now.
 * @param {Record<string, (params: any) => any>} known @param {() => string} queue @param {(name: string) => boolean} may */
export function register(known, queue, may) {
  for (const [name, draw] of Object.entries(known)) screens.set(name, draw);
  sending = queue;
  mayStand = may;
  history.pushState(null, "", "#");
  addEventListener("popstate", () => {
    if (location.hash.length > 1) return; // the address of a picture, not a way back
    // The first screen has nothing behind it, whatever the browser still remembers.
    newsAfter = -1;
    const left = trail.length > 1 ? trail.pop() : null;
    if (left?.close) left.close();
    else if (trail.length) void draw(trail[trail.length - 1]);
    if (trail.length === 1 && !left) history.pushState(null, "", "#"); // a glove on the back key does not close the app
  });
}

/** Cover the screen with another until something is chosen; the phone's back key closes it with null.
 * @param {(close: (chosen: any) => void) => any[]} fill
 * @returns {Promise<any>} */
export function overlay(fill) {
  return new Promise((done) => {
    /** @type {any} */
    let chosen = null;
    const cover = h("div", { class: "over", role: "dialog", "aria-modal": "true" });
    cover.append(...fill((one) => { chosen = one; history.back(); }));
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    bearAlarm(cover);
    trail.push({ name: "overlay", params: {}, close: () => { bearAlarm(app()); cover.remove(); app().inert = false; before?.focus({ preventScroll: true }); done(chosen); } });
    history.pushState(null, "", "#");
    app().inert = true;
    document.body.append(cover);
    /** @type {HTMLElement | null} */ (cover.querySelector("h1"))?.focus();
  });
}

/** Put the button of the alarm, of which there is one, into the bar of what is on top. @param {HTMLElement} shown */
const bearAlarm = (shown) => shown.querySelector("header.top")?.append(alarm() ?? "");

/** Bring the title bar up to date without drawing the screen again. */
export function refreshQueue() {
  const line = document.querySelector("[data-sending]");
  if (line) line.textContent = sending();
}

/** Go to a screen. What it needs stays in memory: the browser writes its history to disk.
 * @param {string} name @param {any} [params] */
export async function go(name, params = {}) {
  newsAfter = -1;
  const over = trail[trail.length - 1]?.close ? trail.pop() : null; // a list that lies on top is closed without a choice
  over?.close?.();
  trail.push({ name, params });
  if (!over) history.pushState(null, "", "#");
  await draw({ name, params });
}

/** Go to a screen from which there is no way back to where we were: after saving, locking, entering. 
 * @param {string} name @param {any} [params] */
export async function restart(name, params = {}) {
  newsAfter = -1;
  for (const one of trail) one.close?.();
  trail.length = 0;
  trail.push({ name, params });
  await draw({ name, params });
}

/** Put what makes a button for an officer in danger into the bar of every screen. @param {() => Node | null} make */
export const offerAlarm = (make) => { alarm = make; };
/** Put what must be seen as long as it lasts below the bar of every screen. @param {() => Node | null} make */
export const offerMark = (make) => { mark = make; };

/** The name of the screen that is shown. */
export const here = () => trail[trail.length - 1]?.name || "";

/** Have something done when the shown screen is left. @param {() => void} act */
export const onLeave = (act) => { leaving = act; };

/** @param {{ name: string, params: any }} place */
async function draw({ name, params }) {
  const left = leaving;
  leaving = () => {};
  left();
  await screens.get(name)?.(params);
  // The phone locked while the screen was being read from the disk.
  if (mayStand(name)) return;
  blank();
  await restart("start");
}

/** Take everything off the screen. */
export const blank = () => app().replaceChildren();
