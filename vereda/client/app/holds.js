/** Tell whether a row of the information is shown at an instant: a danger notice ends by itself, also on a phone without a line.
 * @param {{ from?: string, until?: string, months?: number[] }} one  from, until: ISO instants; months: its season, none for all
 * @param {Date} now
 * @returns {boolean} */
export function holds(one, now) {
  if (one.until && Date.parse(one.until) <= now.getTime()) return false;
  if (one.from && Date.parse(one.from) > now.getTime()) return false;
  return !one.months?.length || one.months.includes(now.getMonth() + 1);
}
