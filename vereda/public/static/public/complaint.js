// A complaint about own staff, closed here, in the browser, with the outside body's key; and its answers, opened here.
// The other side is vereda/complaints/sealing.py. Nothing is sent but what is closed, and nothing of it is kept.
import { aesKey, decrypt, fromBase64, joined, random, text, toBase64, utf8 } from "/app/bytes.js";
import { sealTo } from "/app/hpke.js";

const USE = "vereda/complaint/1";
const ANSWER_USE = "vereda/complaint-answer/1";
const SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
const CODE = 24;
const PAD = 1024;

/** Return a fresh code in parts of four signs. Bytes from 240 on are thrown away: with them some signs would come more often. */
function newCode() {
  let signs = "";
  while (signs.length < CODE) {
    for (const one of random(CODE)) if (one < 240 && signs.length < CODE) signs += SIGNS[one % SIGNS.length];
  }
  return signs.match(/..../g).join("-");
}

/** Return what a code gives: the id of the complaint, and the key of its answers [32 bytes]. */
async function receiptOf(code) {
  const signs = [...code.toUpperCase()].filter((sign) => SIGNS.includes(sign)).join("");
  const secret = await crypto.subtle.importKey("raw", utf8(signs), "HKDF", false, ["deriveBits"]);
  const derived = async (what, bits) => {
    const told = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8(`${USE}|${what}`) };
    return new Uint8Array(await crypto.subtle.deriveBits(told, secret, bits));
  };
  const id = await derived("subject", 128);
  id[6] = (id[6] & 0x0f) | 0x80;
  id[8] = (id[8] & 0x3f) | 0x80;
  const hex = Array.from(id, (one) => one.toString(16).padStart(2, "0")).join("");
  return { subject: hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"), answerKey: await derived("answer", 256) };
}

/** Return JSON with spaces behind it: lengths tell nothing finer than a kilobyte. */
function padded(told) {
  const plain = utf8(JSON.stringify(told));
  return joined(plain, new Uint8Array((PAD - (plain.length % PAD)) % PAD).fill(0x20));
}

/** Send a form's fields; no cookie goes with them, so that nobody who is signed in is told apart. */
async function post(address, fields) {
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields), credentials: "omit", cache: "no-store" });
  return { ok: answer.ok, status: answer.status, said: await answer.json() };
}

async function send(form, code) {
  const receipt = await receiptOf(code);
  const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
  const told = { ...fields, lang: document.documentElement.lang, answer_key: toBase64(receipt.answerKey) };
  const { key, print, country } = form.dataset;
  const sealed = await sealTo(fromBase64(key), utf8(`${USE}|${country}|${print}|${receipt.subject}`), padded(told));
  return post(form.dataset.send, { subject: receipt.subject, key: print, sealed: toBase64(sealed) });
}

async function opened(sealed, receipt) {
  const plain = await decrypt(await aesKey(receipt.answerKey), fromBase64(sealed), `${ANSWER_USE}|${receipt.subject}`);
  return JSON.parse(text(plain)).text;
}

function say(place, words) {
  const line = document.createElement("p");
  line.className = "state";
  line.textContent = words;
  place.append(line);
}

function writing(form) {
  const wrong = form.querySelector("[data-wrong]");
  const done = document.querySelector("[data-done]");
  const button = form.querySelector("button");
  let code = newCode(); // the same for each try: one that arrived and whose answer was lost is not written twice
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    wrong.hidden = true;
    const answer = await send(form, code).catch(() => ({ ok: false, said: { said: form.dataset.failed } }));
    button.disabled = false;
    if (!answer.ok) {
      wrong.textContent = answer.said.said || form.dataset.failed;
      wrong.hidden = false;
      if (answer.status === 422) code = newCode(); // looked at and not kept: under this code it never will be
      return;
    }
    document.querySelector("[data-number]").textContent = String(answer.said.number);
    document.querySelector("[data-code]").textContent = code;
    form.reset();
    form.remove();
    done.hidden = false;
    done.scrollIntoView();
    code = "";
  });
}

function asking(form) {
  const place = form.querySelector("[data-said]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    place.replaceChildren();
    const receipt = await receiptOf(form.elements.code.value);
    const answer = await post(form.dataset.ask, { subject: receipt.subject }).catch(() => null);
    if (!answer || !answer.ok) return say(place, (answer && answer.said.said) || form.dataset.failed);
    say(place, answer.said.closed ? form.dataset.closed : form.dataset.open);
    if (!answer.said.answers.length) say(place, form.dataset.none);
    for (const one of answer.said.answers) say(place, await opened(one, receipt).catch(() => form.dataset.damaged));
  });
}

// Without a secure address a browser has no `subtle`: then the page says so, and what is below it stays.
if (globalThis.crypto && crypto.subtle) {
  const form = document.querySelector("[data-complaint]");
  const ask = document.querySelector("[data-ask]");
  for (const one of document.querySelectorAll("[data-without]")) one.hidden = true;
  for (const one of [form, ask]) one.hidden = false;
  writing(form);
  asking(ask);
}
