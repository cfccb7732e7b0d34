/* A new phone: the supervisor's code, who works with it, and her PIN. Also one more agent on a phone that is known. */
import { button, h, restart, show } from "../frame.js";
import { addAgent, choosePin } from "../agents.js";
import { device, enrol } from "../device.js";
import { t } from "../words.js";
import { newPin } from "./pin.js";
import { problemWords } from "./problems.js";
import { languageRow } from "./start.js";
import { refresh, sync } from "./store.js";

/** @param {{ typed?: string, said?: string }} params  typed: the address of the picture, code and fingerprint */
export async function enrolPhone({ typed = "", said = "" }) {
  const input = codeField(typed.split("#inscribir=").pop()?.split(".")[0] || "");
  const go = async () => {
    try {
      const state = await enrol(typed && input.value === input.defaultValue ? typed : input.value);
      await sync();
      await refresh();
      await (state.welcome ? welcome({}) : restart("start"));
    } catch (why) {
      await enrolPhone({ typed: "", said: problemWords(why) });
    }
  };
  show({
    title: t("enrol_title"), isCounted: false,
    body: [said ? h("p", { class: "alarm", role: "alert" }, said) : null, h("p", {}, t("enrol_how")), field(input), h("p", { class: "quiet" }, t("enrol_needs_net")), languageRow(() => enrolPhone({ typed }))],
    acts: [button("check", t("enrol_do"), go, "main")],
  });
}

/** The agent whom the supervisor named chooses a PIN. @param {any} _params */
export async function welcome(_params) {
  const state = await device();
  if (!state?.welcome) return restart("start");
  const { name } = state.welcome;
  return newPin(
    (pad, words) => show({ title: t("welcome", { name }), isCounted: false, body: [h("p", {}, t("phone_of", { group: state.group_name })), h("p", { class: "said", role: "status" }, words), h("p", { class: "quiet" }, t("pin_rules"))], acts: [pad] }),
    async (pin) => { await choosePin(pin); await refresh(); void sync(); await restart("tonight"); },
  );
}

/** One more agent, by a code that she made on the desk. @param {{ said?: string, code?: string }} params  code: of the picture */
export async function addOne({ said = "", code = "" }) {
  const input = codeField(code);
  show({
    title: t("add_agent"), back: () => restart("start"),
    body: [said ? h("p", { class: "alarm", role: "alert" }, said) : null, h("p", {}, t("add_agent_how")), field(input)],
    acts: [button("check", t("next"), () => askPin(input.value), "main")],
  });
}

/** @param {string} code */
function askPin(code) {
  if (!code.trim()) return addOne({ said: t("access.code_unknown") });
  return newPin(
    (pad, words) => show({ title: t("add_agent"), back: () => addOne({}), body: [h("p", { class: "said", role: "status" }, words), h("p", { class: "quiet" }, t("pin_rules"))], acts: [pad] }),
    async (pin) => {
      try {
        await addAgent(code, pin);
      } catch (why) {
        if (/** @type {any} */ (why).code?.startsWith("client.pin_")) throw why;
        return addOne({ said: problemWords(why) });
      }
      await refresh();
      void sync();
      return restart("tonight");
    },
  );
}

/** @param {string} value @returns {HTMLInputElement} */
function codeField(value) {
  const input = /** @type {HTMLInputElement} */ (h("input", { type: "text", class: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 400, inputmode: "text", placeholder: "XXXX-XXXX-XX" }));
  input.value = value;
  input.defaultValue = value;
  return input;
}

/** @param {HTMLElement} input */
const field = (input) => h("label", { class: "field" }, h("span", { class: "label" }, t("code")), input);
