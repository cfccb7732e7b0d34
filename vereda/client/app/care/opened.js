/* A record that is open on this phone: the whole of it while somebody is cared for, how it goes, and what the rules advise. Closed, an agent sees what must not be given or done. */
import { button, go, h, icon, restart, show } from "../frame.js";
import { noteLook } from "../looks.js";
import { attempt } from "../screens/problems.js";
import { folio } from "../screens/store.js";
import { hour, t } from "../words.js";
import { advice, advised } from "./advice.js";
import { trendRule } from "./aid.js";
import { complaintSaid, signsSaid, TYPED, whoSaid } from "./asked.js";
import { close, readsWhole, recordOf, safetyOf, takeAway, withdraw } from "./entries.js";
import { givenSaid } from "./given.js";
import { clock, shape, writtenRule } from "./parts.js";
import { valued } from "./pad.js";
import { pathSaid } from "./sheet.js";
import { trends } from "./signs.js";
import { MOVING, saidOf } from "./vitals.js";

/** @typedef {import("./entries.js").Kept} Kept */

/** @param {{ subject: string, fresh?: boolean, alone?: boolean, toSheet?: boolean }} params */
export async function opened({ subject, fresh = false, alone = false, toSheet = false }) {
  const kept = await recordOf(subject);
  if (!kept) return restart("care");
  if (!kept.isOpen) await noteLook(subject, "K3", "medical");
  const back = () => restart(toSheet ? "triage" : "care");
  if (!kept.told) return closed(kept, back);
  const again = () => opened({ subject, toSheet });
  const more = (/** @type {string} */ what) => () => go("aidMore", { subject, what });
  const shut = kept.isOpen ? button("lock", t("aid_close"), () => confirm(kept, "aid_close", t(readsWhole() ? "aid_close_whole" : "aid_close_means"), async () => { await close(kept); await restart("care"); }, again), "left") : null;
  return show({
    title: `${t("aid_care_of")} ${folio(subject)}`, back, only: "aidOpen",
    body: [
      fresh ? h("p", { class: "said", role: "status", "data-saved": subject }, t("aid_saved")) : null,
      kept.isOpen ? null : h("p", { class: "said", "data-closed": subject }, icon("lock"), " ", t("aid_closed_whole")),
      alone ? h("div", { class: "alarm" }, h("p", {}, t("child_first", { n: 1 })), button("child", t("open_path"), () => go("child", { encounter: kept.encounter, children: 1 }))) : null,
      kept.outcome && shut ? h("div", { class: "stack" }, shut) : null, // it is over: nothing more needs to be read here
      warned(kept), facts(kept), kept.triages.length ? triages(kept) : null, kept.isOpen ? advised(advice(kept.told, latest(kept.vitals))) : null, sets(kept, again), moved(kept.vitals), done(kept, again),
      kept.isOpen ? h("div", { class: "stack" },
        kept.outcome ? null : shut,
        button("papers", t("aid_correct"), more("told"), "left"),
        button("undo", t("aid_withdraw"), () => confirm(kept, "aid_withdraw", t("aid_withdraw_means"), async () => { await withdraw(kept); await restart("care"); }, again), "left")) : null,
    ],
    acts: kept.isOpen ? [h("div", { class: "deeds" }, button("plus", t("aid_vitals"), more("vitals"), "main"), button("hand", t("aid_done"), more("given")), button("exit", t("aid_ended"), more("outcome")), button("radio", t("aid_handover"), () => go("aidHandover", { subject })))] : [button("check", t("ready"), back)],
  });
}

/** @param {Kept} kept @param {() => any} back */
function closed(kept, back) {
  return show({
    title: `${t("aid_care_of")} ${folio(kept.subject)}`, back,
    body: [h("p", {}, hour(kept.at)), kept.isWithdrawn ? h("p", { class: "said" }, t("aid_withdrawn")) : null, warned(kept) ?? h("p", { class: "quiet" }, t("aid_no_warning")), h("p", { class: "quiet" }, icon("lock"), " ", t("aid_closed_why"))],
    acts: [button("check", t("ready"), back)],
  });
}

/** What everybody who helps must know, never why. @param {Kept} kept */
export function warned(kept) {
  const { flags, allergies } = safetyOf(kept);
  if (!flags.length && !allergies) return null;
  return h("section", { class: "alarm", "data-safety": true }, allergies ? h("p", {}, h("b", {}, t("aid_not_give", { what: allergies }))) : null, flags.length ? h("ul", {}, flags.map((/** @type {string} */ one) => h("li", {}, t(`flag_${one}`)))) : null);
}

/** The last set, by the hour at which it was measured. @param {any[]} vitals */
const latest = (vitals) => [...vitals].sort((one, two) => Date.parse(one.taken_at) - Date.parse(two.taken_at)).pop();

/** @param {Kept} kept */
function facts({ told, at, outcome, place }) {
  const rows = [
    [t("aid_when"), hour(at)], [t("aid_who"), whoSaid(told)], [t("aid_what_is"), (told.complaints ?? []).map(complaintSaid).join("; ")], [t("aid_how"), told.mechanism ? t(`mechanism_${told.mechanism}`) : ""],
    [t("aid_pregnancy"), told.pregnant ? t(told.pregnant) : ""], [t("aid_danger_signs"), signsSaid(told).join("; ")], ...Object.keys(TYPED).map((name) => [t(`aid_${name}`), told[name]]), [t("aid_note"), told.note],
    [t("aid_ended"), [outcome ? t(`outcome_${outcome}`) : "", place].filter(Boolean).join(": ")],
  ];
  return h("div", { class: "block" }, h("dl", { class: "facts" }, rows.filter(([, said]) => said).map(([name, said]) => [h("dt", {}, name), h("dd", {}, said)])));
}

/** @param {Kept} kept */
const triages = ({ triages: all }) => h("section", { class: "block" }, all.slice(-1).map((one) => [h("p", { class: "triage-end" }, shape(one.colour), h("b", {}, t(`colour_${one.colour}`)), h("span", {}, clock(one.triaged_at))), h("p", { class: "quiet" }, pathSaid(one).join(" · ")), writtenRule(one.rule)]));

/** @param {Kept} kept @param {() => any} again */
const sets = (kept, again) => (kept.vitals.length ? h("section", { class: "block" }, h("h2", {}, t("aid_vitals")), [...kept.vitals].reverse().map((one) => h("div", { class: "set", "data-set": one.line },
  h("p", {}, h("b", {}, clock(one.taken_at)), one.scored ? h("span", {}, ` · NEWS2 ${one.scored.total}`) : null), h("p", {}, saidOf(one).map((said) => said.join(" ")).join(" · ")), one.measured_by ? h("p", { class: "quiet" }, `${t("aid_measured")}: ${one.measured_by}`) : null, one.scored ? writtenRule(one.scored.rule) : null, kept.isOpen ? mistake(kept, one.line, again) : null))) : null);

/** @param {Kept} kept @param {() => any} again */
const done = (kept, again) => (kept.given.length ? h("section", { class: "block" }, h("h2", {}, t("aid_done")), kept.given.map((one) => h("div", { class: "set", "data-given": one.line }, h("p", {}, h("b", {}, clock(one.given_at)), ` ${givenSaid(one)}`), kept.isOpen ? mistake(kept, one.line, again) : null))) : null);

/** @param {Kept} kept @param {string} line @param {() => any} again */
const mistake = (kept, line, again) => button("undo", t("aid_mistake"), () => attempt(async () => { await takeAway(kept, line); await again(); }));

/** How it goes: what moved over the sets. @param {any[]} vitals */
function moved(vitals) {
  if (vitals.length < 2) return null;
  const rows = trends(vitals.map((one) => ({ at: one.taken_at, values: { ...Object.fromEntries(MOVING.map((name) => [name, one[name]])), score: one.scored?.total } })));
  return h("section", { class: "block", "data-trend": true }, h("h2", {}, t("aid_trend")), rows.map(({ name, points, change, direction }) => {
    const said = (/** @type {number} */ value) => (name === "score" ? String(value) : valued(name, value));
    const amount = change ? ` ${name === "score" ? Math.abs(change) : valued(name, Math.abs(change))}` : "";
    return h("p", { class: "trend", "data-of": name }, h("b", {}, name === "score" ? "NEWS2" : t(`part_${name}`)), " ", points.map((one) => `${said(one.value)} (${clock(one.at)})`).join(" → "), direction ? h("span", { class: "tag" }, `${t(`moves_${direction}`)}${amount}`) : null);
  }), trendRule());
}

/** @param {Kept} _kept @param {string} words @param {string} means @param {() => any} act @param {() => any} back */
function confirm(_kept, words, means, act, back) {
  show({ title: t(words), back, body: [h("p", { class: "alarm" }, means)], acts: [button("left", t("back"), back), button(words === "aid_close" ? "lock" : "undo", t(words), () => attempt(act), words === "aid_close" ? "main" : "danger")], actsLook: "two" });
}
