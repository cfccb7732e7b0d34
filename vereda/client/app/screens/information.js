/* What may be told and shown: rights, dangers, helpers, numbers. What nobody signed is for staff alone, and says so on each card. */
import { button, h, icon, restart, show } from "../frame.js";
import { holds } from "../holds.js";
import { said, t } from "../words.js";
import { reference } from "./store.js";

const KINDS = /** @type {Record<string, string>} */ ({ right: "rights", danger: "danger", helper: "hand", number: "phone" });

/** @param {{ kind?: string, staff?: boolean }} params */
export async function information({ kind = "", staff = false }) {
  const rows = [...(reference().information || []), ...(reference().hotlines || []).map((/** @type {any} */ one) => ({ ...one, about: one.kind, kind: "number" }))];
  const going = rows.filter((one) => holds(one, new Date()));
  const may = going.filter((one) => one.publishable);
  const shown = (staff ? going : may).filter((one) => !kind || one.kind === kind);
  show({
    title: t(staff ? "info_staff" : "information"), back: () => (staff ? information({}) : restart("tonight")), band: staff ? t("demo_band") : "",
    body: [
      !staff && !may.length ? h("div", { class: "alarm" }, h("p", {}, t("info_nothing")), h("p", {}, t("info_nothing_why"))) : null,
      shown.length || staff ? h("div", { class: "tiles two" }, Object.keys(KINDS).map((one) => h("button", { type: "button", class: "tile wide", "aria-pressed": String(kind === one), click: () => information({ kind: kind === one ? "" : one, staff }) }, icon(KINDS[one]), h("span", {}, t(`info_${one}`))))) : null,
      kind || !staff ? shown.map(card) : null,
    ],
    acts: staff ? [button("check", t("ready"), () => restart("tonight"))] : [button("lock", t("info_show_staff", { n: going.length - may.length }), () => information({ staff: true }))],
  });
}

/** @param {any} one */
function card(one) {
  const source = [one.instrument, one.article && t("article", { n: one.article })].filter(Boolean).join(", ");
  return h("div", { class: "block" },
    one.publishable ? null : h("p", { class: "band" }, t("demo_band")),
    h("p", {}, h("b", {}, one.number ? `${one.number} · ${one.name}` : one.name || said(one))),
    one.place || one.city ? h("p", {}, [one.place || one.city, one.address].filter(Boolean).join(" · ")) : null,
    one.contact ? h("p", {}, one.contact) : null,
    source || one.hours ? h("p", { class: "quiet" }, [source, one.hours].filter(Boolean).join(" · ")) : null,
    one.verified ? null : h("p", {}, h("span", { class: "tag" }, t("not_verified"))));
}
