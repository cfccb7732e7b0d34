/* What follows on a record that a form made: one more entry on the same subject, with few questions or none. */
import { button, go } from "../frame.js";
import { said, t } from "../words.js";
import { layoutOf, record } from "./store.js";
import { savedTo, write } from "./writing.js";

/** The buttons of a form's record that is open. @param {string} form @param {string} subject @param {(kind: string) => any} done
 * @param {string[]} [over]  kinds that are written already */
export function thenButtons(form, subject, done, over = []) {
  const offered = (layoutOf(form)?.then || []).filter((/** @type {any} */ one) => !one.kind.endsWith("_reopened") && !over.includes(one.kind));
  return offered.map((/** @type {any} */ one) => button(one.fields?.length ? "papers" : "check", said(one.label), () => follow(one, subject, done), "left"));
}

/** @param {any} one @param {string} subject @param {(kind: string) => any} done */
export async function follow(one, subject, done) {
  if (one.fields?.length) return go("follow", { one, subject, done });
  await record({ kind: one.kind, subject, payload: {}, boxes: [] });
  await done(one.kind);
  return savedTo(t("saved"));
}

/** @param {{ one: any, subject: string, done: (kind: string) => any }} asked */
export async function followForm({ one, subject, done }) {
  await write({
    name: `${one.kind}-${subject}`, layout: { kind: one.kind, title: one.label, steps: [{ id: "then", title: one.label, fields: one.fields }] }, subject,
    saved: async () => { await done(one.kind); await savedTo(t("saved")); },
  });
}
