/** Why the mean of what a block gives cannot be a loss, where it cannot. */
import { report } from "../diagnostics/define-message.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import { reduceLoss } from "../library/reduce-loss.ts";
import type { Span } from "../source.ts";
import { addInput, ShapeProblem, showShape } from "../tensor/index.ts";
import { type Draft, type DraftLayer, type DraftValue, tensorOf } from "./draft.ts";
import { readersOf } from "./readers-of.ts";
import { shapeMessages } from "./say-shape-problem.ts";
import { unreadFlows } from "./unread-flows.ts";

export function lossBlockProblems(
  draft: Draft,
  result: number,
  prediction: DraftValue,
  span: Span,
): readonly Diagnostic[] {
  const { type } = draft.values[result];
  const learning = draft.layers.find(({ name }) => hasWeights(draft, name));
  const problem =
    learning !== undefined
      ? noWeights(learning)
      : type.dtype === "f32"
        ? reductionProblem(draft, result, prediction, span)
        : report(messages.wrongArgument, span, {
            found: `This block gives ${type.dtype} values, and a loss is a real number.`,
            help: "Let it end with real numbers.",
          });
  if (problem !== undefined) return [problem];
  const readers = readersOf(draft);
  return unreadFlows(draft, (value) => value === result || readers[value] !== undefined);
}

function hasWeights({ weights }: Draft, layer: string): boolean {
  return [...weights.keys()].some((path) => path.startsWith(`${layer}/`));
}

function noWeights({ type, span }: DraftLayer): Diagnostic {
  const found = `\`${type}\` has weights, and a loss has none: nothing would train them.`;
  return report(messages.wrongArgument, span, {
    found,
    help: "Use it in the model, and compare what comes out of it.",
  });
}

/** A masked output counts only where its mask says so, and classes may be weighted: both need the batch, and the masked axes, in front. */
function reductionProblem(
  draft: Draft,
  result: number,
  { mask, type }: DraftValue,
  span: Span,
): Diagnostic | undefined {
  const { graph } = draft.trace;
  const sampleWeight = addInput(graph, { dtype: "f32", shape: type.shape.slice(0, 1) });
  const counted = mask === undefined ? undefined : addInput(graph, { dtype: "bool", shape: mask.shape });
  try {
    reduceLoss(tensorOf(draft, result), { reduction: "sum_over_batch_size", mask: counted, sampleWeight });
    return undefined;
  } catch (error) {
    if (!(error instanceof ShapeProblem)) throw error;
    const kept =
      mask === undefined ? "examples count" : `steps of the output count, ${showShape(mask.shape)}`;
    return report(shapeMessages[error.details.kind], span, {
      found: `This block gives ${showShape(draft.values[result].type.shape)}, which cannot be weighted by which ${kept}.`,
      help: "Let it keep these axes: the mean over all of them is taken of what it gives.",
    });
  }
}
