/* The point of this telephone, when somebody taps for it and never before; it goes nowhere but into the form. */
const here = /** @type {HTMLElement | null} */ (document.querySelector("[data-here]"));
const point = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=point]"));
const said = /** @type {HTMLElement | null} */ (document.querySelector("[data-said]"));

if (here && point && said && navigator.geolocation && window.isSecureContext) {
  here.hidden = false;
  here.querySelector("[data-ask]")?.addEventListener("click", () => {
    said.textContent = said.dataset.wait ?? "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        point.value = `${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)}`;
        said.textContent = "";
        point.focus();
      },
      () => { said.textContent = said.dataset.none ?? ""; },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 },
    );
  });
}
