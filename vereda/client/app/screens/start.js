/* The locked phone: tap your name and give your PIN, or write without one: a tally, an alert, 'we are well'. */
import { agents, checkTime, unlock } from "../agents.js";
import { device } from "../device.js";
import { button, go, h, icon, restart, say, show } from "../frame.js";
import { resumePractice } from "../practice.js";
import { turnScheme } from "../scheme.js";
import { language, t, useLanguage } from "../words.js";
import { isKnown } from "./encounter.js";
import { pinPad } from "./pin.js";
import { problemWords } from "./problems.js";
import { refresh, sync } from "./store.js";
import { stateLine } from "./thisphone.js";

const TELL_LEFT = 6;

/** @param {any} _params */
export async function start(_params) {
  const [state, all, time] = [await device(), await agents(), await checkTime()];
  if (!state) return restart("enrol");
  if (state.welcome) return restart("welcome");
  await refresh();
  const names = all.map((one) => (one.state === "live"
    ? button("person", one.inShift ? t("name_in_shift", { name: one.name }) : one.name, () => pin({ account: one.account, name: one.name }), "left")
    : h("p", { class: "alarm" }, t(`destroyed_${["pin", "expired", "ended"].includes(one.why) ? one.why : "revoked"}`, { name: one.name }))));
  return show({
    only: "start", title: state.group_name, isCounted: false,
    body: [
      stateLine(),
      time.isBack ? h("p", { class: "alarm" }, t("client.clock_back")) : null,
      time.isExpired ? h("p", { class: "alarm" }, t("expired_how", { n: state.expires_h })) : null,
      h("h2", {}, t(all.length ? "who_are_you" : "nobody_yet")),
      h("div", { class: "stack" }, names, button("plus", t("add_agent"), () => go("addAgent"), "left")),
      languageRow(() => start({})),
    ],
    acts: isKnown() ? [h("p", { class: "quiet", style: null }, t("without_pin")), h("div", { class: "tiles" },
      quick("people", t("locked_tally_short"), "lockedTally"), quick("alert", t("alert"), "lockedAlert"), quick("check", t("check_in"), "lockedCheckIn"))] : [],
  });
}

/** @param {string} symbol @param {string} words @param {string} screen */
const quick = (symbol, words, screen) => h("button", { type: "button", class: "tile", "data-k": screen, click: () => go(screen) }, icon(symbol), h("span", {}, words));

/** @param {{ account: string, name: string, said?: string }} asked */
function pin({ account, name, said = "" }) {
  show({
    title: name, back: () => restart("start"),
    body: [h("p", { class: said ? "alarm" : "said", role: "status" }, said || t("give_pin"))],
    acts: [pinPad({ words: t("enter"), done: async (told) => {
      try {
        await unlock(account, told);
      } catch (why) {
        return wrong({ account, name }, why);
      }
      await resumePractice();
      await refresh();
      void sync();
      return restart("tonight");
    } })],
  });
}

/** The tries that are left are said from the fifth wrong one. @param {{ account: string, name: string }} who @param {any} why */
async function wrong(who, why) {
  if (why.code !== "client.pin_wrong") { await restart("start"); say(problemWords(why), "alarm"); return; }
  const left = why.details.left;
  pin({ ...who, said: left < TELL_LEFT ? t("pin_wrong_left", { n: left }) : t("client.pin_wrong") });
}

/** @param {() => any} again  draws the screen in the new language */
export function languageRow(again) {
  const turn = async () => { await useLanguage(language() === "es" ? "en" : "es"); await again(); };
  return h("div", { class: "pair" }, button("speech", t("other_language"), turn), button("moon", t("scheme"), turnScheme));
}
