/** The windows of signal processing that are sums of cosines (Harris, "On the Use of Windows for Harmonic Analysis", 1978). */

/** Coefficients a0, a1, …: w(x) = a0 - a1 cos(x) + a2 cos(2x) - …, x running over a full turn. */
const COEFFICIENTS = {
  hann: [0.5, 0.5],
  hamming: [0.54, 0.46],
  blackman: [0.42, 0.5, 0.08],
  nuttall: [0.3635819, 0.4891775, 0.1365995, 0.0106411],
  blackmanharris: [0.35875, 0.48829, 0.14128, 0.01168],
  boxcar: [1],
} as const;

export type WindowName = keyof typeof COEFFICIENTS;

export const WINDOWS = Object.keys(COEFFICIENTS) as WindowName[];

/** `length` weights; a periodic window is one longer with its last weight cut off. `null` is all 1. */
export function windowOf(name: WindowName | null, length: number, periodic: boolean): readonly number[] {
  if (length === 1) return [1];
  const turn = (2 * Math.PI) / (periodic ? length : length - 1);
  const coefficients: readonly number[] = COEFFICIENTS[name ?? "boxcar"];
  const weight = (x: number) => coefficients.reduce((sum, a, k) => sum + a * Math.cos(k * (x + Math.PI)), 0);
  return Array.from({ length }, (_, i) => weight(turn * i));
}
