/* This phone: what waits to be sent, what was refused and why, whether the browser keeps it, and the file for a USB stick. */
import { session } from "../agents.js";
import { all } from "../database.js";
import { device, storage } from "../device.js";
import { button, go, h, icon, redraw, say, show } from "../frame.js";
import { list, refused } from "../queue.js";
import { turnScheme } from "../scheme.js";
import { APP } from "../wire.js";
import { has, hour, t } from "../words.js";
import { attempt } from "./problems.js";
import { sending, sync } from "./store.js";

const KINDS = 12;

/** The queue in one line. */
export function queueWords() {
  const { unsent, lastContact } = sending();
  return `${t("unsent_n", { n: unsent })} · ${lastContact ? t("last_contact", { at: hour(lastContact) }) : t("no_contact_yet")}`;
}

/** The line that is always there; tapped, it tells more. */
export function stateLine() {
  return h("button", { type: "button", class: sending().online ? "state" : "state off", "data-state": true, click: () => go("thisPhone") }, icon(sending().online ? "radio" : "radio-off"), h("span", {}, queueWords()));
}

/** Bring the line up to date where it is: a tap that is under way is not lost. */
export function refreshState() {
  const line = document.querySelector("[data-state]");
  line?.classList.toggle("off", !sending().online);
  line?.querySelector("use")?.setAttribute("href", `icons.svg#${sending().online ? "radio" : "radio-off"}`);
  line?.querySelector("span")?.replaceChildren(queueWords());
}

/** @param {any} _params */
export async function thisPhone(_params) {
  const [state, kept, rows, no] = [await device(), await storage(), await list(), await refused()];
  const waiting = rows.filter((one) => !Object.keys(one.acked).length);
  show({
    title: t("this_phone"), back: () => history.back(), only: "thisPhone",
    body: [
      h("div", { class: "block" }, h("dl", { class: "facts" },
        fact(t("fact_unsent"), t("unsent_n", { n: waiting.length })), fact(t("fact_contact"), sending().lastContact ? hour(sending().lastContact) : t("no_contact_yet")),
        fact(t("fact_net"), t(sending().online ? "net_yes" : "net_no")), fact(t("fact_kept"), t(kept.persisted ? "kept_yes" : "kept_no")),
        fact(t("fact_label"), `${state?.label || ""} · ${state?.group_name || ""}`), fact(t("fact_version"), String(APP)))),
      no.length ? [h("h2", {}, t("refused_title")), h("p", {}, t("refused_how")), h("ul", { class: "rows" }, no.map((one) => h("li", {}, h("p", { class: "row hot" }, h("span", { class: "when" }, `#${one.seq}`), h("span", { class: "what" }, has(one.code) ? t(one.code, { n: 0 }) : t("refused_other"), h("small", { class: "quiet" }, ` ${one.code}`))))))] : null,
      waiting.length ? [h("h2", {}, t("waiting_title")), h("ul", { class: "rows" }, waiting.slice(0, KINDS).map((one) => h("li", {}, h("p", { class: "row" }, h("span", { class: "when" }, `#${one.seq}`), h("span", { class: "what" }, hour(one.made_at)), icon("lock")))))] : null,
      waiting.length > KINDS ? h("p", { class: "quiet" }, t("and_others", { n: waiting.length - KINDS })) : null,
      h("p", { class: "quiet" }, t("waiting_sealed")),
      h("div", { class: "stack" }, button("upload", t("usb_file"), () => attempt(() => saveBundle(state))), waiting.length ? button("camera", t("series"), () => go("series")) : null, session() ? button("lock", t("second_pin"), () => go("secondPin")) : button("plus", t("add_agent"), () => go("addAgent")), button("moon", t("scheme"), turnScheme)),
      h("p", { class: "quiet" }, t("veil_said")),
    ],
    acts: [button("repeat", t("send_now"), () => attempt(async () => { const { online } = await sync(false, true); await redraw(); say(t(online ? "sent_tried" : "client.offline")); }), "main")],
  });
}

/** @param {string} name @param {string} value */
const fact = (name, value) => [h("dt", {}, name), h("dd", {}, value)];

/** Save what waits as a file: envelopes as they are, one a line, which nobody but headquarters opens. @param {any} state */
async function saveBundle(state) {
  const made = (await all("queue")).map((one) => `${one.envelope}\n`).join("");
  if (!made) { say(t("usb_nothing")); return; }
  const label = (state?.label || "").replace(/[^A-Za-z0-9-]+/g, "-").replace(/^-|-$/g, "") || "telefono";
  const link = h("a", { href: URL.createObjectURL(new Blob([made], { type: "application/x-ndjson" })), download: `vereda-cola-${label}-${new Date().toISOString().slice(0, 10)}.jsonl` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(/** @type {HTMLAnchorElement} */ (link).href), 60000);
  say(t("usb_saved"));
}
