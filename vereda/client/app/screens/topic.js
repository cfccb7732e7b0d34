/* One topic, large, to be turned to the person: its words in their language, read aloud where this phone can, and where they come from. */
import { play, readAloud, stopReading, tagOf } from "../aloud.js";
import { device } from "../device.js";
import { doubtOf, part } from "../guidance.js";
import { button, h, icon, onLeave, restart, say, show } from "../frame.js";
import { fetchVoice, voiceOf } from "../voices.js";
import { day, t } from "../words.js";
import { conversation, show as shown, unshow } from "./conversation.js";
import { bandOf, nameOf, zone } from "./orient.js";

/** @typedef {import("../guidance.js").Topic} Topic */
/** @typedef {import("../guidance.js").Part} Part */

/** @param {{ code: string }} params */
export async function topic({ code }) {
  const of = await part(conversation().language);
  const one = of?.topics.find((row) => row.code === code);
  if (!of || !one) return restart("tonight");
  const doubt = doubtOf(one, of, zone());
  shown({ topic: one.code, language: of.language, version: one.version, counts: one.counts_as });
  onLeave(stopReading);
  // The full text mostly begins as the short one does: that is said once.
  const rest = one.full.startsWith(one.short) ? one.full.slice(one.short.length).trim() : one.full;
  return show({
    title: nameOf(one), back: () => history.back(), band: doubt ? bandOf(of) : "",
    body: [
      h("article", { class: "telling", lang: tagOf(of.language), "data-version": one.version }, h("h2", {}, icon(one.icon), h("span", {}, one.title)), h("p", { class: "short" }, one.short), rest ? h("p", {}, rest) : null),
      h("p", { class: "quiet source" }, doubt ? `${t(doubt, { on: day(one.lasts) })} ` : "", one.lasts && !doubt ? `${t("orient_checked", { on: day(one.checked_on), until: day(one.lasts) })} ` : "", t("orient_source", { what: [one.article, one.source].filter(Boolean).join(" · ") })),
    ],
    acts: [
      button("undo", t("orient_not_this"), () => { unshow(one.code, of.language); history.back(); }),
      button("speaker", t("orient_listen"), () => listen(one, of, Boolean(doubt)), "main"),
    ],
    actsLook: "two",
  });
}

/** A recording, else a voice of this phone; else say that nobody can. A text that nobody answers for says so first.
 * @param {Topic} one @param {Part} of @param {boolean} hasBand */
async function listen(one, of, hasBand) {
  const token = (await device())?.token;
  if (token && one.voice && navigator.onLine) await fetchVoice(token, of.language, one).catch(() => {}); // the line went away: what is here counts
  const recording = await voiceOf(one, zone(), hasBand);
  if (recording && (await play(recording))) return;
  const words = [hasBand ? of.band : "", one.title, one.spoken].filter(Boolean).join(". ");
  if (!readAloud(words, of.language)) say(t("orient_no_voice"), "alarm");
}
