/** Which axes attention runs along, and what it asks of its inputs. Throws ShapeProblem where they do not fit each other. */
import { ShapeProblem, sameDim, showShape, type Tensor } from "../../tensor/index.ts";
import { expectRank } from "./expect-rank.ts";
import { sequenceAxes } from "./sequence-axes.ts";

const LAYER = "multi_head_attention";

/** The places of the axes, ascending: the given ones, or all between batch and features. */
export function attentionAxes(query: Tensor, given: readonly number[] | null): readonly number[] {
  const rank = query.shape.length;
  const all = Array.from({ length: rank - 2 }, (_, i) => i + 1);
  if (given === null) return all;
  const places = given.map((axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b);
  if (places.every((place, i) => all.includes(place) && place !== places[i - 1])) return places;
  throw new ShapeProblem({
    kind: "value",
    found: `attention_axes is [${given.join(", ")}], but the query is ${showShape(query.shape)}.`,
    expected: `Attention runs along axes between the batch and the features: ${all.join(", ")}.`,
    types: [query],
    input: 0,
  });
}

/** Query, value and key must have one rank; value and key agree in all axes but their features. */
export function expectAttention(query: Tensor, value: Tensor, key: Tensor): void {
  expectRank(LAYER, query, sequenceAxes, { orMore: true });
  expectRank(LAYER, value, sequenceAxes, { orMore: true, input: 1 });
  const inputs = [query, value, key];
  const other = inputs.findIndex((x) => x.shape.length !== query.shape.length);
  if (other !== -1) throw mismatch(inputs, other, "Query, value and key must have one rank.");
  const axis = value.shape.findIndex((dim, i) => i < value.shape.length - 1 && !sameDim(dim, key.shape[i]));
  if (axis !== -1) throw mismatch(inputs, 2, "Value and key must agree in all axes but the last.", axis);
}

function mismatch(inputs: readonly Tensor[], input: number, expected: string, axis?: number): ShapeProblem {
  const shapes = inputs.map((x) => showShape(x.shape.slice(1))).join(", ");
  const found = `\`${LAYER}\` gets a query, a value and a key of shapes ${shapes}.`;
  return new ShapeProblem({
    kind: "mismatch",
    found,
    expected,
    types: inputs,
    input,
    ...(axis === undefined ? {} : { axis }),
  });
}
