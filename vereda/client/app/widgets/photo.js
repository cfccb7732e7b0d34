/* A photograph, only in forms whose purpose needs one. It is taken here and not by the phone's own program, which keeps pictures with
   their place where anybody finds them; drawn anew without its metadata, and encrypted before it is kept. */
import { button, h, overlay, round, say } from "../frame.js";
import { keyOf } from "../payload.js";
import { t } from "../words.js";

const MOST = 3;

/** @param {import("../payload.js").Question} question @param {import("../forms.js").Form} form */
export function photo(question, form) {
  const key = keyOf(question);
  const host = h("div", {});
  const take = async () => {
    try {
      const picture = await shoot();
      if (!picture || !form.photo) return;
      form.answers[key] = [...(form.answers[key] || []), await form.photo(picture)];
    } catch {
      say(t("photo_failed"), "alarm");
    }
    draw();
    form.changed(question);
  };
  const draw = () => {
    const taken = form.answers[key] || [];
    host.replaceChildren(...(taken.length ? [h("p", { class: "said" }, t("photos", { n: taken.length }))] : []),
      ...(taken.length < MOST ? [button("camera", t("take_photo"), take, "left")] : []),
      ...(taken.length ? [button("undo", t("drop_photo"), () => { form.answers[key] = taken.slice(0, -1); draw(); form.changed(question); }, "left")] : []));
  };
  draw();
  return host;
}

/** Show what the camera sees until a picture is taken; null when it was closed, also because the phone locked.
 * @returns {Promise<Blob | null>} */
async function shoot() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment", width: { ideal: 1920 } } });
  const seen = /** @type {HTMLVideoElement} */ (h("video", { class: "photo", autoplay: true, playsinline: true }));
  seen.srcObject = stream;
  try {
    return await overlay((close) => [
      h("header", { class: "top with-back" }, round("left", t("back"), () => close(null)), h("h1", { tabindex: "-1" }, t("take_photo"))),
      h("main", {}, seen),
      h("div", { class: "acts" }, button("camera", t("take_photo"), async () => close(await still(seen)), "main")),
    ]);
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

/** @param {HTMLVideoElement} seen @returns {Promise<Blob | null>} */
function still(seen) {
  const canvas = document.createElement("canvas");
  canvas.width = seen.videoWidth;
  canvas.height = seen.videoHeight;
  canvas.getContext("2d")?.drawImage(seen, 0, 0);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
}
