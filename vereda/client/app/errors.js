/** Errors that screens answer: `error.code` chooses the words (words/es.json), `error.details` fills them in. */

/** @typedef {Error & {code: string, details: Object<string, any>}} Problem */

/** Make an error with a code.
 * @param {string} code  for instance 'client.pin_wrong'
 * @param {Object<string, any>} [details]
 * @returns {Problem} */
export function problem(code, details = {}) {
  return Object.assign(new Error(code), { code, details });
}
