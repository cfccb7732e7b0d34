/* A mission from who is out on it: when the team is to be heard, and one tap for each thing that the post waits for. */
import { session } from "../agents.js";
import { now } from "../clock.js";
import { button, go, h, icon, redraw, restart, say, show } from "../frame.js";
import { uuid7 } from "../ids.js";
import { noteLook } from "../looks.js";
import { BACK, CLUE, HEARD, LEFT, SITUATION, teamsOut } from "../mission.js";
import { pulledAt } from "../openwork.js";
import { hour, named, t } from "../words.js";
import { pick } from "../widgets/picker.js";
import { placeSaid } from "./openwork.js";
import { reference, record, workOf, writtenThisShift } from "./store.js";
import { endTrack, trackBlock } from "./tracking.js";
import { write } from "./writing.js";

const TICK_MS = 10_000;

/** @typedef {import("../mission.js").Team} Team
 * @typedef {{ item: any, teams: Team[], mine: Team[] }} Here  mine: the teams that this agent goes with */

/** The missions of the group, with their teams that are out. @param {any[]} [known]  what this shift wrote, where that was read already @returns {Promise<Here[]>} */
export async function missionsHere(known) {
  const [written, at, me] = [known || (await writtenThisShift()), await pulledAt(), session()?.account || ""];
  return Promise.all(workOf("mission").filter((one) => one.is_open).map(async (item) => {
    const teams = await teamsOut(item, written, at);
    return { item, teams, mine: teams.filter((team) => team.members.includes(me)) };
  }));
}

/** What stands of a mission on tonight's screen, for who is out on it. @param {Here} here */
export const missionCards = ({ item, mine }) => mine.map((team) => h("div", { class: "block", "data-mission": item.subject },
  h("p", {}, icon("lifebuoy"), " ", h("b", {}, `${item.state.folio} · ${team.call_sign}`)),
  meeting(team), dueLine(team), unsent(team),
  h("div", { class: "pair" }, button("lifebuoy", t("open_mission"), () => go("mission", { subject: item.subject })), button("check", t("mission_report"), () => report(item.subject, team), "main"))));

/** @param {Team} team */
const meeting = (team) => (team.where || team.meet_at
  ? h("p", {}, `${t("mission_meet")}: `, [team.meet_at && hour(team.meet_at), team.where && placeSaid(team.where)].filter(Boolean).join(" · ")) : null);

/** @param {Team} team */
const unsent = (team) => (team.isWaiting ? h("p", { class: "alarm" }, t("mission_unsent", { at: hour(team.last) })) : null);

/** The hour at which the team is to be heard, counted down; in red from that hour on. @param {Team} team */
function dueLine(team) {
  const line = h("p", { "data-due": true });
  const paint = () => {
    const left = Math.ceil((team.due - now()) / 60_000);
    line.className = left > 0 ? "quiet" : "alarm";
    line.textContent = t(left > 0 ? "mission_due" : "mission_late", { at: hour(team.due), n: Math.abs(left) });
  };
  paint();
  const timer = setInterval(() => (line.isConnected ? paint() : clearInterval(timer)), TICK_MS);
  return line;
}

/** @param {{ subject: string }} params */
export async function mission({ subject }) {
  const here = (await missionsHere()).find((one) => one.item.subject === subject);
  if (!here) return restart("tonight");
  const { item, teams, mine } = here;
  await noteLook(subject, "K1", "rescue");
  const asked = mine.length ? mine : teams; // who goes along without being on the list still tells of the team
  const of = (/** @type {(team: Team) => any} */ act) => async () => { const team = await one(asked); if (team) await act(team); };
  const { where, opened_at, terrain } = item.state;
  show({
    only: "mission", title: item.state.folio, back: () => history.back(),
    body: [
      h("p", { class: "quiet" }, [terrain && named(reference().lists?.terrains, terrain), t("mission_since", { at: hour(opened_at) })].filter(Boolean).join(" · ")),
      where ? h("p", {}, icon("pin"), " ", placeSaid(where)) : null,
      asked.map((team) => teamBlock(subject, team)),
      trackBlock(subject, sole(asked)),
      asked.length ? null : h("p", { class: "quiet" }, t("mission_no_team")),
    ],
    acts: [
      asked.length ? button("check", t("mission_report"), of((team) => report(subject, team)), "main") : null,
      h("div", { class: "deeds" },
        button("people", t("mission_found"), () => go("found", { mission: subject, team: sole(asked) })),
        button("signpost", t("mission_clue"), () => go("clue", { subject, team: sole(asked) })),
        button("speech", t("mission_situation"), () => go("situation", { subject, team: sole(asked) })),
        asked.length ? button("exit", t("mission_back"), of(({ team, call_sign }) => go("missionBack", { subject, team, call_sign }))) : null),
    ].filter(Boolean),
  });
}

/** @param {string} subject @param {Team} team */
function teamBlock(subject, team) {
  const names = team.members.map((account) => (reference().group?.members || []).find((/** @type {any} */ one) => one.account === account)?.name).filter(Boolean);
  return h("div", { class: "block" }, h("p", {}, icon("people"), " ", h("b", {}, team.call_sign), names.length ? ` · ${names.join(", ")}` : ""), meeting(team), dueLine(team), unsent(team),
    team.departed_at ? h("p", { class: "quiet" }, t("left_at", { at: hour(team.departed_at) })) : button("exit", t("mission_left"), () => tell(LEFT, subject, team, t("mission_left_said")), "left"));
}

/** The team, where only one is meant. @param {Team[]} teams */
const sole = (teams) => (teams.length === 1 ? teams[0].team : undefined);

/** Which of several teams; null when the list was closed. @param {Team[]} teams @returns {Promise<Team | null>} */
async function one(teams) {
  if (teams.length < 2) return teams[0] || null;
  const chosen = await pick(t("which_team"), teams.map((team) => ({ code: team.team, name: team.call_sign })));
  return teams.find((team) => team.team === chosen?.code) || null;
}

/** @param {string} kind @param {string} subject @param {Team} team @param {string} words */
async function tell(kind, subject, team, words) {
  await record({ kind, subject, payload: { team: team.team }, boxes: [] });
  await redraw();
  say(words);
}

/** @param {string} subject @param {Team} team */
const report = (subject, team) => tell(HEARD, subject, team, t("mission_reported", { at: hour(now()) }));

/** From the return on nobody waits for the team: a glove alone does not say it. @param {{ subject: string, team: string, call_sign: string }} params */
export const missionBack = ({ subject, team, call_sign }) => show({
  title: call_sign, back: () => history.back(),
  body: [h("p", { class: "alarm" }, t("mission_back_sure"))],
  acts: [
    button("left", t("not_yet"), () => history.back()),
    button("", t("mission_back_yes"), async () => {
      await record({ kind: BACK, subject, payload: { team }, boxes: [] });
      await endTrack(team);
      await restart("tonight");
      say(t("mission_back_said"));
    }, "main"),
  ],
  actsLook: "two",
});

// Words go into the box of class contact, and a clue has no coarse place: layouts know neither, so these two are laid out here.
const WORDS = { path: "text", class: "free_text", widget: "text" };
const boxes = (/** @type {any[]} */ made) => made.map((box) => (box.cls === "free_text" ? { ...box, cls: "contact" } : box));

/** @param {string} kind @param {string} subject @param {[string, string]} titles  of the screen, and what is asked
 * @param {any[]} fields @param {(payload: any) => any} payload @param {string} words */
const form = (kind, subject, [title, asked], fields, payload, words) => write({
  name: `${kind}-${subject}`, layout: { kind, title, steps: [{ id: "told", title: asked, fields }] }, subject,
  turn: (made) => ({ payload: payload(made.payload), boxes: boxes(made.boxes) }),
  saved: async () => { await restart("tonight"); await go("mission", { subject }); say(words); },
});

/** @param {{ subject: string, team?: string }} params */
export const clue = ({ subject, team }) => form(CLUE, subject, [t("mission_clue"), t("clue_what")], [
  { path: "what", widget: "choice", list: "mission_clues", label: t("clue_what") },
  { path: "place", widget: "place", label: t("clue_where"), filled: true },
  { ...WORDS, label: t("in_words") },
], ({ what }) => ({ clue: uuid7(), what, team }), t("clue_saved"));

/** @param {{ subject: string, team?: string }} params */
export const situation = ({ subject, team }) => form(SITUATION, subject, [t("mission_situation"), t("situation_how")], [{ ...WORDS, label: t("in_words"), required: true }], () => ({ team }), t("saved"));
