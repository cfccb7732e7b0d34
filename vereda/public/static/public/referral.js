// The words may stand in the fragment of a link, which no server and no log sees; they are taken out of the address at once,
// and go along to the page in the other language.
(function () {
  "use strict";
  var field = document.getElementById("words");
  function take() {
    var said = decodeURIComponent(window.location.hash.slice(1)).replace(/[^A-Za-zÀ-ÿ]+/g, " ").trim().slice(0, 200);
    if (!said) { return; }
    if (window.history && window.history.replaceState) { window.history.replaceState(null, "", window.location.pathname); }
    if (!field) { return; }
    field.value = said;
    // Another referral stands on the page: the words of this link are another's, and must not pass unseen.
    var closed = field.closest && field.closest("details");
    if (closed) { closed.open = true; field.focus(); }
  }
  take();
  window.addEventListener("hashchange", take);
  var links = document.querySelectorAll("[data-tongue]");
  for (var n = 0; n < links.length; n += 1) {
    links[n].addEventListener("click", function () { if (field && field.value) { this.hash = field.value.trim().replace(/\s+/g, "-"); } });
  }
})();
