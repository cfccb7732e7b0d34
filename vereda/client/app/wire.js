/** One call to the server this app came from, and to no other. What is no answer of Vereda is no network. */

import { problem } from "./errors.js";

/** Version of this app; an installation may ask for a newer one. */
export const APP = 1;
const BASE = "/sync/v1/";
/** [ms] two seconds there and back, five of a hundred lost, 24 kB at 16 kbit/s */
const PATIENCE = 90_000;

/** @typedef {{status: number, json: any, retryAfter: number}} Answer  retryAfter [s], 0: not said */
/** @typedef {(address: string, told: RequestInit) => Promise<Response>} Fetch */

/** @type {Fetch} */
let send = (address, told) => fetch(address, told);

/** Put another way to the server in place, for tests.
 * @param {Fetch} other */
export function setFetch(other) {
  send = other;
}

/** Call the server. Rejects with client.offline when no answer came, or one that is not ours: a portal answers with a page.
 * @param {string} method @param {string} path  below /sync/v1/
 * @param {{body?: any, bytes?: Uint8Array, token?: string, headers?: Object<string, string>, patience?: number}} [more]
 * @returns {Promise<Answer>} */
export async function call(method, path, { body, bytes, token, headers = {}, patience = PATIENCE } = {}) {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), patience);
  const told = { "X-Vereda-App": String(APP), ...headers };
  if (token) told.Authorization = `Bearer ${token}`;
  if (body !== undefined) told["Content-Type"] = "application/json";
  if (bytes) told["Content-Type"] = "application/octet-stream";
  try {
    const came = await send(BASE + path, {
      method,
      headers: told,
      body: bytes ?? (body === undefined ? undefined : JSON.stringify(body)),
      signal: cut.signal,
      redirect: "manual", // a portal sends elsewhere
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
    });
    return { status: came.status, json: await ours(came), retryAfter: Number(came.headers.get("Retry-After")) || 0 };
  } catch (why) {
    throw /** @type {any} */ (why)?.code === "client.offline" ? why : problem("client.offline");
  } finally {
    clearTimeout(timer);
  }
}

/** Return the JSON object of an answer, or reject: a page, a redirect and a cut answer are no network.
 * @param {Response} came */
async function ours(came) {
  const kind = came.headers.get("Content-Type") ?? "";
  if (came.type === "opaqueredirect" || !kind.startsWith("application/json")) throw problem("client.offline");
  const json = await came.json();
  if (json === null || typeof json !== "object" || Array.isArray(json)) throw problem("client.offline");
  return json;
}
