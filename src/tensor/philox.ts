/**
 * Our random numbers: Philox 4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers:
 * As Easy as 1, 2, 3" (SC11). A number is a pure function of (seed, stream, step, place), so any element can be made
 * anywhere, in any order, and equals the published known-answer vectors bit for bit.
 */

/**
 * `count` numbers in [0, 1), from element `first` on, of the draw that (seed, stream, step) names; integers are taken modulo
 * 2^32. Key = (seed, stream), counter = (element / 4, 0, step, 0); each number is the top 24 bits of one output word.
 */
export function philoxUniform(
  seed: number,
  stream: number,
  step: number,
  count: number,
  first = 0,
): Float32Array {
  const numbers = new Float32Array(count);
  const block = new Uint32Array(4);
  for (let i = 0; i < count; i++) {
    const element = first + i;
    if (i === 0 || (element & 3) === 0) philoxBlock(element >>> 2, 0, step, 0, seed, stream, block);
    numbers[i] = (block[element & 3] >>> 8) / 0x1000000;
  }
  return numbers;
}

/** Four random 32-bit words of the counter (c0..c3) under the key (k0, k1), written into `into`. */
export function philoxBlock(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  into: Uint32Array,
): void {
  // Signed 32-bit integers and constants of this function's own: both halve the time, as the loop
  // stays in registers.
  const multiplierA = 0xd2511f53;
  const multiplierC = 0xcd9e8d57;
  let [a, b, c, d] = [c0 | 0, c1 | 0, c2 | 0, c3 | 0];
  let [key0, key1] = [k0 | 0, k1 | 0];
  for (let round = 0; round < 10; round++) {
    const nextA = highWord(multiplierC, c) ^ b ^ key0;
    const nextC = highWord(multiplierA, a) ^ d ^ key1;
    [b, d] = [Math.imul(multiplierC, c), Math.imul(multiplierA, a)];
    [a, c] = [nextA, nextC];
    // Weyl sequences of the golden ratio and of sqrt(3) - 1, as fractions of 32 bits.
    key0 = (key0 + 0x9e3779b9) | 0;
    key1 = (key1 + 0xbb67ae85) | 0;
  }
  into[0] = a;
  into[1] = b;
  into[2] = c;
  into[3] = d;
}

/** The upper 32 bits of the 64-bit product of two unsigned words, by halves: no partial sum leaves 53 bits. */
function highWord(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + (middle >>> 16) + (carry >>> 16)) | 0;
}
