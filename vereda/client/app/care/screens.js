/* First aid, triage and rules on the phone: read when one of their screens is first opened. The worker keeps them with the rest of the app, for when there is no signal. */
import { wearAlso } from "../scheme.js";
import { alsoWords } from "../words.js";
import { aid } from "./aid.js";
import { guide } from "./guide.js";
import { handover } from "./handover.js";
import { home } from "./home.js";
import { more } from "./more.js";
import { opened } from "./opened.js";
import { readTables } from "./rules.js";
import { people, triage } from "./triage.js";

/** @type {Record<string, (params: any) => any>} */
const SCREENS = { care: home, careGuide: guide, aid, aidOpen: opened, aidMore: more, aidHandover: handover, triage, triageList: people };
/** @type {Promise<any> | null} */
let ready = null;

/** Words, tables and looks. */
const prepare = () => Promise.all([alsoWords("care"), readTables(), wearAlso("care/care.css")]);

/** Show one of the screens. @param {string} name @param {any} params */
export async function open(name, params) {
  ready ??= prepare();
  try {
    await ready;
  } catch (why) {
    ready = null; // the line went before they came: the next tap tries again
    throw why;
  }
  return SCREENS[name](params);
}
