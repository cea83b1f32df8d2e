/** The function behind each initializer that draws more than one number everywhere: generated code carries it. */
import type { Carried } from "./carry.ts";

const scaled: Carried = { file: "library/initializers/scaled-numbers.ts", name: "scaledNumbers" };

/** By the initializer's name. Zeros, ones and constants need none: TensorFlow.js makes them. */
export const samplers: ReadonlyMap<string, Carried> = new Map([
  ["glorot_normal", scaled],
  ["glorot_uniform", scaled],
  ["he_normal", scaled],
  ["he_uniform", scaled],
  ["lecun_normal", scaled],
  ["lecun_uniform", scaled],
  ["variance_scaling", scaled],
  ["identity", { file: "library/initializers/identity.ts", name: "identityNumbers" }],
  ["orthogonal", { file: "library/initializers/orthogonal.ts", name: "orthogonalNumbers" }],
  ["random_normal", { file: "library/initializers/random-normal.ts", name: "randomNormalNumbers" }],
  ["random_uniform", { file: "library/initializers/random-uniform.ts", name: "randomUniformNumbers" }],
  ["stft", { file: "library/initializers/stft.ts", name: "stftNumbers" }],
  ["truncated_normal", { file: "library/initializers/truncated-normal.ts", name: "truncatedNumbers" }],
  ["unit_forget_bias", { file: "library/initializers/unit-forget-bias.ts", name: "forgetBiasNumbers" }],
]);
