/* Finds a municipality, a town or a crossing point by its name. What is typed stays in this page: the list is fetched whole, when
   somebody begins to type, and is the same for everybody. */
{
  /** @typedef {[name: string, state: string, ...near: number[]]} Row */
  const room = /** @type {HTMLElement | null} */ (document.querySelector("[data-find]"));
  const MOST = 8;
  const plain = (/** @type {string} */ text) => text.normalize("NFD").replace(/[^a-zA-Z0-9 ]/g, "").toLowerCase().trim();
  const known = () => /** @type {{ states: Record<string, (string | [string, ...number[]])[]>, topics: string[] } | undefined} */ (/** @type {any} */ (window).PLACES);
  const stateOf = (/** @type {string} */ state) => String(known()?.states[state]?.[0]);
  /** @type {() => Row[]} */
  const rows = () => Object.entries(known()?.states ?? {}).flatMap(([state, [, ...places]]) => places.map((one) => /** @type {Row} */ (typeof one === "string" ? [one, state] : [one[0], state, ...one.slice(1)])));

  if (room) offer(room);

  function offer(/** @type {HTMLElement} */ finder) {
    const typed = /** @type {HTMLInputElement} */ (finder.querySelector("input"));
    const said = /** @type {HTMLElement} */ (finder.querySelector("p"));
    const list = /** @type {HTMLElement} */ (finder.querySelector("ul"));
    const told = (/** @type {string} */ name, /** @type {string} */ state) => (finder.dataset[name] ?? "").replace("{state}", stateOf(state));
    finder.hidden = false;

    const line = (/** @type {HTMLElement} */ inside) => list.appendChild(document.createElement("li")).append(inside);
    const link = (/** @type {string} */ to, /** @type {string} */ text) => {
      const made = document.createElement("a");
      made.href = to;
      made.append(Object.assign(document.createElement("b"), { textContent: text }));
      return made;
    };

    function choose(/** @type {Row} */ [name, state, ...near]) {
      list.replaceChildren();
      const codes = near.map((at) => known()?.topics[at]);
      const shown = codes.map((code) => /** @type {HTMLElement | null} */ (document.querySelector(`main a[href="${finder.dataset.find}-t-${code}.html"]`)));
      for (const one of shown) if (one) line(/** @type {HTMLElement} */ (one.cloneNode(true)));
      const isThere = Boolean(document.getElementById(state));
      if (isThere) line(link(`#${state}`, told("more", state)));
      said.textContent = `${name}, ${stateOf(state)}. ${isThere ? "" : told("none", state)}`;
    }

    function look() {
      const asked = plain(typed.value);
      list.replaceChildren();
      said.textContent = "";
      if (asked.length < 2 || !known()) return;
      const found = rows().filter(([name]) => plain(name).includes(asked));
      found.sort((a, b) => Number(plain(b[0]).startsWith(asked)) - Number(plain(a[0]).startsWith(asked)));
      if (!found.length) said.textContent = finder.dataset.unknown ?? "";
      for (const row of found.slice(0, MOST)) {
        const tap = Object.assign(document.createElement("button"), { type: "button", textContent: `${row[0]}, ${stateOf(row[1])}` });
        tap.addEventListener("click", () => choose(row));
        line(tap);
      }
    }

    typed.addEventListener("focus", () => {
      const brought = document.createElement("script");
      brought.src = "places.js";
      brought.addEventListener("load", look);
      document.head.append(brought);
    }, { once: true });
    typed.addEventListener("input", look);
  }
}
