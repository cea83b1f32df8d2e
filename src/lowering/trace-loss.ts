/** The loss of a batch: a weighted sum over outputs, penalties of weights and activities added, as Keras sums it. */
import type { LossBlock, Model, ModelTarget, OutputLoss } from "../checker/model.ts";
import { type Forward, type TracedValue, traceLossBlock, valueAt } from "../checker/trace-forward.ts";
import { alignRanks } from "../library/align-ranks.ts";
import { computeLoss } from "../library/compute-loss.ts";
import type { Regularizer } from "../library/define-regularizer.ts";
import type { Library } from "../library/library.ts";
import { realizeWithoutFlow } from "../library/realize-without-flow.ts";
import { reduceLoss } from "../library/reduce-loss.ts";
import type { Trace } from "../library/trace.ts";
import type { PlainCall } from "../library/value.ts";
import { add, mul, type Tensor, withOrigin } from "../tensor/index.ts";

/** Truth and prediction of an output, with the weight of each example where classes are weighted. */
export interface OutputInStep {
  readonly output: string;
  readonly truth: Tensor;
  readonly prediction: TracedValue;
  readonly weight?: Tensor;
}

export interface TracedLoss {
  /** What gradients are taken of, a scalar. */
  readonly total: Tensor;
  /** The loss of each output before its factor, in the order of `compile`: what the log shows. */
  readonly outputs: readonly Tensor[];
}

/** Pairs each target with the output that it is the truth of. */
export function outputsInStep(
  model: Model,
  forward: Forward,
  truths: ReadonlyMap<string, Tensor>,
  weightOf: (target: ModelTarget, truth: Tensor) => Tensor | undefined,
): readonly OutputInStep[] {
  return model.targets.map((target) => {
    const { name, output } = target;
    const value = model.outputs.find((one) => one.name === output)?.value;
    const truth = truths.get(name);
    if (value === undefined || truth === undefined) throw new Error(`target ${name} has no output ${output}`);
    const weight = weightOf(target, truth);
    return {
      output,
      truth,
      prediction: valueAt(forward, value),
      ...(weight === undefined ? {} : { weight }),
    };
  });
}

export function traceLoss(
  model: Model,
  library: Library,
  trace: Trace,
  outputs: readonly OutputInStep[],
): TracedLoss {
  const { graph } = trace;
  const losses = (model.compile?.losses ?? []).map((loss) =>
    withOrigin(graph, { phase: "loss", span: loss.span }, () => outputLoss(loss, outputs, library, trace)),
  );
  const penalties = withOrigin(graph, { phase: "loss" }, () => [
    ...weightPenalties(trace, library),
    ...trace.penalties,
  ]);
  const parts = [...losses.map(({ weighted }) => weighted), ...penalties];
  const total = withOrigin(graph, { phase: "loss" }, () => parts.reduce(add));
  return { total, outputs: losses.map(({ plain }) => plain) };
}

/** A single factor is Keras's loss weight, which the log leaves out; in a sum of losses the factors belong to the loss. */
function outputLoss(
  loss: OutputLoss,
  outputs: readonly OutputInStep[],
  library: Library,
  trace: Trace,
): { plain: Tensor; weighted: Tensor } {
  const given = outputs.find(({ output }) => output === loss.output);
  if (given === undefined) throw new Error(`the loss of ${loss.output} has no target`);
  const terms = loss.terms.map((term) => ({
    factor: term.factor,
    value:
      "call" in term ? libraryLoss(term.call, given, library) : blockLoss(term.block, given, library, trace),
  }));
  const scaled = terms.map(({ factor, value }) => (factor === 1 ? value : mul(value, factor)));
  const weighted = scaled.reduce(add);
  return { weighted, plain: terms.length === 1 ? terms[0].value : weighted };
}

function libraryLoss(loss: PlainCall, { truth, prediction, weight }: OutputInStep, library: Library): Tensor {
  const { tensor, mask } = prediction;
  return computeLoss({ loss, library, truth, prediction: tensor, mask, sampleWeight: weight });
}

/** Like a function that Keras is given as a loss: the mean of what it returns. */
function blockLoss(
  block: LossBlock,
  { truth, prediction, weight }: OutputInStep,
  library: Library,
  trace: Trace,
): Tensor {
  const { tensor, mask } = prediction;
  const values = traceLossBlock(block, library, trace, alignRanks(truth, tensor));
  return reduceLoss(values, { reduction: "sum_over_batch_size", mask, sampleWeight: weight });
}

/** Only weights that learn are held small. */
function weightPenalties({ weights }: Trace, library: Library): readonly Tensor[] {
  return [...weights.values()].flatMap(({ spec, tensor }) => {
    if (spec.regularizer === null || !spec.trainable) return [];
    const { entry, values } = realizeWithoutFlow<Regularizer>("regularizers", spec.regularizer, library);
    return [entry.apply(tensor, values)];
  });
}
