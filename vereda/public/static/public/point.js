/* The point of this telephone, when somebody taps for it and never before. It comes from satellites, also without a network; it
   is shown in large figures to be read aloud, stands in text messages that the person sends, and goes nowhere by itself. */
{
  const room = /** @type {HTMLElement | null} */ (document.querySelector("[data-position]"));
  const found = (/** @type {string} */ what) => /** @type {HTMLElement} */ (room?.querySelector(what));
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=point]"));
  const FAR_M = 1000;
  const SHOWN_MS = 30 * 60 * 1000;

  function show(/** @type {GeolocationCoordinates} */ { latitude, longitude, accuracy }) {
    found("[data-said]").textContent = accuracy > FAR_M ? (found("[data-said]").dataset.far ?? "") : "";
    found("[data-lat]").textContent = Math.abs(latitude).toFixed(4);
    found("[data-lon]").textContent = Math.abs(longitude).toFixed(4);
    for (const [name, is] of Object.entries({ north: latitude >= 0, south: latitude < 0, west: longitude < 0, east: longitude >= 0 })) {
      found(`[data-${name}]`).hidden = !is;
    }
    const point = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
    for (const link of room?.querySelectorAll("a[data-sms]") ?? []) {
      const to = /** @type {HTMLAnchorElement} */ (link);
      to.href = `sms:${to.dataset.sms}?body=${encodeURIComponent(`SOS ${point}`)}`;
    }
    found("[data-digits]").hidden = false;
    if (field) field.value = point;
  }

  if (room && navigator.geolocation && window.isSecureContext) {
    room.hidden = false;
    found("[data-ask]").addEventListener("click", () => {
      const said = found("[data-said]");
      said.textContent = said.dataset.wait ?? "";
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => show(coords),
        () => { said.textContent = said.dataset.none ?? ""; },
        { enableHighAccuracy: true, timeout: 60_000, maximumAge: 30_000 },
      );
    });
  }

  // A page that stood open may name a group whose turn is over: its number goes, the emergency number stays.
  setTimeout(() => {
    for (const old of document.querySelectorAll("[data-groups], a[data-sms]:not([data-sms=''])")) old.remove();
  }, SHOWN_MS);
}
