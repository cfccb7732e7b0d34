/* Whether a finger is on the glass, and when the tap that it made has been heard. */
const HEARD_MS = 50; // the click comes after the finger went up
let [isDown, presses] = [false, 0];
let lifted = () => {};

/** Whether something is being pressed, or was until just now. */
export const isPressed = () => isDown;

/** Have something done when the last tap has been heard. @param {() => void} act */
export const onLift = (act) => { lifted = act; };

addEventListener("pointerdown", () => { isDown = true; presses += 1; }, true);
for (const kind of ["pointerup", "pointercancel"]) {
  addEventListener(kind, () => {
    const before = presses;
    setTimeout(() => { if (presses === before) { isDown = false; lifted(); } }, HEARD_MS);
  }, true);
}
