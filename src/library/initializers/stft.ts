/** `stft`: a kernel that makes a convolution compute a short-time Fourier transform. */
import { defineInitializer, type InitializerContext } from "../define-initializer.ts";
import { bool } from "../kinds/bool.ts";
import { nullable } from "../kinds/nullable.ts";
import { oneOf } from "../kinds/one-of.ts";
import { WINDOWS, type WindowName, windowOf } from "./window-of.ts";

export const stft = defineInitializer({
  name: "stft",
  keras: "STFT",
  doc: "Makes a convolution a short-time Fourier transform: its cosines (`side=real`) or sines (`side=imag`), weighted by a window, for a kernel of shape `[frame length, channels, FFT length / 2 + 1]`.",
  scene: "sound",
  example: "conv1d(129, 256, strides=128, use_bias=false, kernel_initializer=stft)",
  parameters: {
    side: oneOf(["real", "imag"], "real"),
    window: nullable(oneOf(WINDOWS), "hann"),
    scaling: nullable(oneOf(["density", "spectrum"]), "density"),
    periodic: bool(false),
  },
  ranks: { least: 3, most: 3 },
  sample: stftNumbers,
});

interface Transform {
  readonly side: "real" | "imag";
  readonly window: WindowName | null;
  readonly scaling: "density" | "spectrum" | null;
  readonly periodic: boolean;
}

/** The windowed waves, [frame length, channels, bins]. */
export function stftNumbers(
  { side, window, scaling, periodic }: Transform,
  { shape: [length, channels, bins] }: InitializerContext,
): Float32Array {
  const wave = side === "real" ? Math.cos : Math.sin;
  const weights = windowOf(window, length, periodic);
  const scale = window === null ? 1 : scaleOf(weights, scaling);
  const value = (time: number, bin: number) =>
    (wave((-2 * Math.PI * time * bin) / (2 * (bins - 1))) * weights[time]) / scale;
  return new Float32Array(length * channels * bins).map((_, i) =>
    value(Math.floor(i / (channels * bins)), i % bins),
  );
}

function scaleOf(window: readonly number[], scaling: "density" | "spectrum" | null): number {
  if (scaling === "density") return Math.sqrt(window.reduce((sum, w) => sum + w * w, 0));
  return scaling === "spectrum" ? window.reduce((sum, w) => sum + Math.abs(w), 0) : 1;
}
