/** All losses, in the order in which documentation lists them. */
import type { Loss } from "../define-loss.ts";
import { binaryCrossentropy } from "./binary-crossentropy.ts";
import { binaryFocalCrossentropy } from "./binary-focal-crossentropy.ts";
import { categoricalCrossentropy } from "./categorical-crossentropy.ts";
import { categoricalFocalCrossentropy } from "./categorical-focal-crossentropy.ts";
import { categoricalGeneralizedCrossEntropy } from "./categorical-generalized-cross-entropy.ts";
import { categoricalHinge } from "./categorical-hinge.ts";
import { cosineSimilarity } from "./cosine-similarity.ts";
import { dice } from "./dice.ts";
import { hinge } from "./hinge.ts";
import { huber } from "./huber.ts";
import { klDivergence } from "./kl-divergence.ts";
import { logCosh } from "./log-cosh.ts";
import { meanAbsoluteError } from "./mean-absolute-error.ts";
import { meanAbsolutePercentageError } from "./mean-absolute-percentage-error.ts";
import { meanSquaredError } from "./mean-squared-error.ts";
import { meanSquaredLogarithmicError } from "./mean-squared-logarithmic-error.ts";
import { poisson } from "./poisson.ts";
import { sparseCategoricalCrossentropy } from "./sparse-categorical-crossentropy.ts";
import { squaredHinge } from "./squared-hinge.ts";
import { tversky } from "./tversky.ts";

export const losses: readonly Loss[] = [
  binaryCrossentropy,
  binaryFocalCrossentropy,
  categoricalCrossentropy,
  categoricalFocalCrossentropy,
  categoricalGeneralizedCrossEntropy,
  categoricalHinge,
  cosineSimilarity,
  dice,
  hinge,
  huber,
  klDivergence,
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
  sparseCategoricalCrossentropy,
  squaredHinge,
  tversky,
];
