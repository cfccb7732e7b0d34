/** A worker that reads one secret and is ended by whoever asked.
 *
 * A browser keeps the file of a deleted Blob for as long as any page holds the Blob, that is until its memory is tidied:
 * minutes, or never before the phone is taken. What a worker held goes with the worker.
 */

import { read } from "./database.js";
import { bytesOf } from "./secrets.js";

self.onmessage = async ({ data: name }) => self.postMessage(await read("secrets", name).then(bytesOf).catch(() => null));
