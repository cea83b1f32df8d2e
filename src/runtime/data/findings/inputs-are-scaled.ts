/** NN602: numbers that reach the first weights are of a size that training can work with. */
import type { ModelInput } from "../../../checker/model.ts";
import { report } from "../../../diagnostics/define-message.ts";
import type { Diagnostic } from "../../../diagnostics/diagnostic.ts";
import { type Unscaled, unscaledInput } from "../../../diagnostics/messages/unscaled-input.ts";
import { bindingPlace } from "./binding-place.ts";
import type { DataRule, LoadedData } from "./judge-data.ts";
import { rawReader } from "./reads-raw.ts";
import { isTable, type Statistics, statisticsOf } from "./statistics-of.ts";

/** From the lowest value to the highest. */
const widestRange = 100;
/** How often the mean may hold the standard deviation; below this size it does no harm. */
const farthestMean = 10;

export const inputsAreScaled: DataRule = (data) =>
  data.model.inputs.flatMap((input) => unscaled(input, data));

function unscaled(input: ModelInput, data: LoadedData): readonly Diagnostic[] {
  const { model, library, training, preparation, file } = data;
  const array = training.arrays.get(`inputs/${input.name}`);
  if (input.meaning.kind !== "number" || array === undefined || array.data.length === 0) return [];
  const reader = rawReader(input, model, library);
  if (reader === undefined) return [];
  const width = isTable(array) ? array.data.length / training.rows : 1;
  const columns = preparation.ports.find(({ name }) => name === input.name)?.columns ?? [];
  const named = columns.length === width;
  const found = statisticsOf(array.data, width)
    .map((one, i): Unscaled => ({ ...one, ...(named ? { column: columns[i] } : {}) }))
    .filter(isOff)
    .toSorted((a, b) => b.high - b.low - (a.high - a.low));
  if (found.length === 0) return [];
  return [
    report(unscaledInput, bindingPlace(model, input), {
      input: input.name,
      layer: reader.name,
      file,
      found,
      width,
      bound: model.data !== undefined,
    }),
  ];
}

function isOff({ low, high, mean, deviation }: Statistics): boolean {
  if (low === high) return false;
  return high - low > widestRange || Math.abs(mean) > farthestMean * Math.max(1, deviation);
}
