/* What stops a phone, in plain words, and what to do: too old, another server, revoked and wiped, cleared by the browser. */
import { session } from "../agents.js";
import { standing } from "../device.js";
import { button, go, h, restart, show } from "../frame.js";
import { askForNewApp, takeNewApp } from "../install.js";
import { forgetMark } from "../queue.js";
import { t } from "../words.js";
import { sending, sync } from "./store.js";
import { queueWords } from "./thisphone.js";

/** Return the name of what stops this phone, or ''. */
export function stopping() {
  const { order, appTooOld, wrongServer, stranger } = sending();
  if (order) return order === "wiped" ? "wiped" : "revoked";
  if (wrongServer) return "wrong_server";
  if (stranger) return "stranger";
  return appTooOld ? "too_old" : "";
}

/** @param {{ why: string }} params */
export async function stopped({ why }) {
  const { unsent } = why === "evicted" ? await standing() : sending();
  const again = async () => { await sync(); if (stopping() !== why) await restart("start"); else await stopped({ why }); };
  const acts = {
    too_old: [button("phone", t("this_phone"), () => go("thisPhone")), button("repeat", t("update_now"), async () => { await askForNewApp(); takeNewApp(); await again(); }, "main")],
    evicted: [button("plus", t("enrol_again"), async () => { forgetMark(); await restart("enrol"); }, "main")],
    wiped: [button("plus", t("enrol_again"), () => { location.reload(); }, "main")],
  }[why] || [button("phone", t("this_phone"), () => go("thisPhone")), button("left", t("go_on_recording"), () => restart(session() ? "tonight" : "start")), button("repeat", t("send_now"), again, "main")];
  show({
    title: t(`stop_${why}`), back: null,
    body: [h("p", { class: "alarm" }, t(`stop_${why}_what`, { n: unsent })), h("p", {}, t(`stop_${why}_do`)), why === "evicted" || why === "wiped" ? null : h("p", { class: "quiet" }, queueWords())],
    acts: why === "revoked" ? acts.filter((_one, at) => at !== 1) : acts,
  });
}
