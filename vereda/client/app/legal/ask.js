/* Asking for legal help from an encounter: sealed to headquarters as it is saved, and not read again on this phone. Read when it is first opened. */
import { h } from "../frame.js";
import { CORRECTED, changed, held } from "../telling.js";
import { t } from "../words.js";
import { encountersHere, layoutOf, listOf, noteWritten } from "../screens/store.js";
import { savedTo, write } from "../screens/writing.js";

/** What an encounter holds of it, whatever the case is about (`vereda/legal/actions/counting.py`). */
const ADVICE = "LEGAL_ADVICE";

/** @param {{ encounter?: string }} params  none: a draft that was left knows it */
export async function ask({ encounter } = {}) {
  const near = await encountersHere();
  const services = [{ service: ADVICE, people: 1 }];
  const met = (/** @type {any} */ payload) => near.find((one) => one.subject === payload.encounter && listOf("services").some((row) => row.code === ADVICE) && !held(one.payload, ADVICE));
  await write({
    name: "legal", layout: layoutOf("legal"), seed: encounter ? { encounter } : {}, words: t("legal_send"), notice: [h("p", { class: "alarm" }, t("legal_alone"))],
    turn: (made) => ({ ...made, beside: met(made.payload) ? [{ kind: CORRECTED, subject: made.payload.encounter, payload: { services } }] : [] }),
    saved: async (_receipt, made) => {
      const one = met(made.payload);
      if (one) await noteWritten({ ...one, payload: changed(one.payload, services) });
      await savedTo(t("legal_sent"));
    },
  });
}
