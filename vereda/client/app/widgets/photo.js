/* A photograph, only in forms whose purpose needs one. It is drawn anew without its metadata and encrypted before it is kept. */
import { button, h, say } from "../frame.js";
import { keyOf } from "../payload.js";
import { t } from "../words.js";

const MOST = 3;

/** @param {import("../payload.js").Question} question @param {import("../forms.js").Form} form */
export function photo(question, form) {
  const key = keyOf(question);
  const host = h("div", {});
  const input = /** @type {HTMLInputElement} */ (h("input", { type: "file", accept: "image/*", capture: "environment", hidden: true, "data-photo": true }));
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    input.value = "";
    if (!file || !form.photo) return;
    try {
      form.answers[key] = [...(form.answers[key] || []), await form.photo(file)];
    } catch {
      say(t("photo_failed"), "alarm");
    }
    draw();
    form.changed(question);
  });
  const draw = () => {
    const taken = form.answers[key] || [];
    host.replaceChildren(input, ...(taken.length ? [h("p", { class: "said" }, t("photos", { n: taken.length }))] : []),
      ...(taken.length < MOST ? [button("camera", t("take_photo"), () => input.click(), "left")] : []),
      ...(taken.length ? [button("undo", t("drop_photo"), () => { form.answers[key] = taken.slice(0, -1); draw(); form.changed(question); }, "left")] : []));
  };
  draw();
  return host;
}
