/** What to do where a target and its output differ in shape: the layer on the way that made the difference, where one did. */
import { isCall } from "../library/complete-call.ts";
import type { PlainCall } from "../library/value.ts";
import { type Dim, sameDim, showDim, showShape, sizeOf } from "../tensor/index.ts";
import type { LayerInstance } from "./model.ts";
import type { RuleContext } from "./rule-context.ts";

/** Shapes with the batch in front; `given` is the output's, without its classes where labels are class numbers. */
export interface Difference {
  readonly truth: readonly Dim[];
  readonly given: readonly Dim[];
  readonly output: number;
  /** How many axes the output has, the classes included. */
  readonly rank: number;
}

export function helpForTarget({ truth, given, output, rank }: Difference, context: RuleContext): string {
  const way = wayTo(output, context);
  if (given.length > truth.length) return lessAxes(rank, way);
  if (given.length < truth.length) return moreAxes(truth, given, way);
  const last = truth.at(-1);
  if (typeof last === "number" && !sameDim(last, given.at(-1) ?? 0))
    return `End with ${last} value${last === 1 ? "" : "s"}, or change the target.`;
  return sameAxes(truth, given);
}

/** The layers before a value, the last first, as long as each reads one value. */
function wayTo(value: number, context: RuleContext): readonly LayerInstance[] {
  const way: LayerInstance[] = [];
  for (let maker = context.maker(value); maker !== undefined; maker = context.maker(maker.inputs[0])) {
    way.push(context.layerOf(maker));
    if (maker.inputs.length > 1) break;
  }
  return way;
}

function lessAxes(rank: number, way: readonly LayerInstance[]): string {
  const recurrent = find(way, (call) => call.arguments.return_sequences === true);
  if (rank === 3 && recurrent !== undefined)
    return `Leave \`return_sequences=true\` out of \`${recurrent}\`: its last step is enough.`;
  const pooling = rank === 4 ? "global_average_pooling2d" : "global_average_pooling1d";
  return `Put \`flatten\` or \`${pooling}\` before the last layer.`;
}

function moreAxes(truth: readonly Dim[], given: readonly Dim[], way: readonly LayerInstance[]): string {
  if (sameDim(sizeOf(truth.slice(1)), sizeOf(given.slice(1))))
    return `Give it the shape at the end: \`reshape(${showShape(truth.slice(1))})\`.`;
  const recurrent = find(way, (call) => call.arguments.return_sequences === false);
  if (recurrent !== undefined)
    return `Write \`return_sequences=true\` in \`${recurrent}\`, to keep every step.`;
  const pooled = way.find(({ type }) => type.startsWith("global_") || type === "flatten");
  return pooled === undefined
    ? "Keep the axes of the target in the output."
    : `Leave \`${pooled.type}\` out, to keep the axes of the target.`;
}

/** Sizes along the axes: named ones that are not the same, halved by strides, or shortened by windows. */
function sameAxes(truth: readonly Dim[], given: readonly Dim[]): string {
  const pairs = truth.slice(1).map((size, i) => [size, given[i + 1]] as const);
  const differing = pairs.filter(([size, own]) => !sameDim(size, own));
  if (differing.every(([size, own]) => typeof size !== "number" && typeof own !== "number"))
    return `Use one name for both sizes: \`${showDim(differing[0][1])}\`.`;
  const ratios = differing.map(([size, own]) => Number(size) / Number(own));
  const [ratio] = ratios;
  if (pairs.length === 3 && Number.isInteger(ratio) && ratios.every((one) => one === ratio))
    return `Bring it back to size with \`up_sampling2d(${ratio})\`, or leave a stride or pooling out.`;
  return ratios.every((one) => one > 1)
    ? "Write `padding=same` in the layers that shorten it."
    : "Change the layers, or the target.";
}

/** The name of the first layer, or of one that it wraps, of which something is true. */
function find(way: readonly LayerInstance[], holds: (call: PlainCall) => boolean): string | undefined {
  const calls = way.flatMap(({ call }) => [call, ...Object.values(call.arguments).filter(isCall)]);
  return calls.find(holds)?.name;
}
