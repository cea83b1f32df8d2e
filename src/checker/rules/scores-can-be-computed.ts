/** NN1xx: losses and metrics can be computed of their outputs' shapes; what the other rules do not see is found by tracing them. */
import { report } from "../../diagnostics/define-message.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { computeLoss } from "../../library/compute-loss.ts";
import type { Metric } from "../../library/define-metric.ts";
import { realizeWithoutFlow } from "../../library/realize-without-flow.ts";
import type { PlainCall } from "../../library/value.ts";
import type { Span } from "../../source.ts";
import { addInput, createGraph, ShapeProblem, type Tensor, type Type } from "../../tensor/index.ts";
import { libraryLosses } from "../library-losses.ts";
import type { Rule, RuleContext } from "../rule-context.ts";
import { shapeMessages } from "../say-shape-problem.ts";

type Score = (truth: Tensor, prediction: Tensor) => unknown;

interface Scored {
  readonly output: string;
  readonly span: Span;
  readonly score: Score;
}

export const scoresCanBeComputed: Rule = ({ compile, outputs, targets, values }, context) => {
  const losses = (compile?.losses ?? []).flatMap((loss) =>
    libraryLosses(loss).map((call): Scored => ({ ...loss, score: lossOf(call, context) })),
  );
  const metrics = (compile?.metrics ?? []).map(
    ({ output, span, call }): Scored => ({ output, span, score: metricOf(call, context) }),
  );
  return [...losses, ...metrics].flatMap(({ output, span, score }) => {
    const target = targets.find((one) => one.output === output);
    const made = outputs.find(({ name }) => name === output);
    if (target === undefined || made === undefined) return [];
    return faultOf(score, target.type, values[made.value].type, span);
  });
};

function lossOf(loss: PlainCall, { library }: RuleContext): Score {
  return (truth, prediction) => computeLoss({ loss, library, truth, prediction });
}

function metricOf(call: PlainCall, { library }: RuleContext): Score {
  const { entry, values } = realizeWithoutFlow<Metric>("metrics", call, library);
  return (truth, prediction) => {
    const state = entry
      .accumulators(values, prediction.shape)
      .map(({ name, shape }) => [name, addInput(truth.graph, { dtype: "f32", shape })]);
    entry.update({ values, state: Object.fromEntries(state), truth, prediction });
  };
}

function faultOf(score: Score, truth: Type, prediction: Type, span: Span): readonly Diagnostic[] {
  const graph = createGraph("scores", { phase: "loss" });
  try {
    score(addInput(graph, truth), addInput(graph, prediction));
    return [];
  } catch (error) {
    if (!(error instanceof ShapeProblem)) throw error;
    const { kind, found, expected, help } = error.details;
    return [report(shapeMessages[kind], span, { found, expected, help })];
  }
}
