/** What a saved model holds, and the files that hold it. */
import type { Model } from "../../checker/model.ts";
import type { Preparation } from "../data/preparation.ts";
import type { FitSettings } from "../fit-request.ts";
import type { RunRecord } from "../run-record.ts";

export interface SavedModel {
  readonly model: Model;
  readonly preparation: Preparation;
  readonly settings: FitSettings;
  /** A digest of the examples it was trained on; absent where nobody will go on with it. */
  readonly examples?: string;
  readonly record: RunRecord;
  /** The version of nnc that wrote it. */
  readonly version: string;
}

/** Raised when the files change so that an older nnc could not read them. */
export const FORMAT = 1;

/** `program.json` marks a folder as a saved model. */
export const FILES = {
  /** Model, data preparation, seed and settings. */
  program: "program.json",
  /** Keras's variable paths → values: what a prediction needs. */
  weights: "weights.safetensors",
  /** Slots under Keras's names. */
  optimizer: "optimizer.safetensors",
  /** One object of numbers for each epoch. */
  history: "history.json",
  /** Where the run stands: position, callbacks' memory, seconds. The one file that differs between equal runs. */
  training: "training.json",
  /** Accumulators in the midst of an epoch, weights kept by callbacks, weights of the last step. */
  trainingState: "training.safetensors",
} as const;
