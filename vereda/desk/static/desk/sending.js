/* Sending a form of the page in the background, also after somebody signed in again in another tab: the token is another one then. */

/** @param {string} address @param {FormData} body @returns {Promise<Response | null>} null: no network */
export async function send(address, body) {
  const answer = await post(address, body);
  const token = answer?.status === 403 ? await freshToken() : "";
  if (!token) return answer;
  body.set("csrfmiddlewaretoken", token);
  return post(address, body);
}

/** @param {string} address @param {FormData} body @returns {Promise<Response | null>} */
const post = (address, body) => fetch(address, { method: "POST", body, keepalive: true, headers: { Accept: "application/json" } }).catch(() => null);

/** The token of whoever is signed in; '' where it is not who opened this page. @returns {Promise<string>} */
async function freshToken() {
  const address = /** @type {HTMLElement} */ (document.querySelector("[data-presence]")).dataset.presence ?? "";
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store", redirect: "error" });
    const told = answer.ok ? await answer.json() : null;
    return told?.who === document.body.dataset.who ? told.token : "";
  } catch {
    return ""; // sent on to the page of signing in, or no network
  }
}
