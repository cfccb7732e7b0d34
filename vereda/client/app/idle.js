/** The lock that falls by itself: so many minutes without a touch, whatever the clock says and whether the screen is on. */

import { checkTime, lock, session } from "./agents.js";
import { now } from "./clock.js";
import { hear, tell } from "./tabs.js";

const LOOK = 5_000; // [ms]
const TOLD = 5_000; // [ms] between two touches that other tabs hear of
let last = { wall: now(), run: performance.now() };
let told = 0;

const begin = () => {
  last = { wall: now(), run: performance.now() };
};
hear("touch", begin);
hear("session", begin);

/** Say that somebody used the phone just now. */
export function touch() {
  begin();
  if (performance.now() - told < TOLD) return;
  told = performance.now();
  tell("touch");
}

/** [ms] since the last touch: what the wall clock says, or the running time where somebody set the clock back. */
export const idle = () => Math.max(now() - last.wall, performance.now() - last.run);

/** Lock when nothing was touched for as long as the present screen allows.
 * @param {() => number} minutes  2 in case pages, 15 in an open encounter or mission
 * @returns {() => void} stops watching */
export function watchIdle(minutes) {
  const look = () => {
    if (session() && idle() >= minutes() * 60_000) lock();
    checkTime().catch(() => {}); // no store: the next act says so
  };
  const touched = () => touch();
  const seen = () => document.visibilityState === "visible" && look(); // timers sleep while the screen is off
  const timer = setInterval(look, LOOK);
  for (const kind of ["pointerdown", "keydown", "scroll"]) addEventListener(kind, touched, { passive: true, capture: true });
  document.addEventListener("visibilitychange", seen);
  return () => {
    clearInterval(timer);
    for (const kind of ["pointerdown", "keydown", "scroll"]) removeEventListener(kind, touched, { capture: true });
    document.removeEventListener("visibilitychange", seen);
  };
}
