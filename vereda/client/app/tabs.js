/** What one tab of the app tells the others: that something changed, that somebody locked, that somebody touched. */

const channel = new BroadcastChannel("vereda");
/** @type {Map<string, Set<(told: any) => void>>} */
const ears = new Map();

channel.onmessage = ({ data }) => spread(data.kind, data.told);

/** @param {string} kind @param {any} told */
function spread(kind, told) {
  for (const ear of ears.get(kind) ?? []) ear(told);
}

/** Tell this tab and all others.
 * @param {string} kind @param {any} [told]  never anything of a person */
export function tell(kind, told = null) {
  spread(kind, told);
  channel.postMessage({ kind, told });
}

/** @param {string} kind @param {(told: any) => void} ear @returns {() => void} stops listening */
export function hear(kind, ear) {
  const all = ears.get(kind) ?? new Set();
  ears.set(kind, all.add(ear));
  return () => all.delete(ear);
}
