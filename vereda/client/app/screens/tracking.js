/* The recording of the way: begun and ended by a tap, and said on every screen as long as it lasts. */
import { button, h, redraw, say } from "../frame.js";
import { finishTrack, startTrack, trackNow } from "../track.js";
import { hour, t } from "../words.js";
import { record } from "./store.js";

/** What every screen says while the way is recorded, also on a locked phone: nothing of the mission. */
export const trackBand = () => (trackNow()?.isRunning ? h("p", { class: "band", "data-recording": true }, t("track_on")) : null);

/** Begin or end the recording of a team. @param {string} mission @param {string | undefined} team */
export function trackBlock(mission, team) {
  const track = trackNow();
  if (track) {
    return h("div", { class: "block", "data-track": track.points }, h("p", {}, h("b", {}, t(track.isDenied ? "track_denied" : "track_since", { at: hour(track.began), n: track.points }))),
      h("p", { class: "quiet" }, t("track_how")), button("check", t("track_stop"), stop));
  }
  return team ? h("div", { class: "block" }, button("patrol", t("track_start"), async () => { await startTrack({ mission, team }); await redraw(); }, "left"), h("p", { class: "quiet" }, t("track_how"))) : null;
}

async function stop() {
  const is = await finishTrack(record);
  await redraw();
  say(t(is ? "track_saved" : "track_nothing"));
}

/** End it where what it belongs to ends. @param {string} [team]  only of this team */
export async function endTrack(team) {
  const track = trackNow();
  if (track && (!team || track.team === team)) await finishTrack(record);
}
