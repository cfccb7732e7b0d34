/** Return words of others as an element: Leaflet takes a text for HTML.
 * @param {string} said */
export function asWords(said) {
  const made = document.createElement("span");
  made.textContent = said;
  return made;
}

/** Lay the post's own maps below what a map draws, the last one brought first, with whose they are; from this address alone.
 * @param {any} L  Leaflet
 * @param {any} map
 * @param {HTMLElement} box  data-base: where the maps of the post are told; data-without: what no map is called
 * @returns {Promise<boolean>} whether there is one */
export async function layBase(L, map, box) {
  const { maps } = await (await fetch(box.dataset.base || "")).json().catch(() => ({ maps: [] }));
  /** @type {Record<string, object>} */
  const layers = {};
  for (const own of maps) {
    layers[asWords(own.name).innerHTML] = L.tileLayer(own.url, {
      minZoom: 4, minNativeZoom: own.zooms[0], maxNativeZoom: Math.min(own.zooms[1], 17), maxZoom: 17, bounds: own.box, attribution: asWords(own.attribution).innerHTML,
    });
  }
  if (!maps.length) return false;
  layers[asWords(maps[0].name).innerHTML].addTo(map);
  L.control.attribution({ prefix: false }).addTo(map);
  L.control.layers({ ...layers, [box.dataset.without || "-"]: L.layerGroup() }, {}, { collapsed: false }).addTo(map);
  return true;
}
