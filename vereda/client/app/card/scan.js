/* The camera reads the code of a contact card, where the browser can: no picture is kept, nothing but the words comes out. */
import { h, onLeave } from "../frame.js";

const LOOK_MS = 250;

/** Whether this browser reads such codes by itself. @returns {Promise<boolean>} */
export async function canScan() {
  const detector = /** @type {any} */ (globalThis).BarcodeDetector;
  if (!detector || !navigator.mediaDevices?.getUserMedia) return false;
  return (await detector.getSupportedFormats().catch(() => [])).includes("qr_code");
}

/** Look until somebody reads a code or it is stopped.
 * @param {HTMLVideoElement} video @param {(text: string) => boolean} take  true: it was one, and looking ends
 * @returns {Promise<() => void>} stops the camera. Rejects where it may not be used. */
async function scan(video, take) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment" } });
  const reader = new /** @type {any} */ (globalThis).BarcodeDetector({ formats: ["qr_code"] });
  let isOver = false;
  const stop = () => {
    if (isOver) return;
    isOver = true;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  video.srcObject = stream;
  void video.play().catch(() => {}); // stopped before it began
  const look = async () => {
    if (isOver) return;
    const found = await reader.detect(video).catch(() => []);
    if (!isOver && found.some((/** @type {any} */ one) => take(String(one.rawValue)))) stop();
    else setTimeout(() => void look(), LOOK_MS);
  };
  void look();
  return stop;
}

/** Show what the camera sees in a place of the screen until it has read something there. @param {Element} where @param {(text: string) => boolean} take
 * @returns {Promise<() => void>} stops it. Rejects where the camera may not be used. */
export async function look(where, take) {
  const video = /** @type {HTMLVideoElement} */ (h("video", { class: "scan", playsinline: true, muted: true }));
  where.replaceChildren(video);
  const stop = await scan(video, (text) => video.isConnected && take(text)).catch((why) => { video.remove(); throw why; });
  if (video.isConnected) onLeave(stop);
  else stop(); // gone on while the phone asked whether the camera may be used
  return stop;
}
