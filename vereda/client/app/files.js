/** Files of entries, encrypted and sent last, in pieces: photos, drawn anew so that nothing of the camera's data stays; tracks.
 *
 * The key stands in a sealed box of the entry that names the file; this phone cannot open it any more.
 */

import { aesKey, encrypt, random, sha256, toBase64, toHex } from "./bytes.js";
import { now } from "./clock.js";
import { all, alter, answer, within, write } from "./database.js";
import { problem } from "./errors.js";
import { call } from "./wire.js";

const SIDE = 1600; // [px] of the longer side
const QUALITY = 0.75;
const PIECE = 32 * 1024; // [bytes]
const FORGOTTEN = 7 * 24 * 3600_000; // [ms]
const BOUND = "vereda/file/1";
const TYPE = "image/jpeg";

/** @typedef {{sha256: string, key: string, media_type: string, size: number}} Attachment  for `attachments` of a free_text box */

/** Take a photo into the store. Put what this returns into a box, and record it; else it goes after a week.
 * @param {Blob} photo  from the camera inside the app
 * @returns {Promise<Attachment>} */
export const keepPhoto = async (photo) => keepFile(new Uint8Array(await (await redrawn(photo)).arrayBuffer()), TYPE);

/** Take a file into the store, as a photo. @param {Uint8Array} plain @param {string} type @returns {Promise<Attachment>} */
export async function keepFile(plain, type) {
  const key = random(32);
  const sealed = await encrypt(await aesKey(key), plain, BOUND);
  const name = toHex(await sha256(sealed));
  await write("files", { sha256: name, sealed, seq: 0, is_there: false, made_at: now() });
  return { sha256: name, key: toBase64(key), media_type: type, size: sealed.length };
}

/** Draw a picture anew: pixels only, no place, no camera, no time.
 * @param {Blob} photo @returns {Promise<Blob>} */
async function redrawn(photo) {
  const picture = await createImageBitmap(photo).catch(() => {
    throw problem("client.no_picture");
  });
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(problem("client.no_picture"))), TYPE, QUALITY));
}

/** Return how many photos are still to be sent. @returns {Promise<number>} */
export const photosWaiting = async () => (await all("files")).filter((file) => file.seq && !file.is_there).length;

/** Drop photos that are there and whose entries are safe elsewhere; and those that no entry named within a week.
 * @returns {Promise<void>} */
export const dropPhotos = () =>
  within(["files", "queue"], "readwrite", async (files, queue) => {
    for (const file of await answer(files.getAll())) {
      const isSafe = file.is_there && !(await answer(queue.getKey(file.seq)));
      if (isSafe || (!file.seq && now() - file.made_at > FORGOTTEN)) files.delete(file.sha256);
    }
  });

/** Have the photos of entries that a server lost sent once more. @param {number[]} lost @returns {Promise<void>} */
export async function sendPhotosAgain(lost) {
  if (!lost.length) return;
  await within(["files"], "readwrite", async (files) => {
    for (const file of await answer(files.getAll())) if (lost.includes(file.seq)) files.put({ ...file, is_there: false });
  });
}

/** Send photos of entries that are there; after a cut each goes on where the server says.
 * @param {string} token @returns {Promise<void>} */
export async function sendPhotos(token) {
  for (const file of await all("files")) {
    if (file.seq && !file.is_there && (await sendOne(token, file))) {
      await alter("files", file.sha256, (before) => (before ? { ...before, is_there: true } : undefined));
    }
  }
}

/** @param {string} token @param {{sha256: string, sealed: Uint8Array}} file @returns {Promise<boolean>} whether it is whole there */
async function sendOne(token, { sha256: name, sealed }) {
  let at = 0;
  for (let tries = 0; tries < 4 * Math.ceil(sealed.length / PIECE) + 8; tries += 1) {
    const isLast = at + PIECE >= sealed.length;
    const way = `files/${name}?offset=${at}&last=${isLast}`;
    const { status, json } = await call("PUT", way, { token, bytes: sealed.subarray(at, at + PIECE) });
    if (status === 200 && json.complete) return true;
    if (status === 200) at = json.here;
    else if (status === 409) at = json.details?.here ?? 0;
    else if (status === 422) at = 0; // it came to be another file: from the beginning
    else return false;
  }
  return false;
}
