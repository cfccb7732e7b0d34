/** QR codes of one kind: version 15 (77 modules a side), level L, bytes. ISO/IEC 18004; proved in tests by a reader of others.
 *
 * One mask for all: what is shown is sealed and compressed, and so as even as any mask would make it.
 */

const VERSION = 15;
/** [modules] a side, without the quiet margin of four */
export const SIDE = 17 + 4 * VERSION;
/** [bytes] that one code holds */
export const ROOM = 520;
const BLOCKS = [87, 87, 87, 87, 87, 88]; // [codewords of data] of each block
const CHECK = 22; // [codewords of correction] a block
const ALIGNED = [6, 26, 48, 70];
const FORMAT = 0b01000; // level L, mask 0

// Powers of 2 in GF(256) over x^8 + x^4 + x^3 + x^2 + 1, and their logarithms.
const [POWERS, LOGS] = [new Uint8Array(255), new Uint8Array(256)];
for (let at = 0, value = 1; at < 255; at += 1) {
  POWERS[at] = value;
  LOGS[value] = at;
  value = (value << 1) ^ (value & 128 ? 0x11d : 0);
}
const times = (/** @type {number} */ one, /** @type {number} */ two) => (one && two ? POWERS[(LOGS[one] + LOGS[two]) % 255] : 0);

/** The generator polynomial without its leading 1, highest power first. */
const DIVISOR = (() => {
  const made = new Uint8Array(CHECK);
  made[CHECK - 1] = 1;
  for (let round = 0, root = 1; round < CHECK; round += 1, root = times(root, 2)) {
    for (let at = 0; at < CHECK; at += 1) made[at] = times(made[at], root) ^ (at + 1 < CHECK ? made[at + 1] : 0);
  }
  return made;
})();

/** @param {Uint8Array} block @returns {Uint8Array} its codewords of correction */
function checked(block) {
  const left = new Uint8Array(CHECK);
  for (const one of block) {
    const factor = one ^ left[0];
    left.copyWithin(0, 1);
    left[CHECK - 1] = 0;
    for (let at = 0; at < CHECK; at += 1) left[at] ^= times(DIVISOR[at], factor);
  }
  return left;
}

/** Return the codewords: mode and length, content, padding; blocks interleaved, then their correction.
 * @param {Uint8Array} content @returns {number[]} */
function codewords(content) {
  const bits = [4, content.length >> 12, (content.length >> 8) & 15, (content.length >> 4) & 15, content.length & 15]; // by four
  for (const one of content) bits.push(one >> 4, one & 15);
  bits.push(0); // the end
  const whole = new Uint8Array(BLOCKS.reduce((sum, one) => sum + one, 0));
  for (let at = 0; at < whole.length; at += 1) {
    const isPad = 2 * at >= bits.length;
    whole[at] = isPad ? ((at - bits.length / 2) % 2 ? 0x11 : 0xec) : (bits[2 * at] << 4) | bits[2 * at + 1];
  }
  let from = 0;
  const blocks = BLOCKS.map((long) => whole.subarray(from, (from += long)));
  const checks = blocks.map(checked);
  const told = [];
  for (let at = 0; at < Math.max(...BLOCKS); at += 1) for (const one of blocks) if (at < one.length) told.push(one[at]);
  for (let at = 0; at < CHECK; at += 1) for (const one of checks) told.push(one[at]);
  return told;
}

/** A square of modules: 1 dark, 0 light; `fixed` where no data go. */
class Square {
  dark = new Uint8Array(SIDE * SIDE);
  fixed = new Uint8Array(SIDE * SIDE);

  /** @param {number} x @param {number} y @param {boolean | number} isDark */
  set(x, y, isDark) {
    if (x < 0 || y < 0 || x >= SIDE || y >= SIDE) return;
    this.dark[y * SIDE + x] = Number(Boolean(isDark));
    this.fixed[y * SIDE + x] = 1;
  }

  /** Draw rings around a middle. @param {number} x @param {number} y @param {number} reach @param {number[]} light  rings that are light */
  rings(x, y, reach, light) {
    for (let down = -reach; down <= reach; down += 1) {
      for (let right = -reach; right <= reach; right += 1) {
        this.set(x + right, y + down, !light.includes(Math.max(Math.abs(right), Math.abs(down))));
      }
    }
  }
}

/** @param {number} value @param {number} places  of correction @param {number} divisor @returns {number} value with its correction */
function coded(value, places, divisor) {
  let left = value;
  for (let at = 0; at < places; at += 1) left = (left << 1) ^ ((left >>> (places - 1)) * divisor);
  return (value << places) | left;
}

/** Draw what is the same in every code. @returns {Square} */
function drawn() {
  const made = new Square();
  for (let at = 0; at < SIDE; at += 1) for (const [x, y] of [[6, at], [at, 6]]) made.set(x, y, at % 2 === 0);
  for (const [x, y] of [[3, 3], [SIDE - 4, 3], [3, SIDE - 4]]) made.rings(x, y, 4, [2, 4]);
  const [first, last] = [ALIGNED[0], ALIGNED[ALIGNED.length - 1]];
  const isCorner = (/** @type {number} */ x, /** @type {number} */ y) => [x, y].every((one) => one === first || one === last) && !(x === last && y === last);
  for (const x of ALIGNED) for (const y of ALIGNED) if (!isCorner(x, y)) made.rings(x, y, 2, [1]);
  format(made, coded(FORMAT, 10, 0x537) ^ 0x5412);
  const version = coded(VERSION, 12, 0x1f25);
  for (let at = 0; at < 18; at += 1) {
    const [far, near] = [SIDE - 11 + (at % 3), Math.floor(at / 3)];
    made.set(far, near, (version >> at) & 1);
    made.set(near, far, (version >> at) & 1);
  }
  return made;
}

/** @param {Square} made @param {number} bits  15 */
function format(made, bits) {
  const bit = (/** @type {number} */ at) => (bits >> at) & 1;
  for (let at = 0; at < 15; at += 1) {
    if (at < 8) made.set(8, at < 6 ? at : at + 1, bit(at));
    else made.set(at === 8 ? 7 : 14 - at, 8, bit(at));
    if (at < 8) made.set(SIDE - 1 - at, 8, bit(at));
    else made.set(8, SIDE - 15 + at, bit(at));
  }
  made.set(8, SIDE - 8, true);
}

const QUIET = 4; // [modules]

/** Draw a code dark on white in any scheme, a whole number of points a module. @param {HTMLCanvasElement} canvas @param {number} side @param {ArrayLike<number>} dark  row by row */
export function paint(canvas, side, dark) {
  const whole = side + 2 * QUIET;
  const points = Math.max(4, Math.floor((Math.min(innerWidth, innerHeight) * devicePixelRatio) / whole));
  canvas.width = canvas.height = whole * points;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  for (let at = 0; at < side * side; at += 1) if (dark[at]) pen.fillRect((QUIET + (at % side)) * points, (QUIET + Math.floor(at / side)) * points, points, points);
}

/** Return a code's modules, row by row: 1 dark, 0 light.
 * @param {Uint8Array} content  at most ROOM bytes @returns {Uint8Array} SIDE * SIDE */
export function qr(content) {
  if (content.length > ROOM) throw new RangeError("too long for one code");
  const [made, told] = [drawn(), codewords(content)];
  let next = 0;
  for (let right = SIDE - 1, isUp = true; right > 0; right -= 2, isUp = !isUp) {
    if (right === 6) right = 5;
    for (let step = 0; step < SIDE; step += 1) {
      const y = isUp ? SIDE - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (made.fixed[y * SIDE + x]) continue;
        const bit = next < 8 * told.length ? (told[next >> 3] >> (7 - (next & 7))) & 1 : 0;
        made.dark[y * SIDE + x] = bit ^ Number((x + y) % 2 === 0);
        next += 1;
      }
    }
  }
  return made.dark;
}
