/** A model as far as data is concerned: inputs, targets and bindings; no layers. */
import type { DataBinding, Meaning, Model } from "../../../src/checker/model.ts";
import { type Dim, type DType, symbol } from "../../../src/tensor/index.ts";

const span = { file: "model.nn", start: 0, end: 0 };

export interface PortDraft {
  readonly name: string;
  readonly dims?: readonly Dim[];
  readonly dtype?: DType;
  readonly meaning?: Meaning;
}

export interface BindingDraft {
  readonly name: string;
  /** `a`, or `a..c`. */
  readonly columns: readonly string[];
  readonly steps?: DataBinding["steps"];
}

export function modelOf(
  inputs: readonly PortDraft[],
  targets: readonly PortDraft[],
  bindings?: readonly BindingDraft[],
): Model {
  const type = ({ dims = [], dtype = "f32" }: PortDraft) => ({ dtype, shape: [symbol("batch"), ...dims] });
  const meaning = (port: PortDraft): Meaning => port.meaning ?? { kind: "number" };
  return {
    name: "M",
    span,
    inputs: inputs.map((port, value) => ({
      name: port.name,
      value,
      type: type(port),
      meaning: meaning(port),
      span,
    })),
    targets: targets.map((port) => ({
      name: port.name,
      output: "y",
      type: type(port),
      meaning: meaning(port),
      implicit: false,
      span,
    })),
    values: inputs.map((port) => ({ type: type(port), span })),
    layers: [],
    applications: [],
    outputs: [],
    weights: [],
    train: { epochs: 1, batchSize: 32, validationSplit: 0, shuffle: true, callbacks: [] },
    params: {},
    ...(bindings === undefined
      ? {}
      : { data: { file: "data.csv", span, bindings: bindings.map(bindingOf) } }),
  };
}

function bindingOf({ name, columns, steps = [] }: BindingDraft): DataBinding {
  const range = (text: string) => {
    const [first, last = first] = text.split("..");
    return { first, last };
  };
  return { name, columns: columns.map(range), steps, span };
}
