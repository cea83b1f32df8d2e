/** The names of a run's numbers as Keras writes them: the output before the label where there are several outputs, a number where one repeats. */
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

/** All names of a log without `val_`, in order: `loss`, the losses of outputs, metrics. */
export function logNames(model: Model): readonly string[] {
  return [
    "loss",
    ...namedLosses(model).map(({ name }) => name),
    ...namedMetrics(model).map(({ name }) => name),
  ];
}
