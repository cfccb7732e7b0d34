/* Whether a finger is on the glass, and when the tap that it made has been heard. */
const HEARD_MS = 50; // the click comes after the finger went up
let isDown = false;
let lifted = () => {};

/** Whether something is being pressed. A tap that is being heard presses nothing any more. */
export const isPressed = () => isDown;

/** Have something done whenever a finger went up. @param {() => void} act */
export const onLift = (act) => { lifted = act; };

addEventListener("pointerdown", () => { isDown = true; }, true);
addEventListener("click", () => { isDown = false; }, true);
for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, () => setTimeout(() => { isDown = false; lifted(); }, HEARD_MS), true);
