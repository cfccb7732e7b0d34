/** Reading aloud with a voice that needs no network: what is read never leaves the phone. */

window.speechSynthesis?.getVoices(); // the first call only makes the browser look for them

/** A language as browsers call it: they know 'spa' as 'es'. @param {string} code @returns {string} */
export function tagOf(code) {
  try {
    return Intl.getCanonicalLocales(code)[0] || code;
  } catch {
    return code;
  }
}

/** Read something aloud. @param {string} words @param {string} language  as the pack or the browser calls it
 * @returns {boolean} false: this phone has no voice of its own for it */
export function readAloud(words, language) {
  const wanted = tagOf(language);
  const voice = (window.speechSynthesis?.getVoices() || []).find((one) => one.localService && one.lang.split(/[-_]/)[0] === wanted);
  if (!voice) return false;
  stopReading();
  const spoken = new SpeechSynthesisUtterance(words);
  spoken.voice = voice;
  spoken.lang = voice.lang;
  speechSynthesis.speak(spoken);
  return true;
}

/** @type {HTMLAudioElement | null} */
let playing = null;

/** Play a recording. @param {Blob} recording @returns {Promise<boolean>} false: this browser cannot */
export async function play(recording) {
  stopReading();
  const address = URL.createObjectURL(recording);
  playing = new Audio(address);
  playing.addEventListener("ended", () => URL.revokeObjectURL(address), { once: true });
  return playing.play().then(() => true, () => false);
}

/** Be silent at once. */
export function stopReading() {
  window.speechSynthesis?.cancel();
  playing?.pause();
  playing = null;
}
