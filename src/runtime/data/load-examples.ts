/** From a table or JSON to examples for a trained model: read and prepared by what the training taught. */
import type { Model } from "../../checker/model.ts";
import type { Library } from "../../library/library.ts";
import type { Source } from "../../source.ts";
import type { Dataset } from "./dataset.ts";
import type { LoadResult } from "./load-training-data.ts";
import type { Preparation } from "./preparation.ts";
import { prepareTable } from "./prepare-table.ts";
import { readJson } from "./read-json.ts";
import { readTable } from "./read-table.ts";

export interface ExamplesRequest {
  readonly model: Model;
  readonly library: Library;
  /** CSV, or JSON where its first sign is a bracket. */
  readonly examples: Source;
  readonly preparation: Preparation;
  /** Wanted for an evaluation; a prediction has none. */
  readonly withTargets: boolean;
}

export function loadExamples({
  model,
  library,
  examples,
  preparation,
  withTargets,
}: ExamplesRequest): LoadResult<Dataset> {
  const json = /^\s*[[{]/.test(examples.text) && !withTargets;
  const read = json
    ? readJson(examples, model, preparation)
    : readTable(examples, model, { withTargets, learned: preparation });
  if ("problems" in read) return read;
  const prepared = prepareTable(read.table, { preparation }, library, read.source.file);
  return "problems" in prepared
    ? { problems: prepared.problems, source: read.source }
    : { data: prepared.dataset };
}
