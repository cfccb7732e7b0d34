/* Handing somebody over: a text of at most 480 signs, without a name, to be read over the radio or sent as a message. As the desk makes it. */
import { button, h, icon, restart, show } from "../frame.js";
import { folio } from "../screens/store.js";
import { hour, t } from "../words.js";
import { begun, ruleLine, shape, writtenRule } from "./parts.js";
import { complaintSaid, signsSaid, whoSaid } from "./asked.js";
import { recordOf } from "./entries.js";
import { givenSaid } from "./given.js";
import { tables } from "./rules.js";
import { fitted } from "./signs.js";
import { saidOf } from "./vitals.js";

/** @param {{ subject: string }} params */
export async function handover({ subject }) {
  const kept = await recordOf(subject);
  if (!kept?.told) return restart("care");
  const parts = partsOf(kept);
  const { text, leftOut } = fitted(parts.map(([said]) => said), tables().limits.handover_most, parts.map(([, rank]) => rank));
  const last = kept.triages[kept.triages.length - 1];
  return show({
    title: t("aid_handover"), back: () => history.back(),
    body: [
      last ? h("p", { class: "triage-end" }, shape(last.colour), h("b", {}, t(`colour_${last.colour}`))) : null,
      h("p", { class: "handover-text", "data-handover": true }, text),
      h("p", { class: "quiet" }, t("aid_handover_size", { n: [...text].length, most: tables().limits.handover_most }), leftOut ? ` ${t("aid_handover_left", { n: leftOut })}` : ""),
      last ? writtenRule(last.rule) : null, kept.vitals.some((/** @type {any} */ one) => one.scored) ? ruleLine("NEWS2") : null,
      h("p", { class: "alarm" }, t("aid_handover_how")),
    ],
    acts: [h("a", { class: "button", href: `sms:?body=${encodeURIComponent(text)}`, "data-k": "sms" }, icon("phone"), h("span", {}, t("aid_sms"))), button("check", t("ready"), () => history.back(), "main")],
    actsLook: "two",
  });
}

const [FIRST, SOON, LATER] = [0, 1, 2];

/** As receivers listen, each with the rank by which it takes its room: ATMIST (age, time, mechanism, what is wrong, signs, treatment), then what of SAMPLE was not said yet. @param {any} kept @returns {Array<[string, number]>} */
export function partsOf({ subject, at, told, vitals, given, triages }) {
  const sets = [...vitals].sort((one, two) => Date.parse(one.taken_at) - Date.parse(two.taken_at));
  const whole = sets.filter((one) => one.scored).pop();
  const last = triages[triages.length - 1];
  const seen = signsSaid(told);
  /** @type {Array<[string, number]>} */
  const typed = ["medicines", "medicines_lost", "past", "last_meal", "events"].map((name) => [told[name]?.trim() ? sentence(t(`aid_tell_${name}`, { what: told[name].trim() })) : "", LATER]);
  return [
    [`${t("aid_care_of")} ${folio(subject)}, ${hour(at)}.`, FIRST], [sentence(whoSaid(told)), FIRST],
    [told.mechanism ? `${t("aid_how")}: ${t(`mechanism_${told.mechanism}`).toLowerCase()}.` : "", SOON],
    [sentence((told.complaints ?? []).map(complaintSaid).join("; ")), SOON],
    [told.pregnant === "yes" ? sentence(t("aid_pregnant")) : "", FIRST],
    [seen.length ? sentence(t("aid_danger_loud", { signs: seen.join("; ").toLowerCase() })) : "", SOON],
    [last ? `Triage ${t(`colour_${last.colour}`).toLowerCase()} (${last.rule}), ${hour(last.triaged_at)}.` : "", SOON],
    ...sets.slice(-1).map((one) => pair(signs(one), SOON)), ...(whole && whole !== sets[sets.length - 1] ? [pair(signs(whole), LATER)] : []),
    ...given.map((/** @type {any} */ one) => pair(`${givenSaid(one)}, ${hour(one.given_at)}.`, LATER)),
    [told.allergies?.trim() ? `${t("aid_not_give_loud", { what: told.allergies.trim() })}.` : "", FIRST],
    ...(told.flags ?? []).map((/** @type {string} */ one) => pair(sentence(t(`flag_${one}`)), SOON)),
    ...typed, [told.checked_by?.trim() ? t("aid_tell_checked") : "", LATER], [sentence(told.note ?? ""), LATER],
  ];
}

/** @param {string} said @param {number} rank @returns {[string, number]} */
const pair = (said, rank) => [said, rank];

/** @param {any} one */
const signs = (one) => `${t("aid_vitals")} ${hour(one.taken_at)}: ${saidOf(one).map((pair) => pair.map(small).join(" ")).join(", ")}.${one.scored ? ` NEWS2 ${one.scored.total}.` : ""}`;

/** A word within a sentence; names and signs stay: Glasgow, E4 V5 M6. @param {string} word */
const small = (word) => (/^\p{L}\p{Ll}/u.test(word) && word !== "Glasgow" ? word.slice(0, 1).toLowerCase() + word.slice(1) : word);

/** @param {string} words */
function sentence(words) {
  const said = begun(words.split(/\s+/).filter(Boolean).join(" "));
  return !said || said.endsWith(".") ? said : `${said}.`;
}
