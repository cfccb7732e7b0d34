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
 * @param {{body?: any, bytes?: Uint8Array, isLong?: boolean, token?: string, headers?: Object<string, string>, patience?: number}} [more]
 *   isLong: compressed on its way
 * @returns {Promise<Answer>} */
export async function call(method, path, { body, bytes, isLong, token, headers = {}, patience = PATIENCE } = {}) {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), patience);
  const told = { "X-Vereda-App": String(APP), ...headers };
  if (token) told.Authorization = `Bearer ${token}`;
  if (body !== undefined) told["Content-Type"] = "application/json";
  if (bytes) told["Content-Type"] = "application/octet-stream";
  if (isLong) told["Content-Encoding"] = "gzip";
  try {
    const said = body === undefined ? undefined : JSON.stringify(body);
    const came = await send(BASE + path, {
      method,
      headers: told,
      body: bytes ?? (isLong ? await packed(said ?? "") : said),
      signal: cut.signal,
      redirect: "manual", // a portal sends elsewhere
      credentials: "omit",
      cache: method === "GET" ? "no-store" : "default", // what is posted is never kept, and says so in 42 bytes less
      referrerPolicy: "no-referrer",
    });
    return { status: came.status, json: await ours(came), retryAfter: Number(came.headers.get("Retry-After")) || 0 };
  } catch (why) {
    throw /** @type {any} */ (why)?.code === "client.offline" ? why : problem("client.offline");
  } finally {
    clearTimeout(timer);
  }
}

/** Base64 of what is sealed shrinks by a quarter: on 2G that is a third of a second an encounter.
 * @param {string} said */
async function packed(said) {
  const shrunk = new Blob([said]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(shrunk).arrayBuffer());
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
