/** All rules, one line each; the order is that of the codes. */
import type { Rule } from "../rule-context.ts";
import { activationsLeaveRoom } from "./activations-leave-room.ts";
import { callbacksWatchTheLog } from "./callbacks-watch-the-log.ts";
import { classesAreLookedUp } from "./classes-are-looked-up.ts";
import { columnsFillPorts } from "./columns-fill-ports.ts";
import { dropoutBeforeTheHead } from "./dropout-before-the-head.ts";
import { embeddingsHoldAllValues } from "./embeddings-hold-all-values.ts";
import { everythingIsRead } from "./everything-is-read.ts";
import { gradientsArrive } from "./gradients-arrive.ts";
import { labelsFitLoss } from "./labels-fit-loss.ts";
import { labelsInRange } from "./labels-in-range.ts";
import { layersHaveAnEffect } from "./layers-have-an-effect.ts";
import { linearLayersAreSeparated } from "./linear-layers-are-separated.ts";
import { logarithmsOfPositives } from "./logarithms-of-positives.ts";
import { lossesFitOutputs } from "./losses-fit-outputs.ts";
import { metricsFitTargets } from "./metrics-fit-targets.ts";
import { metricsReadScores } from "./metrics-read-scores.ts";
import { noBiasBeforeNormalization } from "./no-bias-before-normalization.ts";
import { outputsMatchClasses } from "./outputs-match-classes.ts";
import { outputsReachTargets } from "./outputs-reach-targets.ts";
import { parametersAreSpread } from "./parameters-are-spread.ts";
import { probabilitiesUseCrossEntropy } from "./probabilities-use-cross-entropy.ts";
import { ratesAreUsual } from "./rates-are-usual.ts";
import { skewedClassesShowMore } from "./skewed-classes-show-more.ts";
import { softmaxHasSeveralValues } from "./softmax-has-several-values.ts";
import { stridesCoverInput } from "./strides-cover-input.ts";
import { targetsAreNotInputs } from "./targets-are-not-inputs.ts";
import { targetsHaveOutputShape } from "./targets-have-output-shape.ts";
import { trainingAddsUp } from "./training-adds-up.ts";
import { trainingFitsMemory } from "./training-fits-memory.ts";
import { weightsAreThere } from "./weights-are-there.ts";
import { windowsSeeNeighbours } from "./windows-see-neighbours.ts";

export const rules: readonly Rule[] = [
  outputsMatchClasses,
  stridesCoverInput,
  windowsSeeNeighbours,
  embeddingsHoldAllValues,
  classesAreLookedUp,
  lossesFitOutputs,
  softmaxHasSeveralValues,
  outputsReachTargets,
  probabilitiesUseCrossEntropy,
  logarithmsOfPositives,
  labelsInRange,
  labelsFitLoss,
  targetsHaveOutputShape,
  metricsFitTargets,
  metricsReadScores,
  skewedClassesShowMore,
  callbacksWatchTheLog,
  parametersAreSpread,
  linearLayersAreSeparated,
  noBiasBeforeNormalization,
  dropoutBeforeTheHead,
  layersHaveAnEffect,
  activationsLeaveRoom,
  everythingIsRead,
  gradientsArrive,
  ratesAreUsual,
  trainingAddsUp,
  trainingFitsMemory,
  targetsAreNotInputs,
  weightsAreThere,
  columnsFillPorts,
];
