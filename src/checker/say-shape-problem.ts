/** Turns a shape that does not fit into a diagnostic, with the way of the dimension that is to blame and the place of its birth. */
import type { Context, Message } from "../diagnostics/define-message.ts";
import type { Related } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import type { PlainCall } from "../library/value.ts";
import { positionAt, type Span } from "../source.ts";
import {
  type ShapeProblemDetails,
  type ShapeProblemKind,
  sameDim,
  sameShape,
  showDim,
  showShape,
  symbolsOf,
} from "../tensor/index.ts";
import { birthOfType } from "./birth-of-type.ts";
import { dimensionOrigin, type OriginStep } from "./dimension-origin.ts";
import type { Draft } from "./draft.ts";
import { helpForShape } from "./help-for-shape.ts";
import type { Run } from "./run.ts";
import { sayLastStepOnly } from "./say-last-step-only.ts";
import { type Scope, say } from "./scope.ts";

interface Use {
  readonly call: PlainCall;
  readonly span: Span;
  readonly inputs: readonly number[];
}

export function sayShapeProblem(problem: ShapeProblemDetails, use: Use, draft: Draft, scope: Scope): void {
  const { span, call, inputs } = use;
  const { found, expected } = problem;
  const { library } = scope.run;
  const better = helpForShape(problem, { layer: call.name, inputs, library }, draft);
  const help = better ?? problem.help ?? defaultHelp[problem.kind];
  if (problem.kind === "rank" && sayLastStepOnly(use, draft, scope)) return;
  const ways = blamed(problem, use, draft).map(({ value, axis }) => dimensionOrigin(draft, value, axis));
  const trace = ways
    .filter((way) => way.length > 1)
    .map((way) => `I traced the size: ${showWay(way, scope.run)}.`)[0];
  const context: Context = { related: relatedOf(ways, problem, use, draft) };
  say(scope, shapeMessages[problem.kind], span, { found, expected, help, trace }, context);
}

/** Where the rule of a layer names no act of its own. */
const defaultHelp: Partial<Record<ShapeProblemKind, string>> = {
  mismatch: "Bring both to one size before this layer, or use a layer of its own for each.",
  dtype: "Look whole numbers up with `embedding`, or declare both as real numbers.",
  value: "Change that argument, or the size of what comes in.",
};

interface ShapeHoles {
  found: string;
  expected?: string;
  help?: string;
  trace?: string;
}

/** The message of each kind of problem. */
export const shapeMessages: Record<ShapeProblemKind, Message<ShapeHoles>> = {
  rank: messages.wrongRank,
  mismatch: messages.unequalValues,
  window: messages.windowTooLarge,
  elements: messages.elementsDiffer,
  dtype: messages.wrongDtype,
  symbolic: messages.sizeUnknown,
  overflow: messages.tooLarge,
  value: messages.wrongArgument,
};

/** `28 → 14 (max_pooling2d, line 6) → 7`. */
function showWay(way: readonly OriginStep[], run: Run): string {
  const shown = way.map(({ dim, layer, span }) => {
    const { line } = positionAt(run.sources.get(span.file)?.text ?? "", span.start);
    return layer === undefined ? showDim(dim) : `${showDim(dim)} (${layer}, line ${line})`;
  });
  return shown.length > 8 ? [...shown.slice(0, 3), "…", ...shown.slice(-4)].join(" → ") : shown.join(" → ");
}

interface Blamed {
  readonly value: number;
  readonly axis: number;
}

/** The dims of the layer's inputs that the problem speaks of. */
function blamed(
  { types = [], input = 0, axis }: ShapeProblemDetails,
  { inputs }: Use,
  draft: Draft,
): readonly Blamed[] {
  const type = types[input];
  if (axis === undefined || type === undefined) return [];
  const shapeOf = (value: number) => draft.values[value].type.shape;
  const own =
    types.length === inputs.length
      ? inputs[input]
      : inputs.find((one) => sameShape(shapeOf(one), type.shape));
  if (own === undefined) return [];
  const place = axis < 0 ? type.shape.length + axis : axis;
  const back = type.shape.length - place;
  const others = inputs.filter((one) => one !== own && shapeOf(one).length >= back);
  const other = others.find((one) => !sameDim(shapeOf(one)[shapeOf(one).length - back], type.shape[place]));
  const first = other === undefined ? [] : [{ value: other, axis: shapeOf(other).length - back }];
  return place < shapeOf(own).length ? [...first, { value: own, axis: place }] : first;
}

function relatedOf(
  ways: readonly (readonly OriginStep[])[],
  { kind, input = 0 }: ShapeProblemDetails,
  { inputs }: Use,
  draft: Draft,
): readonly Related[] {
  const told = ways.flatMap((way) =>
    way.length > 1 ? [bornAt(way[0]), becomesAt(way[way.length - 1])] : way.map(bornAt),
  );
  const different = told.filter(
    (one, i) =>
      told.findIndex((other) => other.message === one.message && other.span.start === one.span.start) === i,
  );
  if (different.length > 0) return different;
  if (kind === "symbolic") return symbolBirths(inputs, draft);
  return (kind === "rank" || kind === "dtype") && inputs.length > 0
    ? [typeBirth(kind, inputs[input] ?? inputs[0], draft)]
    : [];
}

function bornAt({ dim, span, layer }: OriginStep): Related {
  return {
    span,
    message:
      layer === undefined
        ? `${showDim(dim)} is declared here`
        : `\`${layer}\` makes the ${showDim(dim)} here`,
  };
}

function becomesAt({ dim, span }: OriginStep): Related {
  return { span, message: `it becomes ${showDim(dim)} here` };
}

/** The inputs that declare the named sizes of these values. */
function symbolBirths(values: readonly number[], draft: Draft): readonly Related[] {
  const symbols = new Set(
    values.flatMap((value) => draft.values[value].type.shape.slice(1).flatMap(symbolsOf)),
  );
  return [...symbols].flatMap((symbol) => {
    const input = draft.inputs.find(({ type }) => type.shape.some((dim) => symbolsOf(dim).includes(symbol)));
    return input === undefined
      ? []
      : [{ span: input.span, message: `the size \`${symbol}\` is declared here` }];
  });
}

/** Where the value got the rank or dtype that it has: `flatten` made a vector of an image. */
function typeBirth(kind: "rank" | "dtype", value: number, draft: Draft): Related {
  const { made, value: born } = birthOfType(kind, value, draft);
  const { shape, dtype } = draft.values[born].type;
  const words = kind === "rank" ? showShape(shape.slice(1)) : dtype;
  return made === undefined
    ? { span: draft.values[born].span, message: `it is declared as ${words} here` }
    : { span: made.span, message: `it becomes ${words} here` };
}
