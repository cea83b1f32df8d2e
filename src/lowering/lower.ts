/** From a checked model to its programs. The one door of the lowering room. */
import type { CompileSettings, Model } from "../checker/model.ts";
import type { Library } from "../library/library.ts";
import type { ClassWeight } from "./class-weights.ts";
import { lowerEvaluateStep } from "./lower-evaluate-step.ts";
import { lowerPredict } from "./lower-predict.ts";
import { lowerReadMetrics } from "./lower-read-metrics.ts";
import { lowerResetMetrics } from "./lower-reset-metrics.ts";
import { lowerSchedule } from "./lower-schedule.ts";
import { lowerTrainStep } from "./lower-train-step.ts";
import type { Lowered, TrainingPrograms } from "./lowered.ts";
import { averagesOf, LEARNING_RATE, optimizerState } from "./optimizer-state.ts";
import { accumulatorSpecs } from "./trace-metrics.ts";

export interface LowerOptions {
  /** Weights of classes in training; those of the model's `train` block unless given. */
  readonly classWeight?: ClassWeight;
}

/** All programs are simplified and symbolic in the batch (and in whatever else the inputs leave open). */
export function lower(
  model: Model,
  library: Library,
  { classWeight = model.train.classWeight }: LowerOptions = {},
): Lowered {
  const predict = lowerPredict(model, library);
  const { compile, weights } = model;
  if (compile === undefined) return { predict, weights };
  return { predict, weights, training: lowerTraining(model, compile, library, classWeight) };
}

function lowerTraining(
  model: Model,
  { optimizer }: CompileSettings,
  library: Library,
  classWeight?: ClassWeight,
): TrainingPrograms {
  const slots = optimizerState(model, optimizer, library);
  const accumulators = accumulatorSpecs(model, library);
  const schedule = lowerSchedule(optimizer, library);
  const reading = lowerReadMetrics(model, library, accumulators);
  return {
    trainStep: lowerTrainStep({ model, library, optimizer, slots, accumulators, classWeight }),
    evaluateStep: lowerEvaluateStep(model, library, accumulators),
    resetMetrics: lowerResetMetrics(accumulators),
    readMetrics: reading.program,
    logs: reading.logs,
    slots,
    accumulators,
    learningRate: schedule === undefined ? { slot: LEARNING_RATE } : { schedule },
    averages: averagesOf(model, optimizer, library),
  };
}
