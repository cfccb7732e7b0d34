/* The area of a danger notice: shown, or drawn corner by corner. The corners stand in a text field, which counts; nothing from elsewhere. */
import { asWords } from "./base_layer.js";

const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-notice-area]"));
const drawn = JSON.parse(document.querySelector("[data-drawn]")?.textContent || "{}");

/** Return the points of a text, one a line, those that can be read.
 * @param {string} said
 * @returns {[number, number][]} */
function corners(said) {
  const found = [];
  for (const line of said.split("\n")) {
    const pair = line.trim().split(/[\s,;]+/).map(Number);
    if (pair.length === 2 && pair.every((one) => Number.isFinite(one)) && Math.abs(pair[0]) <= 90) found.push(/** @type {[number, number]} */ (pair));
  }
  return found;
}

/** Open the part of the form that belongs to how the area is told, and close the others. */
function openParts() {
  const chosen = /** @type {HTMLInputElement | null} */ (document.querySelector('input[name="told_by"]:checked'))?.value;
  for (const part of document.querySelectorAll("[data-area]")) {
    const details = /** @type {HTMLDetailsElement} */ (part);
    details.open = details.dataset.area === chosen;
  }
}

for (const choice of document.querySelectorAll('input[name="told_by"]')) choice.addEventListener("change", openParts);
for (const part of document.querySelectorAll("[data-area] summary")) {
  part.addEventListener("click", () => {
    const code = /** @type {HTMLElement} */ (part.parentElement)?.dataset.area;
    const choice = /** @type {HTMLInputElement | null} */ (document.getElementById(`told_by-${code}`));
    if (choice) choice.checked = true;
  });
}

if (box && window.L) {
  const L = window.L;
  const style = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const map = L.map(box, { attributionControl: false, minZoom: 3, maxZoom: 10, zoomSnap: 0.5 });
  let [land, own] = [L.featureGroup(), L.featureGroup()]; // until the outlines are here
  const shape = L.featureGroup().addTo(map);
  const text = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(box.dataset.draw || ""));

  /** Write corners into the field, which counts.
   * @param {[number, number][]} points */
  const write = (points) => {
    if (text) text.value = points.map(([lat, lon]) => `${lat.toFixed(2)}, ${lon.toFixed(2)}`).join("\n");
    draw();
  };
  /** Draw a corner that can be pulled elsewhere.
   * @param {[number, number]} point
   * @param {number} at  which one it is */
  const corner = (point, at) => {
    const mark = L.marker(point, { draggable: true, keyboard: false, icon: L.divIcon({ className: "map-corner", iconSize: [22, 22] }) });
    mark.on("dragend", () => {
      const { lat, lng } = mark.getLatLng();
      const points = corners(text?.value || "");
      points[at] = [lat, lng];
      write(points);
    });
    mark.addTo(shape);
  };
  /** Draw what the field says, or what the page brought. */
  const draw = () => {
    const points = text ? corners(text.value) : drawn.ring;
    shape.clearLayers();
    const line = { color: colour("--hot"), weight: 3, fillColor: colour("--orange"), fillOpacity: 0.25 };
    (points.length > 2 ? L.polygon(points, line) : L.polyline(points, line)).addTo(shape);
    if (text) points.forEach(corner);
  };
  const look = () => {
    map.invalidateSize();
    const seen = [shape, own, land].map((one) => one.getBounds()).find((one) => one.isValid());
    // At once: a tap during a movement would be placed by the scale from before.
    if (seen) map.fitBounds(seen.pad(shape.getBounds().isValid() ? 0.6 : 0), { maxZoom: 8, animate: false });
    else map.fitWorld({ animate: false });
  };
  draw();
  look();
  // Of the whole country the names would lie on each other.
  map.on("zoomend", () => box.classList.toggle("from-afar", map.getZoom() < 5.5));
  for (const [lat, lon, name] of drawn.towns || []) {
    L.circleMarker([lat, lon], { radius: 3, color: colour("--quiet"), weight: 2, interactive: false }).addTo(map)
      .bindTooltip(asWords(name), { direction: "right", permanent: true, className: "map-town" });
  }
  if (text) {
    map.on("click", (/** @type {any} */ at) => {
      const said = text.value.trimEnd();
      text.value = `${said}${said ? "\n" : ""}${at.latlng.lat.toFixed(2)}, ${at.latlng.lng.toFixed(2)}`;
      draw();
    });
    text.addEventListener("input", draw);
    document.querySelector("[data-back-corner]")?.addEventListener("click", () => {
      text.value = text.value.trimEnd().split("\n").slice(0, -1).join("\n");
      draw();
    });
    // Inside a closed part the map has no size: it is measured when the part opens.
    box.closest("details")?.addEventListener("toggle", look);
  }
  const before = map.getZoom();
  const outlines = await fetch(box.dataset.areas || "").then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  if (outlines) { // without them corners can be drawn as well
    land = L.geoJSON(outlines, {
      interactive: false,
      style: (/** @type {{properties: {is_own: boolean}}} */ area) => ({
        color: colour("--line"), weight: area.properties.is_own ? 1.6 : 1, fillColor: colour("--card"), fillOpacity: area.properties.is_own ? 1 : 0.35,
      }),
    }).addTo(map).bringToBack();
    own = L.geoJSON({ ...outlines, features: outlines.features.filter((/** @type {any} */ one) => one.properties.is_own) });
    if (!shape.getBounds().isValid() && map.getZoom() === before) look(); // nobody went elsewhere meanwhile
  }
}
