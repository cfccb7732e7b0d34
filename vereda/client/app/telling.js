/** What a telling writes: so many people, which topics in which language at which version; and the service that this is at an
 * encounter, in the same act. As the desk does it (`vereda/guidance/actions/told.py`): an encounter holds each service for as many
 * people as the largest telling says, and nobody is counted twice.
 */

export const TOLD = "guidance.people_told";
export const TAKEN_BACK = "guidance.telling_withdrawn";
export const CORRECTED = "encounters.corrected";
/** So many topics one telling may name. */
export const TOPICS_MOST = 60;

/** @typedef {{topic: string, language: string, version: string, counts: string}} Shown  counts: the service that telling it is */
/** @typedef {{service: string, people?: number}} Service */
/** @typedef {{people_met: number, services?: Service[], lines?: any[], place?: any}} Met  an encounter as it stands here */

/** @param {Met} met @param {string} service */
const onLines = (met, service) => Object.values(met.lines ?? {}).reduce((sum, line) => sum + (line.services?.includes(service) ? (line.count ?? 1) : 0), 0);

/** For how many people an encounter holds a service. @param {Met} met @param {string} service */
export function held(met, service) {
  const row = (met.services ?? []).find((one) => one.service === service);
  return row && !row.people ? met.people_met : Math.max(row?.people ?? 0, onLines(met, service));
}

/** Return the payload of a telling. @param {Shown[]} shown @param {number} people
 * @param {{encounter?: string, met?: Met, municipality?: string}} where  met: of the encounter that is named */
export function tellingOf(shown, people, { encounter, met, municipality = "" }) {
  const services = met ? [...new Set(shown.map((one) => one.counts))].sort() : [];
  const lacking = services.filter((one) => held(/** @type {Met} */ (met), one) < people && !onLines(/** @type {Met} */ (met), one));
  return {
    people,
    topics: shown.slice(0, TOPICS_MOST).map(({ topic, language, version }) => ({ topic, language, version })),
    encounter,
    municipality: met ? (met.place?.municipality ?? "") : municipality,
    wrote: lacking.map((service) => ({ service, before: held(/** @type {Met} */ (met), service) })),
  };
}

/** Return the services that a telling writes into its encounter. @param {any} payload @returns {Service[]} */
export const written = ({ wrote, people }) => wrote.map((/** @type {{service: string}} */ one) => ({ service: one.service, people }));

/** Return what an encounter loses with a telling: what that one wrote, down to what other tellings or the agent said.
 * @param {any} payload  of the telling @param {Met} met @param {Array<{people: number, counts: string[]}>} others  at the same encounter
 * @returns {{services: Service[], services_removed: string[]}} */
export function loss(payload, met, others) {
  const [services, removed] = [/** @type {Service[]} */ ([]), /** @type {string[]} */ ([])];
  for (const { service, before } of payload.wrote ?? []) {
    if ((met.services ?? []).find((one) => one.service === service)?.people !== payload.people) continue; // somebody corrected it since
    const left = Math.max(before ?? 0, ...others.filter((one) => one.counts.includes(service)).map((one) => one.people));
    if (left >= payload.people) continue;
    if (left) services.push({ service, people: left });
    else removed.push(service);
  }
  return { services, services_removed: removed };
}

/** Return an encounter with some services changed and others gone. @param {any} met @param {Service[]} services @param {string[]} [removed] */
export function changed(met, services, removed = []) {
  const other = (met.services ?? []).filter((/** @type {Service} */ one) => !removed.includes(one.service) && !services.some((now) => now.service === one.service));
  return { ...met, services: [...other, ...services] };
}
