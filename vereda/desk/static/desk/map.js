/* The map of a day: our own outlines, cells, points, and tiles of the post's own maps; no request leaves this address. */
import { asWords, layBase } from "./base_layer.js";

const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-map]"));
const drawn = JSON.parse(document.querySelector("[data-drawn]")?.textContent || "{}");

if (box && window.L) {
  const L = window.L;
  const style = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const map = L.map(box, { attributionControl: false, zoomControl: true, minZoom: 4, maxZoom: 17, zoomSnap: 0.5 });
  map.setView(drawn.post, 9);
  const outlines = await (await fetch(box.dataset.areas || "")).json();
  const hasBase = await layBase(L, map, box);
  L.geoJSON(outlines, {
    interactive: false,
    style: (/** @type {{properties: {is_own: boolean}}} */ area) => ({
      color: colour("--line"), weight: area.properties.is_own ? 1.6 : 1, fillColor: colour("--card"), fillOpacity: hasBase ? 0 : area.properties.is_own ? 1 : 0.35,
    }),
  }).addTo(map);
  for (const warning of drawn.warnings ?? []) {
    const style = { color: colour(["extreme", "severe"].includes(warning.level) ? "--hot" : "--ink"), weight: 3, dashArray: "2 7", fillOpacity: 0.08 };
    for (const ring of warning.rings) L.polygon(ring, style).bindTooltip(asWords(warning.said), { sticky: true }).addTo(map);
    for (const [lat, lon, m] of warning.circles) L.circle([lat, lon], { ...style, radius: m }).bindTooltip(asWords(warning.said), { sticky: true }).addTo(map);
  }
  for (const cell of drawn.cells) {
    L.geoJSON(cell.outline, { style: { color: colour("--hot"), weight: 2, fillColor: colour("--orange"), fillOpacity: 0.28 } })
      .addTo(map);
    const top = cell.outline.coordinates[0].reduce((/** @type {number[]} */ a, /** @type {number[]} */ b) => (b[1] > a[1] ? b : a));
    L.tooltip({ permanent: true, direction: "top", className: "map-number" }).setLatLng([top[1], top[0]]).setContent(String(cell.people)).addTo(map);
  }
  const dashes = ["", "12 6", "3 7", "16 6 3 6"]; // lines of teams are told apart without colours
  (drawn.lines ?? []).forEach((/** @type {{name: string, at: string, km: string, lines: number[][][]}} */ track, /** @type {number} */ i) => {
    L.polyline(track.lines, { color: colour("--card"), weight: 8, opacity: 0.9, interactive: false }).addTo(map);
    L.polyline(track.lines, { color: colour("--ink"), weight: 4, dashArray: dashes[i % dashes.length] })
      .bindTooltip(asWords(`${track.name} · ${track.km} · ${track.at}`), { sticky: true }).addTo(map);
    const last = track.lines[track.lines.length - 1];
    L.tooltip({ permanent: true, direction: "right", className: "map-name" }).setLatLng(last[last.length - 1]).setContent(asWords(track.name)).addTo(map);
  });
  for (const point of drawn.points) {
    if (point.m > 30) L.circle([point.lat, point.lon], { radius: point.m, color: colour("--green"), weight: 1, fillOpacity: 0.08 }).addTo(map);
    const spot = L.circleMarker([point.lat, point.lon], { radius: 10, color: colour("--card"), weight: 2, fillColor: colour("--green"), fillOpacity: 1 });
    spot.bindTooltip(asWords(`${point.at} · ${point.people}`), { permanent: false }).addTo(map);
    if (point.id) spot.on("click", () => { location.href = `/encuentros/${point.id}/`; });
  }
  L.rectangle([[drawn.post[0] - 0.006, drawn.post[1] - 0.007], [drawn.post[0] + 0.006, drawn.post[1] + 0.007]], {
    color: colour("--ink"), weight: 2, fillColor: colour("--ink"), fillOpacity: 0.9,
  }).bindTooltip(asWords(drawn.name), { direction: "bottom", className: "map-name" }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  const seen = L.featureGroup([
    L.marker(drawn.post, { opacity: 0 }),
    ...drawn.points.map((/** @type {{lat: number, lon: number}} */ p) => L.circleMarker([p.lat, p.lon])),
    ...(drawn.lines ?? []).map((/** @type {{lines: number[][][]}} */ one) => L.polyline(one.lines)),
    ...drawn.cells.map((/** @type {{outline: object}} */ c) => L.geoJSON(c.outline)),
  ]);
  map.fitBounds(seen.getBounds().pad(0.12), { maxZoom: 12 });
}
