/** The names of a run's numbers as Keras writes them: the output before the label where there are several outputs, a number where one repeats. */
import type { Library } from "../library/library.ts";
import { metricNames } from "../library/metric-names.ts";
import { ShapeProblem } from "../tensor/index.ts";
import type { Model, OutputLoss, OutputMetric } from "./model.ts";

export interface NamedLoss {
  readonly name: string;
  readonly loss: OutputLoss;
}

export interface NamedMetric {
  readonly name: string;
  readonly metric: OutputMetric;
}

/** The losses of single outputs that the log shows: where there are several, each as `<output>_loss`. */
export function namedLosses({ compile }: Model): readonly NamedLoss[] {
  const losses = compile?.losses ?? [];
  return losses.length < 2 ? [] : losses.map((loss) => ({ name: `${loss.output}_loss`, loss }));
}

/** The metrics in the order of the file, weighted ones last; those are called `weighted_…` where the plain name is taken. */
export function namedMetrics({ compile, outputs }: Model): readonly NamedMetric[] {
  const metrics = compile?.metrics ?? [];
  const inOrder = [
    ...metrics.filter(({ weighted }) => !weighted),
    ...metrics.filter(({ weighted }) => weighted),
  ];
  const counts = new Map<string, number>();
  return inOrder.map((metric) => {
    const before = outputs.length > 1 ? `${metric.output}_` : "";
    const plain = `${before}${metric.label}`;
    const stem = metric.weighted && counts.has(plain) ? `${before}weighted_${metric.label}` : plain;
    const count = counts.get(stem) ?? 0;
    counts.set(stem, count + 1);
    return { metric, name: count === 0 ? stem : `${stem}_${count}` };
  });
}

/** All names of a log without `val_`, in order: `loss`, the losses of outputs, metrics with all their parts. */
function logNames(model: Model, library: Library): readonly string[] {
  return [
    "loss",
    ...namedLosses(model).map(({ name }) => name),
    ...namedMetrics(model).flatMap((named) => partNames(named, model, library)),
  ];
}

/** All names of a log as callbacks see it: with `val_` too, where the run validates. */
export function watchedNames(model: Model, library: Library): readonly string[] {
  const own = logNames(model, library);
  return isValidated(model) ? [...own, ...own.map((name) => `val_${name}`)] : own;
}

export function isValidated({ train }: Model): boolean {
  return train.validationSplit > 0 || train.validationData !== undefined;
}

/** A metric that its output does not suit is judged elsewhere, and has its own name here. */
function partNames({ name, metric }: NamedMetric, model: Model, library: Library): readonly string[] {
  const output = model.outputs.find((one) => one.name === metric.output);
  if (output === undefined) return [name];
  try {
    return metricNames(name, metric.call, model.values[output.value].type.shape, library);
  } catch (error) {
    if (error instanceof ShapeProblem) return [name];
    throw error;
  }
}
