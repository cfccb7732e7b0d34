/* 'Here I am': the place of this device, with its error, and nothing sent anywhere but in the form. */
const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-locate]"));
const said = /** @type {HTMLElement | null} */ (document.querySelector("[data-locate-said]"));
const point = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=point]"));
const accuracy = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=accuracy_m]"));

if (button && said && point && accuracy) {
  if (!navigator.geolocation || !window.isSecureContext) button.hidden = true;
  button.addEventListener("click", () => {
    said.textContent = said.dataset.wait || "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        point.value = `${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)}`;
        accuracy.value = String(Math.round(coords.accuracy));
        said.textContent = (said.dataset.found || "").replace("{n}", accuracy.value);
      },
      () => { said.textContent = said.dataset.none || ""; },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 },
    );
  });
  point.addEventListener("input", () => { accuracy.value = ""; }); // typed by hand: no error is known
}
