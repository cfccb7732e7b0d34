// The text of a certificate stands in the fragment of the address that its picture holds, which no server and no log sees: it is put
// into the form, and taken out of the address at once.
(function () {
  "use strict";
  var field = document.getElementById("text");
  function take() {
    var said = window.location.hash.slice(1).replace(/[^A-Za-z0-9_.-]+/g, "").slice(0, 4000);
    if (!said || !field) { return; }
    if (window.history && window.history.replaceState) { window.history.replaceState(null, "", window.location.pathname); }
    field.value = said;
    field.focus();
  }
  take();
  window.addEventListener("hashchange", take);
})();
