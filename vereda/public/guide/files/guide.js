/* What a page can do more where there are scripts: leave without a trace in the way back, read aloud, stay without a network,
   and say that it is out of date. Without scripts every page is whole. Nothing is sent anywhere. */
{
  const all = (/** @type {string} */ what) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(what)]);
  const one = (/** @type {string} */ what) => all(what)[0];

  /* Leaving puts the neutral page in the place of this one. The pages before it stand behind it all the same, and no page may take
     them away: whoever goes back to one finds the neutral page there. The tab remembers it by its name until it is closed. */
  const LEFT = "calendar";
  const door = /** @type {HTMLAnchorElement | undefined} */ (one("[data-leave]"));
  const leave = () => {
    if (door) location.replace(door.href);
  };
  door?.addEventListener("click", (event) => {
    event.preventDefault();
    window.speechSynthesis?.cancel();
    window.name = LEFT;
    leave();
  });
  const came = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0]);
  if (window.name === LEFT && came?.type === "back_forward") leave();
  else if (window.name === LEFT) window.name = "";
  // A browser may keep a page as it was and show it at once: it is kept empty.
  addEventListener("pagehide", () => document.documentElement.toggleAttribute("hidden", true));
  addEventListener("pageshow", () => {
    if (window.name === LEFT) leave();
    else document.documentElement.toggleAttribute("hidden", false);
  });

  // What is over says so or goes, also on a copy that nobody renewed.
  const today = new Date().toISOString().slice(0, 10);
  const until = document.body.dataset.until;
  const over = one("[data-over]");
  if (until && over) over.hidden = today <= until;
  for (const notice of all("[data-ends]")) notice.hidden = today > (notice.dataset.ends ?? "");

  const open = () => {
    const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (part instanceof HTMLDetailsElement) {
      part.open = true;
      part.scrollIntoView();
    }
  };
  addEventListener("hashchange", open);
  open();

  /* Only a voice that is in the telephone: others would send what is read to somebody else. */
  const voice = (/** @type {string} */ tag) =>
    speechSynthesis.getVoices().find((each) => each.localService && each.lang.toLowerCase().split(/[-_]/)[0] === tag);
  const offer = () => {
    for (const button of all("[data-say]")) button.hidden = !voice(button.lang);
  };
  if ("speechSynthesis" in window) {
    offer();
    speechSynthesis.addEventListener?.("voiceschanged", offer);
    for (const button of all("[data-say]")) {
      button.addEventListener("click", () => {
        const isSpeaking = speechSynthesis.speaking;
        const own = voice(button.lang);
        speechSynthesis.cancel();
        if (isSpeaking || !own) return;
        const said = new SpeechSynthesisUtterance(button.dataset.say);
        said.lang = own.lang;
        said.voice = own;
        said.rate = 0.9;
        speechSynthesis.speak(said);
      });
    }
  }

  const keep = one("[data-keep]");
  if (keep && location.protocol !== "file:" && "serviceWorker" in navigator && "caches" in window && isSecureContext) offerKeeping(keep);

  function offerKeeping(/** @type {HTMLElement} */ room) {
    const take = /** @type {HTMLElement} */ (one("[data-take]"));
    const drop = /** @type {HTMLElement} */ (one("[data-drop]"));
    const kept = /** @type {HTMLElement} */ (one("[data-kept]"));
    room.hidden = false;
    const show = async () => {
      drop.hidden = !(await navigator.serviceWorker.getRegistration("./"));
    };
    take.addEventListener("click", async () => {
      kept.textContent = kept.dataset.wait ?? "";
      try {
        const listed = await fetch(take.dataset.list ?? "", { cache: "no-cache" });
        if (!listed.ok) throw new Error("no list");
        const shelf = await caches.open("guide");
        await shelf.addAll((await listed.json()).map((/** @type {string} */ name) => new Request(name, { cache: "no-cache" })));
        await navigator.serviceWorker.register("worker.js", { scope: "./" });
        kept.textContent = kept.dataset.done ?? "";
      } catch {
        kept.textContent = kept.dataset.fail ?? "";
      }
      await show();
    });
    drop.addEventListener("click", async () => {
      await (await navigator.serviceWorker.getRegistration("./"))?.unregister();
      await caches.delete("guide");
      kept.textContent = kept.dataset.gone ?? "";
      await show();
    });
    void show();
  }
}
