/**
 * Where a size comes from: the way of one dim back through the layers to the input or layer that first made it. Read from the
 * finished part of a model; nothing is recorded while checking.
 */
import { isCall } from "../library/complete-call.ts";
import type { PlainCall } from "../library/value.ts";
import type { Span } from "../source.ts";
import { type Dim, sameDim } from "../tensor/index.ts";
import type { Application, LayerInstance, ModelInput, ModelValue } from "./model.ts";

/** A dim and the place that gave it this size; `layer` is the type of the layer, absent for an input. */
export interface OriginStep {
  readonly dim: Dim;
  readonly span: Span;
  readonly layer?: string;
}

interface Graph {
  readonly values: readonly ModelValue[];
  readonly applications: readonly Application[];
  readonly layers: readonly LayerInstance[];
  readonly inputs: readonly ModelInput[];
}

/** The steps from the birth of the dim to its size now; the first is where it was born. */
export function dimensionOrigin(graph: Graph, value: number, axis: number): readonly OriginStep[] {
  const steps: OriginStep[] = [];
  for (let here: Place | undefined = { value, axis }; here !== undefined; ) {
    const place: Place = here;
    const dim = graph.values[place.value].type.shape[place.axis];
    const made = graph.applications.findLast(({ outputs }) => outputs.includes(place.value));
    here = made === undefined ? undefined : sourceOf(graph, made, place);
    if (here !== undefined && sameDim(graph.values[here.value].type.shape[here.axis], dim)) continue;
    const span = made?.span ?? graph.values[place.value].span;
    steps.unshift({ dim, span, ...(made === undefined ? {} : { layer: graph.layers[made.layer].type }) });
  }
  return steps;
}

/** A dim of a value. */
interface Place {
  readonly value: number;
  readonly axis: number;
}

/**
 * The dim of an input that this one was made from. The last axis of a layer with another size there is made by the layer itself (its
 * units or filters); other axes of the same rank are the input's, shortened.
 */
function sourceOf(graph: Graph, { inputs, layer }: Application, { value, axis }: Place): Place | undefined {
  const { shape } = graph.values[value].type;
  const last = axis === shape.length - 1;
  if (last && saysWidth(graph.layers[layer].call)) return undefined;
  for (const input of inputs) {
    const before = graph.values[input].type.shape;
    const place = last ? before.length - 1 : axis;
    const sameRank = before.length === shape.length;
    if (place >= before.length || (!sameRank && (!last || before.length < 2))) continue;
    if (sameDim(before[place], shape[axis]) || (sameRank && !last)) return { value: input, axis: place };
  }
  return undefined;
}

/** Keras's names of the argument that is the size of the last axis, in a layer or in one inside it: equal sizes are then chance. */
const widths = ["units", "filters", "output_dim"];

function saysWidth({ arguments: given }: PlainCall): boolean {
  return Object.entries(given).some(
    ([name, value]) => (widths.includes(name) && value !== null) || (isCall(value) && saysWidth(value)),
  );
}
