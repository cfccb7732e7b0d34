/* What a mission asks of who is out on it: her team, and when it is to be heard next. As the post reckons it (vereda/rescue/rules/overdue.py). */

import { now } from "./clock.js";
import { read } from "./database.js";

export const [LEFT, HEARD, BACK] = ["rescue.team_departed", "rescue.team_checked_in", "rescue.team_returned"];
export const [CLUE, SITUATION, FOUND] = ["rescue.clue_found", "rescue.situation_reported", "rescue.people_found"];

/** [ms] so far may a clock be ahead: what claims to be later is no word of the team */
const AHEAD = 10 * 60_000;

/** @typedef {{ team: string, call_sign: string, members: string[], check_in_min: number, sent_at: string, meet_at: string | null, departed_at: string | null,
 *   heard: string[], where?: any }} Pulled  a team as the open work tells of it
 * @typedef {Pulled & { last: number, due: number, isWaiting: boolean }} Team  last, due: heard last, to be heard next [ms]; isWaiting: the last word lies here unsent */

/** The teams of a mission that are out, with what this shift wrote since; whoever came back by what is written here is left out until the post says otherwise.
 * @param {any} item @param {any[]} written @param {number} pulledAt [ms] @returns {Promise<Team[]>} */
export async function teamsOut(item, written, pulledAt) {
  const own = written.filter((one) => one.subject === item.subject);
  const teams = [];
  for (const team of /** @type {Pulled[]} */ (item.state.teams || [])) {
    const of = (/** @type {string} */ kind) => own.filter((one) => one.kind === kind && one.payload.team === team.team);
    const [back] = of(BACK);
    if (back && (Date.parse(back.at) > pulledAt || (await isWaiting(back.seq)))) continue;
    const [word] = of(HEARD);
    const departed_at = team.departed_at || of(LEFT)[0]?.at || null;
    const told = { ...team, departed_at, heard: [...team.heard, ...of(HEARD).map((one) => one.at)] };
    teams.push({ ...told, ...dueOf(told, now()), isWaiting: Boolean(word) && (await isWaiting(word.seq)) });
  }
  return teams;
}

/** When a team was heard last, and when it is to be heard next [ms]. @param {Pulled} team @param {number} at [ms] */
export function dueOf(team, at) {
  const left = Date.parse(team.departed_at || "");
  const since = left <= at + AHEAD ? left : Date.parse(team.meet_at || team.sent_at);
  const heard = team.heard.map((one) => Date.parse(one)).filter((one) => one <= at + AHEAD && one > since);
  const last = heard.reduce((latest, one) => Math.max(latest, Math.min(one, at)), since);
  return { last, due: last + team.check_in_min * 60_000 };
}

/** Whether an entry lies here and no server has it. @param {number} seq */
async function isWaiting(seq) {
  const one = await read("queue", seq);
  return Boolean(one) && !Object.keys(one.acked).length;
}
