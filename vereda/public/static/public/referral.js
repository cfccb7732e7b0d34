// The words may stand in the fragment of a link, which no server and no log sees; they are taken out of the address at once.
(function () {
  "use strict";
  var field = document.getElementById("words");
  var said = decodeURIComponent(window.location.hash.slice(1)).replace(/[^A-Za-zÀ-ÿ]+/g, " ").trim();
  if (!said) { return; }
  if (window.history && window.history.replaceState) { window.history.replaceState(null, "", window.location.pathname); }
  if (field) { field.value = said.slice(0, 200); }
})();
