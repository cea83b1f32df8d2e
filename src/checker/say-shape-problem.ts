/** Turns a shape that does not fit into a diagnostic, with the way of the dimension that is to blame and the place of its birth. */
import type { Context, Message } from "../diagnostics/define-message.ts";
import { messages } from "../diagnostics/messages.ts";
import type { PlainCall } from "../library/value.ts";
import { positionAt, type Span } from "../source.ts";
import { type ShapeProblemDetails, type ShapeProblemKind, sameShape, showDim } from "../tensor/index.ts";
import { dimensionOrigin, type OriginStep } from "./dimension-origin.ts";
import type { Draft } from "./draft.ts";
import type { Run } from "./run.ts";
import { sayLastStepOnly } from "./say-last-step-only.ts";
import { type Scope, say } from "./scope.ts";

interface Use {
  readonly call: PlainCall;
  readonly span: Span;
  readonly inputs: readonly number[];
}

export function sayShapeProblem(problem: ShapeProblemDetails, use: Use, draft: Draft, scope: Scope): void {
  const { span } = use;
  const { found, expected, help } = problem;
  if (problem.kind === "rank" && sayLastStepOnly(use, draft, scope)) return;
  const ways = blamed(problem, use, draft).map(({ value, axis }) => dimensionOrigin(draft, value, axis));
  const trace = ways
    .filter((way) => way.length > 2)
    .map((way) => `I traced the size: ${showWay(way, scope.run)}.`)[0];
  const context: Context = { related: relatedOf(ways, problem, use, draft) };
  say(scope, shapeMessages[problem.kind], span, { found, expected, help, trace }, context);
}

interface ShapeHoles {
  found: string;
  expected?: string;
  help?: string;
  trace?: string;
}

const shapeMessages: Record<ShapeProblemKind, Message<ShapeHoles>> = {
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
  { kind, types = [], input = 0, axis }: ShapeProblemDetails,
  { inputs }: Use,
  draft: Draft,
): readonly Blamed[] {
  if (kind === "mismatch" && inputs.length > 1) return differing(inputs, draft);
  const type = types[input];
  if (axis === undefined || type === undefined) return [];
  const value = inputs.find((one) => sameShape(draft.values[one].type.shape, type.shape));
  const place = axis < 0 ? type.shape.length + axis : axis;
  return value === undefined || place >= type.shape.length ? [] : [{ value, axis: place }];
}

/** The first axis in which two of the values differ, counted from the last. */
function differing(inputs: readonly number[], draft: Draft): readonly Blamed[] {
  const [first, ...rest] = inputs.map((value) => ({ value, shape: draft.values[value].type.shape }));
  for (const other of rest) {
    for (let back = 1; back <= Math.min(first.shape.length, other.shape.length); back++) {
      const [a, b] = [first.shape.length - back, other.shape.length - back];
      if (showDim(first.shape[a]) !== showDim(other.shape[b]))
        return [
          { value: first.value, axis: a },
          { value: other.value, axis: b },
        ];
    }
  }
  return [];
}

function relatedOf(
  ways: readonly (readonly OriginStep[])[],
  { kind }: ShapeProblemDetails,
  { inputs }: Use,
  draft: Draft,
) {
  const born = ways.map(([birth]) => ({
    span: birth.span,
    message:
      birth.layer === undefined
        ? `the ${showDim(birth.dim)} is declared here`
        : `\`${birth.layer}\` makes the ${showDim(birth.dim)} here`,
  }));
  if (born.length > 0 || (kind !== "rank" && kind !== "dtype") || inputs.length === 0) return born;
  return [rankBirth(inputs[0], draft)];
}

/** The layer behind which the value has the rank that it has: where `flatten` made a vector of an image. */
function rankBirth(value: number, draft: Draft) {
  const { shape, dtype } = draft.values[value].type;
  let here = value;
  for (;;) {
    const made = draft.applications.findLast(({ outputs }) => outputs.includes(here));
    const before = made?.inputs[0];
    if (made === undefined || before === undefined)
      return {
        span: draft.values[here].span,
        message: `the value is declared as [${shape.slice(1).map(showDim).join(", ")}] of ${dtype} here`,
      };
    if (draft.values[before].type.shape.length !== shape.length)
      return { span: made.span, message: `it has become [${shape.slice(1).map(showDim).join(", ")}] here` };
    here = before;
  }
}
