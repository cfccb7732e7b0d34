/* The band of officers in danger: asked for again on every page, also while nobody looks at it; and its sound, where one wants it. */

const EVERY_MS = 10_000;
const RING_MS = 4_000;
const KEY = "vereda-alarm-sound";

const band = /** @type {HTMLElement} */ (document.querySelector("[data-danger-band]"));

async function ask() {
  try {
    const answer = await fetch(band.dataset.dangerBand ?? "", { headers: { "HX-Request": "true" }, redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [before, after] = [band.textContent, page.body.textContent];
    if (before !== after) band.replaceChildren(...page.body.childNodes);
  } catch {
    // the line is cut: what stands, stands
  }
}

const wants = () => localStorage.getItem(KEY) === "on";

/** @type {AudioContext | undefined} */
let sound;

/** Two tones that no telephone has. A browser stays silent until somebody touched the page. */
function ring() {
  if (!wants() || !band.querySelector("[data-unread]")) return;
  sound ??= new AudioContext();
  const [from, volume] = [sound.currentTime, sound.createGain()];
  volume.gain.value = 0.4;
  volume.connect(sound.destination);
  [880, 620, 880, 620].forEach((tone, at) => {
    const one = /** @type {AudioContext} */ (sound).createOscillator();
    one.frequency.value = tone;
    one.connect(volume);
    one.start(from + at * 0.3);
    one.stop(from + at * 0.3 + 0.28);
  });
}

const choice = /** @type {HTMLElement | null} */ (document.querySelector("[data-sound]"));
const said = /** @type {HTMLElement | null} */ (document.querySelector("[data-sound-said]"));

function paint() {
  if (!choice || !said) return;
  choice.hidden = false;
  said.textContent = (wants() ? said.dataset.on : said.dataset.off) ?? "";
  choice.querySelector("[data-sound-on]")?.setAttribute("aria-pressed", String(wants()));
  choice.querySelector("[data-sound-off]")?.setAttribute("aria-pressed", String(!wants()));
}

choice?.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest("[data-sound-on]")) localStorage.setItem(KEY, "on");
  else if (target.closest("[data-sound-off]")) localStorage.removeItem(KEY);
  paint();
});

paint();
void ask();
setInterval(() => void ask(), EVERY_MS);
setInterval(ring, RING_MS);
