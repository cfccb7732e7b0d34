/* Where: the phone's own point with its error, a named place, or words such as 'near kilometre 100'. The clear part is coarse. */
import { button, h, icon } from "../frame.js";
import { keyOf } from "../payload.js";
import { t } from "../words.js";
import { nearest } from "../screens/store.js";
import { pick } from "./picker.js";

const FRESH_MS = 2 * 60 * 1000; // in ten minutes a truck is ten kilometres on, and an alert would send the search to where it was
const WAIT_MS = 20000;
/** @type {{ lat: number, lon: number, accuracy_m: number, at: number } | null} */
let lastFix = null;

/** @param {import("../payload.js").Question} question @param {import("../forms.js").Form} form */
export function place(question, form) {
  const key = keyOf(question);
  const line = h("span", { class: "what", "aria-live": "polite" });
  const more = h("div", { hidden: true });
  const host = h("div", { class: "block" }, h("div", { class: "place-said" }, icon("pin"), line, button("", t("change_place"), () => { more.hidden = !more.hidden; })), more);
  const value = () => form.answers[key];
  const put = (/** @type {any} */ next) => { form.answers[key] = next; line.textContent = next?.said || t("place_searching"); form.changed(question); };

  const fromPoint = (/** @type {NonNullable<typeof lastFix>} */ fix, /** @type {boolean} */ asked) => {
    if (!host.isConnected && asked) return;
    const words = value()?.exact?.place;
    const near = nearest(form.reference, fix.lon, fix.lat);
    put({
      clear: { kind: "point", ...near.clear },
      exact: { lon: round(fix.lon), lat: round(fix.lat), accuracy_m: Math.round(fix.accuracy_m), ...(words ? { place: words } : {}) },
      said: `${t("place_point", { n: Math.round(fix.accuracy_m) })}${near.name ? ` · ${near.name}` : ""}`,
    });
  };
  const locate = () => {
    line.textContent = t("place_searching");
    if (!navigator.geolocation) { noPoint(); return; }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => { lastFix = { lat: coords.latitude, lon: coords.longitude, accuracy_m: coords.accuracy, at: Date.now() }; if (!value() || value().clear.kind === "point" || value().filled) fromPoint(lastFix, true); },
      noPoint, { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 60000 });
  };
  /** No point: the municipality of the post is filled in, and said to be only that. */
  const noPoint = () => {
    if (value() && !value().filled) return;
    const home = form.reference.group || {};
    const town = form.list("towns").find((one) => one.code === home.municipality);
    put({ clear: { kind: "unknown", ...clearOf(home) }, exact: {}, filled: true, said: t("place_none", { name: town?.name || home.name || "" }) });
  };
  const choose = async () => {
    const row = await pick(t("place_named"), form.list("places"));
    if (!row) return;
    put({ clear: { kind: "named", ...clearOf(row) }, exact: { lon: row.lon, lat: row.lat, place: row.name }, said: row.name });
    more.hidden = true;
  };
  const words = /** @type {HTMLInputElement} */ (h("input", { type: "text", maxlength: 200, autocomplete: "off", spellcheck: "false", placeholder: t("place_words_example"), input: () => {
    const before = value() || { clear: { kind: "unknown" }, exact: {} };
    const exact = { ...before.exact, place: words.value || undefined };
    if (!words.value) delete exact.place;
    put({ ...before, exact, said: words.value || before.said });
  } }));
  more.append(
    button("pin", t("place_here"), () => { form.answers[key] = undefined; locate(); more.hidden = true; }, "left"),
    ...((form.list("places")).length ? [button("signpost", t("place_named"), choose, "left")] : []),
    h("label", { class: "field" }, h("span", { class: "label" }, t("place_words")), words),
    h("p", { class: "quiet" }, t("place_sealed")));
  more.className = "stack";
  if (value()) line.textContent = value().said || t("place_kept");
  else if (lastFix && Date.now() - lastFix.at < FRESH_MS) { const fix = lastFix; queueMicrotask(() => fromPoint(fix, false)); }
  // A draft that was found again keeps its point: by now the phone may be at the post.
  if (!value() || value().filled || (value().clear.kind === "point" && value().exact?.lat === undefined)) queueMicrotask(locate);
  return host;
}

/** @param {number} degrees */
const round = (degrees) => Math.round(degrees * 1e5) / 1e5;

/** @param {any} row */
function clearOf(row) {
  return Object.fromEntries(["state", "municipality", "h3_5"].filter((name) => row[name]).map((name) => [name, row[name]]));
}
