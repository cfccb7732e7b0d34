// A passkey that did not work is said in words; allauth only throws.
document.addEventListener("allauth.error", (event) => {
  const place = document.querySelector("[data-key-error]");
  if (place === null) return;
  event.preventDefault();
  place.hidden = false;
  place.focus();
});
