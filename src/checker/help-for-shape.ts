/** What to do about a shape that does not fit, where the way of the value tells more than the layer itself can know. */
import type { Library } from "../library/library.ts";
import { type Dim, type ShapeProblemDetails, sameShape, showDim, showShape } from "../tensor/index.ts";
import { birthOfType } from "./birth-of-type.ts";
import type { Draft } from "./draft.ts";

interface Use {
  readonly layer: string;
  readonly inputs: readonly number[];
  readonly library: Library;
}

/** Undefined where the layer's own advice is the best. */
export function helpForShape(problem: ShapeProblemDetails, use: Use, draft: Draft): string | undefined {
  const value = use.inputs[problem.input ?? 0];
  if (value === undefined) return undefined;
  if (problem.kind === "rank") return helpForRank(problem, use, value, draft);
  return problem.kind === "window" ? helpForWindow(value, draft) : undefined;
}

/** The layer of the same name for another number of axes: `conv1d` and `conv2d`. */
function sibling(rank: number, { layer, library }: Use): string | undefined {
  const name = layer.replace(/[123]d(?=$|_)/, `${rank - 1}d`);
  return name === layer || library.layers.find(name) === undefined
    ? undefined
    : `For values of rank ${rank} there is \`${name}\`.`;
}

function helpForRank(
  { found, expected = "" }: ShapeProblemDetails,
  use: Use,
  value: number,
  draft: Draft,
): string | undefined {
  const { layer } = use;
  const axes = /\[(.*)\]/.exec(expected)?.[1]?.split(", ");
  if (axes === undefined || !found.includes(`\`${layer}\``)) return undefined;
  const { made, value: born } = birthOfType("rank", value, draft);
  const own = draft.values[value].type.shape.slice(1);
  const other = sibling(own.length, use);
  if (own.length > axes.length && other !== undefined) return other;
  if (made === undefined && sameShape(own, draft.values[born].type.shape.slice(1)))
    return declaredWith(own, axes, layer);
  if (own.length > axes.length) return bringDown(own, axes, layer);
  if (other !== undefined) return other;
  const { type } = made === undefined ? { type: "" } : draft.layers[made.layer];
  if (type.startsWith("global_")) return `Remove \`${type}\` before it.`;
  return type !== "flatten" && own.length === 1
    ? `Give the vector a shape first: \`reshape([${axes.join(", ")}])\` with its sizes.`
    : undefined;
}

/** The rank of an input is the one it was declared with. */
function declaredWith(own: readonly Dim[], axes: readonly string[], layer: string): string | undefined {
  const sizes = own.map(showDim);
  if (own.length === axes.length - 1 && axes.at(-1) === "channels")
    return `Declare the input with its channels: \`[${[...sizes, 1].join(", ")}]\`.`;
  if (own.length === 1 && axes[0] === "time")
    return `If these are ${sizes[0]} steps of one number, declare the input as \`[${sizes[0]}, 1]\`.`;
  if (own.length > axes.length) return bringDown(own, axes, layer);
  return own.length === 1 && axes.length > 1
    ? `Declare the input as \`[${axes.join(", ")}]\` with its sizes, or give it that shape with \`reshape\`.`
    : undefined;
}

/** One axis too many: a last one of size 1, rows that are sequences themselves, or a batch that is not written. */
function bringDown(own: readonly Dim[], axes: readonly string[], layer: string): string | undefined {
  if (own.length !== axes.length + 1) return undefined;
  if (own.at(-1) === 1 && axes[0] === "time")
    return `Leave its last axis out: \`reshape(${showShape(own.slice(0, -1))})\`.`;
  const each = `To apply it to each of the ${showDim(own[0])}, write \`time_distributed(${layer}(…))\``;
  return axes[0] === "time"
    ? `${each}.`
    : `${each}; if that is the batch, leave it out: \`${showShape(own.slice(1))}\`.`;
}

const mostChannels = 4;

/** Pictures whose channels stand first, and pictures that have been shrunk to a point. */
function helpForWindow(value: number, draft: Draft): string | undefined {
  const { made, value: born } = birthOfType("rank", value, draft);
  const [first, ...rest] = draft.values[born].type.shape.slice(1);
  const isFirst = typeof first === "number" && first <= mostChannels && rest.length === 2;
  if (made === undefined && isFirst && rest.every((size) => typeof size === "number" && size > mostChannels))
    return `Channels stand last here: declare the input as \`${showShape([...rest, first])}\`.`;
  const places = draft.values[value].type.shape.slice(1, -1);
  return places.length > 0 && places.every((size) => size === 1)
    ? "Remove a pooling or a stride before it, or give those layers `padding=same`."
    : undefined;
}
