/* One meeting: how many, what was given, where. Then the person is shown what was written. */
import { h, restart, say } from "../frame.js";
import { questionsOf } from "../forms.js";
import { uuid7 } from "../ids.js";
import { FOUND } from "../mission.js";
import { answersOf, changes, keyOf } from "../payload.js";
import { t } from "../words.js";
import { dropCare, encountersHere, layoutOf, listOf, noteWritten, reference, record, writtenThisShift } from "./store.js";
import { TOLD_IN, toldBeside } from "./conversation.js";
import { outNow } from "./patrol.js";
import { anonymous, savedTo, write } from "./writing.js";

const NAME = "encounter";

/** A new encounter; `repeat`: what was given, where to and the language are those of the last one, the people are not.
 * @param {{ repeat?: boolean }} params */
export async function encounter({ repeat = false }) {
  const layout = layoutOf(NAME);
  const last = repeat ? (await writtenThisShift()).find((one) => one.form === NAME && !one.struck) : null;
  await write({
    name: NAME, layout, seed: { ...filled(layout), ...(last ? repeated(layout, last.payload) : {}) },
    notice: last ? [h("p", { class: "said" }, t("repeated"))] : [], tells: true,
    turn: (made, answers) => toldBeside(made, answers[TOLD_IN]),
    saved: (receipt) => restart("written", { id: receipt.id, fresh: true }),
  });
}

/** @param {any} layout @param {any} payload */
function repeated(layout, payload) {
  const answers = answersOf(questionsOf(layout), payload);
  for (const question of questionsOf(layout)) {
    const people = question.widget === "tally" || question.widget === "number" || question.widget === "place" || question.opens;
    if (people) delete answers[keyOf(question)];
  }
  return answers;
}

/** What a rescue is among the services, where the country's catalogue has it. */
const RESCUED = "RESCUE";
/** Beside the answers of the draft: the team that found them. */
const TEAM = "of_team";

/** People whom a mission found: the encounter counts them, and the mission hears of it in the same moment. A draft that was left knows both.
 * @param {{ mission?: string, team?: string }} params */
export async function found({ mission = "", team }) {
  const layout = layoutOf(NAME);
  const given = questionsOf(layout).find((one) => one.list === "services" && listOf("services").some((row) => row.code === RESCUED));
  const link = questionsOf(layout).find((one) => one.list === "@missions");
  await write({
    name: "found", layout, notice: [h("p", { class: "said" }, t("form_found"))],
    seed: { ...filled(layout, mission), ...(given ? { [keyOf(given)]: [{ code: RESCUED }] } : {}), [TEAM]: team },
    tells: true,
    turn: (made, answers) => toldBeside(foundBeside(made, link && made.payload[link.path], answers[TEAM]), answers[TOLD_IN]),
    saved: (receipt) => restart("written", { id: receipt.id, fresh: true }),
  });
}

/** @param {{ payload: any, boxes: any[] }} made @param {string | undefined} mission  none: whoever writes took the link away @param {string | undefined} team */
function foundBeside(made, mission, team) {
  if (!mission) return made;
  const subject = uuid7();
  const told = { found: uuid7(), people: made.payload.people_met, encounter: subject, team };
  return { ...made, subject, beside: [{ kind: FOUND, subject: mission, payload: told, boxes: made.boxes.filter((box) => box.cls === "whereabouts") }] };
}

/** What the phone knows already: the patrol that is out, the mission it began from. @param {any} layout @param {string} [mission] */
function filled(layout, mission = "") {
  const known = /** @type {Record<string, string | null>} */ ({ "@patrols": outNow(), "@missions": mission });
  const stands = (/** @type {any} */ one) => listOf(one.list || "").some((row) => row.code === known[one.list || ""]);
  const links = questionsOf(layout).filter((one) => known[one.list || ""] && stands(one));
  return Object.fromEntries(links.map((one) => [keyOf(one), known[one.list || ""]]));
}

/** The anonymous tally of a locked phone: sealed at once, nobody can read it here. */
export async function lockedTally() {
  await write({
    name: NAME, layout: anonymous(layoutOf(NAME)), locked: true, title: t("locked_tally"),
    saved: async (_receipt, made) => {
      await savedTo(t("sealed_now"), "start");
      const alone = questionsOf(layoutOf(NAME)).find((one) => Number(one.opens ? made.payload[one.path] : 0) > 0);
      if (alone) say(t("child_first", { n: made.payload[alone.path] }), "alarm");
    },
  });
}

/** Say more of an encounter that is written: what changes is a correction. @param {{ id: string }} params */
export async function completeOne({ id }) {
  const layout = layoutOf(NAME);
  const written = (await encountersHere()).find((one) => one.id === id);
  if (!written) return restart("complete");
  const questions = questionsOf(layout).filter((one) => (!one.class || one.class === "contact") && one.widget !== "place" && one.widget !== "link");
  const told = { ...layout, steps: layout.steps.map((/** @type {any} */ step) => ({ ...step, fields: step.fields.filter((/** @type {any} */ one) => questions.includes(one)) })).filter((/** @type {any} */ step) => step.fields.length) };
  await write({
    name: `complete-${written.subject}`, layout: told, seed: answersOf(questions, written.payload), subject: written.subject, seen: written.heads,
    title: t("complete_one"), words: t("save_changes"), open: layout.steps.map((/** @type {any} */ step) => step.id),
    turn: ({ payload }) => ({ kind: "encounters.corrected", payload: changes(questions, written.payload, payload), boxes: [], whole: { ...written.payload, ...payload } }),
    saved: async (receipt, made) => {
      await noteWritten({ ...written, payload: made.whole, heads: [receipt.id] });
      await savedTo(t("saved"), "complete");
    },
  });
}

/** Erase what was written, because the person said so; the count stays. @param {any} written */
export async function strike(written) {
  const kind = layoutOf(NAME).then?.[0]?.kind;
  const receipt = await record({ kind, subject: written.subject, seen: written.heads, payload: {}, boxes: [] });
  await noteWritten({ ...written, struck: true, boxes: [], heads: [receipt.id] });
  await dropCare(written.subject);
}

export const isKnown = () => Boolean(reference()?.forms?.[NAME]);
