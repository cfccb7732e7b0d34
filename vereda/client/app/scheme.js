/* Dark or light, as the phone says or as the agent chose; and the veil over everything when another program is shown. */

/** Hide everything while the phone shows other programs: the task switcher keeps a picture of the last screen. */
export function veil() {
  const cover = () => document.body.classList.toggle("veiled", document.visibilityState === "hidden");
  document.addEventListener("visibilitychange", cover);
  addEventListener("pagehide", () => document.body.classList.add("veiled"));
  addEventListener("pageshow", cover);
}

const SCHEME = "vereda-scheme";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Wear the chosen scheme: 'dark', 'light', or as the phone says. */
export function wear() {
  const chosen = localStorage.getItem(SCHEME) || (dark.matches ? "dark" : "light");
  document.documentElement.dataset.scheme = chosen;
  document.querySelector("meta[name=theme-color]")?.setAttribute("content", chosen === "dark" ? "#07100c" : "#08352a");
}

/** Wear the looks of screens that are opened later too. @param {string} href @returns {Promise<any>} */
export const wearAlso = (href) => new Promise((done, failed) => { document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done, onerror: failed })); });

/** Turn from dark to light or back, and keep it. */
export function turnScheme() {
  localStorage.setItem(SCHEME, document.documentElement.dataset.scheme === "dark" ? "light" : "dark");
  wear();
}
dark.addEventListener("change", wear);
