/* Two people wrote the same differently, neither having seen the other: both values, who, when. A person chooses; that is an entry. */
import { button, h, restart, show } from "../frame.js";
import { hour, said, t } from "../words.js";
import { folio, record, workOf, writtenThisShift } from "./store.js";

const KIND = "logbook.conflict_resolved";

/** @returns {Promise<any[]>} */
export async function conflictsOpen() {
  const settled = new Set((await writtenThisShift()).filter((one) => one.kind === KIND).map((one) => `${one.subject}/${one.payload.field}`));
  return workOf().flatMap((item) => (item.conflicts || []).filter((/** @type {any} */ one) => !settled.has(`${item.subject}/${one.field}`)).map((/** @type {any} */ one) => ({ ...one, item })));
}

/** @param {any} _params */
export async function conflicts(_params) {
  const open = await conflictsOpen();
  if (!open.length) return restart("tonight");
  const [first] = open;
  const choose = async (/** @type {any} */ value) => {
    await record({ kind: KIND, subject: first.item.subject, seen: first.item.heads, payload: { field: first.field, chosen: value.entry }, boxes: [] });
    await conflicts({});
  };
  return show({
    title: t("conflicts_n", { n: open.length }), back: () => restart("tonight"),
    body: [
      h("p", {}, t("conflict_how", { what: said(first.label) || first.field, folio: folio(first.item.subject) })),
      first.values.map((/** @type {any} */ value) => h("div", { class: "version" }, h("p", { class: "value" }, said(value.text) || String(value.value)), h("p", {}, t("said_by", { who: value.by, at: hour(value.at) })), button("check", t("this_stands"), () => choose(value)))),
    ],
    acts: [button("clock", t("decide_later"), () => restart("tonight"))],
  });
}
