/**
 * What can be said of a model only when its data is there: nothing here keeps a run from beginning but an error. Findings lie in the
 * program, at what reads the data, so that `// nn-allow` answers them.
 */
import type { Model } from "../../../checker/model.ts";
import type { Diagnostic } from "../../../diagnostics/diagnostic.ts";
import type { Library } from "../../../library/library.ts";
import type { TrainingData } from "../load-training-data.ts";
import { classesHaveRows } from "./classes-have-rows.ts";
import { columnsVary } from "./columns-vary.ts";
import { inputsAreScaled } from "./inputs-are-scaled.ts";
import { skewedLabelsShowMore } from "./skewed-labels-show-more.ts";
import { targetsAreNotInputs } from "./targets-are-not-inputs.ts";

export interface LoadedData extends TrainingData {
  readonly model: Model;
  readonly library: Library;
  /** The table of the training rows, as messages call it. */
  readonly file: string;
}

/** A law that data should keep: what breaks it is reported. One file each. */
export type DataRule = (data: LoadedData) => readonly Diagnostic[];

const rules: readonly DataRule[] = [
  skewedLabelsShowMore,
  inputsAreScaled,
  targetsAreNotInputs,
  columnsVary,
  classesHaveRows,
];

export function judgeData(data: LoadedData): readonly Diagnostic[] {
  return rules.flatMap((rule) => rule(data));
}
