/* A camera before a phone's screen: pictures go to the server, which reads them; entries that are whole are taken in, each once. */
const EVERY_MS = 300;
const WIDE = 1280; // [pixels] of what is sent
const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-series]"));

/** What was seen of each packet. @type {Map<string, { pieces: Map<string, string>, count: number, isTaken: boolean }>} */
const packets = new Map();
let of = 0;
let last = "";

/** @param {string} address @param {BodyInit} body @returns {Promise<any>} */
async function post(address, body) {
  const token = /** @type {HTMLInputElement} */ (document.querySelector("input[name=csrfmiddlewaretoken]")).value;
  const came = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "error" });
  if (!came.ok) throw new Error(String(came.status));
  return came.json();
}

/** Keep a code; what it means is for the server to say. @param {string} code */
function keep(code) {
  const parts = code.split(".");
  if (parts.length !== 8 || parts[0] !== "VQ1") return;
  const [, name, , all, piece, count] = parts;
  const one = packets.get(name) ?? { pieces: new Map(), count: Number(count), isTaken: false };
  one.pieces.set(piece, code);
  packets.set(name, one);
  [of, last] = [Number(all), name];
}

/** Have the server take in what is whole. @param {HTMLElement} page */
async function takeWhole(page) {
  for (const one of packets.values()) {
    if (one.isTaken || one.pieces.size < one.count) continue;
    const { said } = await post(page.dataset.take ?? "", new URLSearchParams({ codes: [...one.pieces.values()].join("\n") }));
    if (!said.length) one.pieces.clear(); // a piece was misread: once more
    one.isTaken = said.length > 0;
    const line = document.createElement("li");
    line.textContent = said.join(" ");
    if (one.isTaken) page.querySelector("[data-said]")?.prepend(line);
  }
}

/** @param {HTMLElement} page */
function tell(page) {
  const taken = [...packets.values()].filter((one) => one.isTaken).length;
  const now = packets.get(last);
  const fill = { taken, of, here: now?.pieces.size ?? 0, pieces: now?.count ?? 0 };
  const words = (of && taken >= of ? page.dataset.all : page.dataset.progress) ?? "";
  say(page, words.replace(/\{(\w+)\}/g, (_all, name) => String(fill[/** @type {"of"} */ (name)])));
}

/** @param {HTMLElement} page @param {string} words */
function say(page, words) {
  const line = page.querySelector("[data-progress-said]");
  if (line) line.textContent = words;
}

/** @param {HTMLVideoElement} video @returns {Promise<Blob | null>} what the camera sees now */
function picture(video) {
  const canvas = document.createElement("canvas");
  const scale = Math.min(1, WIDE / video.videoWidth);
  [canvas.width, canvas.height] = [video.videoWidth * scale, video.videoHeight * scale];
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
}

/** @param {HTMLElement} page @param {HTMLVideoElement} video */
async function watch(page, video) {
  for (;;) {
    const begun = performance.now();
    const seen = video.videoWidth ? await picture(video) : null;
    try {
      if (seen) {
        for (const code of (await post(page.dataset.look ?? "", seen)).codes) keep(code);
        await takeWhole(page);
        if (packets.size) tell(page);
      }
    } catch {
      say(page, page.dataset.line ?? "");
    }
    await new Promise((go) => setTimeout(go, Math.max(50, EVERY_MS - (performance.now() - begun))));
  }
}

if (root && navigator.mediaDevices) {
  root.hidden = false;
  const begin = /** @type {HTMLButtonElement} */ (root.querySelector("[data-begin]"));
  const video = /** @type {HTMLVideoElement} */ (root.querySelector("[data-video]"));
  begin.addEventListener("click", async () => {
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1920 }, facingMode: "environment" } });
    } catch {
      say(root, root.dataset.none ?? "");
      return;
    }
    [video.hidden, begin.hidden] = [false, true];
    await video.play();
    void watch(root, video);
  });
}
