/* What went wrong, in words that say what to do. */
import { say } from "../frame.js";
import { has, t } from "../words.js";

/** @param {any} why */
export function problemWords(why) {
  const code = String(why?.code || "");
  const fill = { ...(why?.details || {}), n: why?.details?.left ?? why?.details?.n ?? 0, code };
  return has(code) ? t(code, fill) : t("client.refused", { code: code || why?.name || "?" });
}

/** Do something; say what went wrong. @param {() => Promise<any>} act */
export async function attempt(act) {
  try {
    return await act();
  } catch (why) {
    if (!(/** @type {any} */ (why).code)) console.warn(why);
    say(problemWords(why), "alarm");
    return undefined;
  }
}
