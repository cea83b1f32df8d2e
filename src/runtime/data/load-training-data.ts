/** From the text of a table to the examples of a training run: read, split by the seed, prepared by what the training part teaches. */
import type { Model } from "../../checker/model.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Library } from "../../library/library.ts";
import type { Source } from "../../source.ts";
import { classesOf } from "./classes-of.ts";
import type { Dataset } from "./dataset.ts";
import { fileFault } from "./file-fault.ts";
import { loadExamples } from "./load-examples.ts";
import type { Preparation } from "./preparation.ts";
import { prepareTable } from "./prepare-table.ts";
import type { RawTable } from "./raw-table.ts";
import { readTable } from "./read-table.ts";
import { type Split, splitRows } from "./split-rows.ts";
import { takeRows } from "./take-rows.ts";

export interface TrainingData {
  readonly training: Dataset;
  readonly validation?: Dataset;
  readonly preparation: Preparation;
}

export interface TrainingDataRequest {
  readonly model: Model;
  readonly library: Library;
  readonly table: Source;
  /** A table of its own for validation: then nothing is split off. */
  readonly validationTable?: Source;
  readonly validationSplit: number;
  readonly seed: number;
}

/** Spans of the problems lie in `source`. */
export type LoadResult<T> =
  | { readonly data: T }
  | { readonly problems: readonly Diagnostic[]; readonly source: Source };

export function loadTrainingData(request: TrainingDataRequest): LoadResult<TrainingData> {
  const { model, library, validationTable, seed } = request;
  const read = readTable(request.table, model, { withTargets: true });
  if ("problems" in read) return read;
  const fraction = validationTable === undefined ? request.validationSplit : 0;
  const split = splitRows(read.table.rows, fraction, seed, classesOf(read.table));
  const empty = emptyPart(read.table, split, fraction);
  if (empty !== undefined) return { problems: [fileFault(read.source, empty)], source: read.source };
  const prepared = prepareTable(read.table, { training: split.training }, library, read.source.file);
  if ("problems" in prepared) return { problems: prepared.problems, source: read.source };
  const { dataset, preparation } = prepared;
  if (validationTable === undefined) return { data: { ...parts(dataset, split), preparation } };
  const validation = loadExamples({
    model,
    library,
    examples: validationTable,
    preparation,
    withTargets: true,
  });
  return "problems" in validation
    ? validation
    : { data: { training: dataset, validation: validation.data, preparation } };
}

function parts(
  dataset: Dataset,
  { training, validation }: Split,
): { training: Dataset; validation?: Dataset } {
  if (validation.length === 0) return { training: dataset };
  return { training: takeRows(dataset, training), validation: takeRows(dataset, validation) };
}

function emptyPart({ rows }: RawTable, { training, validation }: Split, fraction: number) {
  if (training.length === 0) return { fault: "few-rows", rows, fraction, part: "training" } as const;
  if (fraction > 0 && validation.length === 0)
    return { fault: "few-rows", rows, fraction, part: "validation" } as const;
  return undefined;
}
