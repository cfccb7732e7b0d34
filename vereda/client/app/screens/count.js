/* Counting at a distribution or a reception: large tiles, +2 and +5, undo; the own count, and the common one with its age. */
import { session } from "../agents.js";
import { startCount, totalOf } from "../counting.js";
import { button, go, h, icon, onLeave, restart, say, show } from "../frame.js";
import { questionsOf } from "../forms.js";
import { noteLook } from "../looks.js";
import { pulledAt } from "../openwork.js";
import { hear } from "../tabs.js";
import { hour, named, said, t } from "../words.js";
import { inForm, layoutOf, listOf, record, refresh, writtenThisShift, workOf } from "./store.js";

const STEPS = [2, 5];
const MAIN = 4; // women, men, girls, boys: large, for gloves
const AGE_MS = 15_000;
const [ARRIVED, LANE] = ["gatherings.reception_arrived", "gatherings.lane_taken"];
const RULES = /** @type {Record<string, string>} */ ({ lanes: "rule_lanes", tokens: "rule_tokens" });
const FORMS = /** @type {Record<string, string>} */ ({ "gatherings.distribution_opened": "distribution", "gatherings.reception_announced": "reception" });

/** Distributions and receptions that are open: of the group, and those of this shift that nobody else has heard of yet. */
export async function gatheringsHere() {
  const pulled = workOf("gathering").filter((one) => one.is_open);
  const [known, seen] = [new Set(pulled.map((one) => one.subject)), await pulledAt()];
  const own = (await writtenThisShift()).filter((one) => FORMS[one.kind] && !known.has(one.subject) && Date.parse(one.at) > seen);
  return [...pulled, ...own.map((one) => ({ subject: one.subject, kind: "gathering", is_open: true, heads: [], conflicts: [], state: opened(one) }))];
}

/** What a form that was just written says, as the open work will. @param {any} one */
const opened = (one) => ({ what: FORMS[one.kind], opened_at: one.at, items: one.payload.items || [], method: one.payload.method, announced: one.payload.people ?? null, place: one.payload.place, people: {}, given: {}, latest: {}, lanes: {}, clashes: [] });

/** One line: what it is, and how many so far. @param {any} item */
export function gatheringLine({ state }) {
  const people = Object.values(state.people || {}).reduce((/** @type {number} */ all, /** @type {any} */ one) => all + one, 0);
  return `${t(`open_${state.what}`)} · ${hour(state.opened_at)} · ${t("people", { n: people })}${state.announced ? ` / ${state.announced}` : ""}`;
}

/** @param {{ subject: string }} params */
export async function count({ subject }) {
  const item = (await gatheringsHere()).find((one) => one.subject === subject);
  if (!item) return restart("tonight");
  await noteLook(subject, "K1", "assist");
  const me = session()?.account || "";
  let state = item.state;
  const laid = (await writtenThisShift()).find((one) => one.kind === LANE && one.subject === subject)?.payload;
  let lane = laid ? { lane: laid.lane || "", from: laid.from_token ?? null, to: laid.to_token ?? null } : state.lanes[me] || null;
  const counting = await startCount({ subject, lane: lane?.lane || "", record, changed: () => paint() });
  const [own, all, age, note, laneLine] = [h("b", {}), h("b", {}), h("small", {}), h("div", {}), h("span", { class: "what" })];
  const tiles = [...peopleTiles(), ...itemTiles(state)];
  // Before a tile is tapped, +2 and +5 add people of whom nothing more is known.
  let last = tiles.find((tile) => tile.who === "U:U");
  const drawn = tiles.map((tile) => ({ tile, count: h("b", {}), element: h("button", { type: "button", class: "tile", "data-k": tile.key, "aria-pressed": "false" }) }));
  const people = drawn.filter((one) => one.tile.who);
  const tap = (/** @type {any} */ tile, /** @type {number} */ by) => {
    last = tile;
    navigator.vibrate?.(15);
    void counting.tap({ who: tile.who, people: tile.who ? by : 0, items: tile.who ? eachOf(state, by) : { [tile.item]: by } }).catch(() => say(t("client.storage_full"), "alarm"));
  };
  for (const { tile, count: number, element } of drawn) {
    element.append(number, h("span", {}, tile.label));
    element.addEventListener("click", () => tap(tile, 1));
  }
  const more = STEPS.map((step) => h("button", { type: "button", "data-k": `+${step}`, "aria-label": t("add_more", { n: step }), click: () => { if (last) tap(last, step); } }, `+${step}`));
  const paint = () => {
    const [mine, common] = [counting.own(), counting.common(state)];
    own.textContent = String(totalOf(mine));
    all.textContent = `${totalOf(common)}${state.announced ? ` / ${state.announced}` : ""}`;
    for (const { tile, count: number, element } of drawn) {
      const n = tile.who ? mine.people[tile.who] || 0 : mine.items[tile.item] || 0;
      number.textContent = n ? String(n) : "";
      element.setAttribute("aria-pressed", String(n > 0));
      element.classList.toggle("here", tile === last);
    }
    laneLine.textContent = lane ? laneSaid(lane) : t(state.method === "tokens" ? "tokens_ask" : "lane_ask");
    note.replaceChildren(...(state.clashes.includes(me) ? [h("p", { class: "alarm" }, t(state.method === "tokens" ? "tokens_clash" : "lane_clash"))] : []));
    void pulledAt().then((at) => { age.textContent = at ? t("as_of", { at: hour(at) }) : t("as_of_never"); });
  };
  const news = async () => {
    await refresh();
    const now = workOf("gathering").find((one) => one.subject === subject);
    if (now) state = now.state;
    lane = state.lanes[me] || lane;
    paint();
  };
  const stop = hear("openwork", () => void news());
  const hidden = () => { if (document.visibilityState === "hidden") void counting.flush().catch(() => {}); };
  const timer = setInterval(paint, AGE_MS);
  document.addEventListener("visibilitychange", hidden);
  inForm(true);
  onLeave(() => { stop(); clearInterval(timer); document.removeEventListener("visibilitychange", hidden); inForm(false); void counting.flush().catch(() => {}); });
  show({
    title: t(`open_${state.what}`), back: () => history.back(),
    body: [
      h("p", { class: "said" }, t(RULES[state.method])), note,
      state.what === "reception" && !state.arrived_at ? h("div", { class: "block" }, button("to-bus", t("arrived_now"), async () => { await record({ kind: ARRIVED, subject, payload: {}, boxes: [] }); state = { ...state, arrived_at: new Date().toISOString() }; say(t("saved")); document.querySelector("[data-arrived]")?.remove(); })) : null,
      h("button", { type: "button", class: "row", "data-lane": true, click: () => go("lane", { subject, method: state.method, lane }) }, icon("signpost"), laneLine, icon("right")),
      h("div", { class: "tiles two tap" }, people.slice(0, MAIN).map((one) => one.element)),
      h("div", { class: "tiles count" }, people.slice(MAIN).map((one) => one.element)),
      drawn.some((one) => one.tile.item) ? h("h2", {}, t(state.items.some((/** @type {any} */ one) => (one.each ?? 1) > 0) ? "items_more" : "items_given")) : null,
      h("div", { class: "tiles" }, drawn.filter((one) => one.tile.item).map((one) => one.element)),
      state.items.some((/** @type {any} */ one) => (one.each ?? 1) > 0) ? h("p", { class: "quiet" }, t("each_gets", { what: eachSaid(state) })) : null,
    ],
    acts: [
      h("div", { class: "pair" }, h("span", { class: "sum", role: "status", "data-own": true }, own, t("own_count")), h("span", { class: "sum", role: "status", "data-common": true }, all, t("common_count"), " ", age)),
      h("div", { class: "strip keys" }, button("undo", t("undo_last"), async () => { if (!(await counting.undo())) say(t("undo_none")); }), more),
    ],
  });
  paint();
}

/** The tiles of people, as the encounter has them. */
function peopleTiles() {
  const tally = layoutOf("encounter") ? questionsOf(layoutOf("encounter")).find((one) => one.widget === "tally") : null;
  return (tally?.tiles || []).map((tile) => ({ key: `${tile.values.sex}-${tile.values.age_band}`, who: `${tile.values.sex}:${tile.values.age_band}`, item: "", label: said(tile.label) }));
}

/** @param {any} state */
const listFor = (state) => listOf(state.what === "distribution" ? "supply_items" : "services");
/** @param {any} state */
const itemTiles = (state) => state.items.map((/** @type {any} */ one) => ({ key: one.item, who: "", item: one.item, label: named(listFor(state), one.item) }));
/** What people get without a tap of its own. @param {any} state @param {number} people */
const eachOf = (state, people) => Object.fromEntries(state.items.filter((/** @type {any} */ one) => (one.each ?? 1) > 0).map((/** @type {any} */ one) => [one.item, (one.each ?? 1) * people]));
/** @param {any} state */
const eachSaid = (state) => Object.entries(eachOf(state, 1)).map(([item, n]) => `${n} × ${named(listFor(state), item)}`).join(", ");
/** @param {any} lane */
const laneSaid = (lane) => [lane.lane ? t("lane_is", { lane: lane.lane }) : "", lane.from !== null && lane.to !== null ? t("tokens_are", { from: lane.from, to: lane.to }) : ""].filter(Boolean).join(" · ");

/** Which lane, or which tokens, are this agent's. @param {{ subject: string, method: string, lane: any }} params */
export function lane({ subject, method, lane: before }) {
  const isTokens = method === "tokens";
  const field = (/** @type {string} */ words, /** @type {any} */ value, /** @type {any} */ more) => { const input = /** @type {HTMLInputElement} */ (h("input", { autocomplete: "off", value: value ?? "", ...more })); return { input, element: h("label", { class: "field" }, h("span", { class: "label" }, words), input) }; };
  const [name, from, to] = [field(t("lane_name"), before?.lane, { type: "text", maxlength: 20 }), ...["token_from", "token_to"].map((word) => field(t(word), before?.[word.slice(6)], { type: "number", inputmode: "numeric", min: 0, max: 9999999 }))];
  const save = async () => {
    const [first, end] = [from, to].map((one) => (one.input.value === "" ? null : Math.trunc(Number(one.input.value))));
    if (isTokens && (first === null || end === null || end < first)) return say(t("tokens_wrong"), "alarm");
    if (!isTokens && !name.input.value.trim()) return say(t("lane_ask"), "alarm");
    await record({ kind: LANE, subject, payload: { lane: name.input.value.trim(), ...(isTokens ? { from_token: first, to_token: end } : {}) }, boxes: [] });
    history.back();
  };
  show({
    title: t(isTokens ? "tokens_yours" : "lane_yours"), back: () => history.back(),
    body: [h("p", { class: "said" }, t(RULES[method])), ...(isTokens ? [from.element, to.element] : []), name.element],
    acts: [button("check", t("save"), save, "main")],
  });
}
