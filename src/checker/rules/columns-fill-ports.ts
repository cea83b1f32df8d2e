/** NN608: so many columns are named for an input or target as it has elements. What only a header tells is left to the run. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import { applyLayer } from "../../library/apply-layer.ts";
import { createBuild } from "../../library/create-build.ts";
import type { Library } from "../../library/library.ts";
import { createTrace } from "../../library/trace.ts";
import type { PlainCall } from "../../library/value.ts";
import {
  addInput,
  createGraph,
  ShapeProblem,
  showShape,
  sizeOf,
  symbol,
  type Tensor,
} from "../../tensor/index.ts";
import type { DataBinding, Model, ModelInput, ModelTarget } from "../model.ts";
import type { Rule } from "../rule-context.ts";

export const columnsFillPorts: Rule = (model, { library }) =>
  (model.data?.bindings ?? []).flatMap((binding) => {
    const port = portOf(binding, model);
    const columns = countOf(binding);
    if (port === undefined || columns === undefined || columns === 0) return [];
    const shape = port.type.shape.slice(1);
    const elements = sizeOf(shape);
    const fits = elements === filled(binding.steps, columns, library) || (isOneHot(port) && columns === 1);
    if (typeof elements !== "number" || fits) return [];
    const problem = {
      fault: "width" as const,
      port: binding.name,
      columns,
      shape: showShape(shape),
      elements: String(elements),
    };
    return [report(messages.dataColumns, binding.span, { file: model.data?.file ?? "the file", problem })];
  });

function portOf({ name }: DataBinding, { inputs, targets }: Model): ModelInput | ModelTarget | undefined {
  return inputs.find((input) => input.name === name) ?? targets.find((target) => target.name === name);
}

/** Undefined where a range stands among them (`[p00..p77]`). */
function countOf({ columns }: DataBinding): number | undefined {
  return columns.every(({ first, last }) => first === last) ? columns.length : undefined;
}

/** A one-hot label may come as one column of classes. */
function isOneHot({ meaning }: ModelInput | ModelTarget): boolean {
  return meaning.kind === "onehot";
}

/** How many numbers the steps make of so many columns; undefined where they cannot take them, which the run says. */
function filled(steps: readonly PlainCall[], columns: number, library: Library): unknown {
  try {
    const graph = createGraph("columns");
    const rows = addInput(graph, { dtype: "f32", shape: [symbol("batch"), columns] });
    const trace = createTrace({ graph, training: false });
    const result = steps.reduce<Tensor>((x, call) => {
      const layer = library.layers.find(call.name);
      if (layer === undefined) return x;
      const build = createBuild(trace, { name: call.name, trainable: true, masks: [undefined] });
      return applyLayer({ layer, call, inputs: [x], build, context: { library, tensor: () => x } })
        .outputs[0];
    }, rows);
    return sizeOf(result.shape.slice(1));
  } catch (error) {
    if (error instanceof ShapeProblem) return undefined;
    throw error;
  }
}
