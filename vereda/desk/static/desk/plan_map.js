/* The map of a plan: its areas in order, the last known point, the destination; our own outlines, nothing from elsewhere. */
import { asWords, layBase } from "./base_layer.js";

const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-plan-map]"));
const drawn = JSON.parse(document.querySelector("[data-drawn]")?.textContent || "{}");

if (box && window.L) {
  const L = window.L;
  const style = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const map = L.map(box, { attributionControl: false, zoomControl: true, minZoom: 4, maxZoom: 17, zoomSnap: 0.5 });
  map.setView(drawn.last || drawn.areas[0]?.ring[0] || [24, -102], 11);
  const outlines = await (await fetch(box.dataset.areas || "")).json();
  const fillOpacity = box.dataset.base && (await layBase(L, map, box)) ? 0 : 0.6;
  L.geoJSON(outlines, { interactive: false, style: () => ({ color: colour("--line"), weight: 1, fillColor: colour("--card"), fillOpacity }) }).addTo(map);
  const areas = L.featureGroup();
  for (const area of drawn.areas) {
    const line = area.order ? { color: colour("--hot"), weight: 2 } : { color: colour("--orange-deep"), weight: 0.5 };
    const shape = L.polygon(area.ring, { ...line, fillColor: colour("--orange"), fillOpacity: 0.05 + 0.7 * area.depth });
    shape.bindTooltip(asWords(area.said)).addTo(area.order ? areas : map);
    shape.on("click", () => document.getElementById(`a-${area.name}`)?.scrollIntoView({ block: "center" }));
    if (area.order && area.order <= 12) {
      const icon = L.divIcon({ className: "plan-mark", html: String(area.order), iconSize: [28, 22] });
      L.marker(shape.getBounds().getCenter(), { interactive: false, keyboard: false, icon }).addTo(areas);
    }
  }
  areas.addTo(map);
  const shapes = [];
  for (const own of drawn.shapes) {
    const dashArray = own.kind === "slow" ? "8 8" : undefined;
    const line = { color: colour(own.kind === "region" ? "--green" : "--ink"), weight: 4, dashArray, fillOpacity: own.kind === "closed" ? 0.35 : 0 };
    const shape = own.kind === "wall" || own.kind === "slow" ? L.polyline(own.ring, line) : L.polygon(own.ring, line);
    // On a narrow map names would hide the order of the areas: there they come with a tap.
    const isArea = own.kind === "closed" || own.kind === "region";
    shape.bindTooltip(asWords(own.name), { permanent: box.clientWidth > 600, direction: isArea ? "top" : "bottom", opacity: 0.85 }).addTo(map);
    if (isArea) shape.openTooltip(own.ring.reduce((/** @type {number[]} */ top, /** @type {number[]} */ at) => (at[0] > top[0] ? at : top)));
    shapes.push(shape.getBounds());
  }
  const spot = drawn.last && L.circleMarker(drawn.last, { radius: 9, color: colour("--card"), weight: 2, fillColor: colour("--green"), fillOpacity: 1 });
  if (spot) spot.bindTooltip(asWords(box.dataset.last || ""), { direction: "bottom" }).addTo(map);
  if (drawn.goal) {
    L.polyline([drawn.last, drawn.goal], { color: colour("--green"), weight: 2, dashArray: "3 7", interactive: false }).addTo(map);
    L.circleMarker(drawn.goal, { radius: 7, color: colour("--green"), weight: 3, fillColor: colour("--card"), fillOpacity: 1 }).bindTooltip(asWords(box.dataset.goal || "")).addTo(map);
  }
  L.control.scale({ imperial: false }).addTo(map);
  const seen = L.featureGroup(drawn.last ? [areas, L.circleMarker(drawn.last)] : [areas]).getBounds();
  if (seen.isValid()) {
    const around = seen.pad(1); // of a river that goes on for ever, what is near
    for (const one of shapes.filter((each) => around.intersects(each))) {
      seen.extend([Math.max(one.getSouth(), around.getSouth()), Math.max(one.getWest(), around.getWest())]);
      seen.extend([Math.min(one.getNorth(), around.getNorth()), Math.min(one.getEast(), around.getEast())]);
    }
    map.fitBounds(seen.pad(0.25), { maxZoom: 13 });
  }
}
