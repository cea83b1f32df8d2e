/** NN221: a metric measures what its target is. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { TruthForm } from "../../library/define-loss.ts";
import type { Metric } from "../../library/define-metric.ts";
import type { Library } from "../../library/library.ts";
import { realizeWithoutFlow } from "../../library/realize-without-flow.ts";
import type { PlainCall } from "../../library/value.ts";
import { headOf } from "../heads.ts";
import { judgedLosses } from "../judged-losses.ts";
import type { Model, ModelTarget, OutputMetric } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";
import { wordFix } from "../word-fix.ts";
import { misfits } from "./labels-fit-loss.ts";
import { wrongCount } from "./outputs-match-classes.ts";

export const metricsFitTargets: Rule = (model, context) =>
  (model.compile?.metrics ?? []).flatMap((metric) => {
    const target = model.targets.find(({ output }) => output === metric.output);
    const output = model.outputs.find(({ name }) => name === metric.output);
    if (target === undefined || output === undefined || isMisread(target, model, context)) return [];
    const { entry, values } = realizeWithoutFlow<Metric>("metrics", metric.call, context.library);
    const { truth } = entry.expects(values);
    const last = model.values[output.value].type.shape.at(-1);
    const misfit =
      chosenAlways(metric, truth, last) ??
      largestOfLabels(metric, target) ??
      misfitOf({
        truth,
        target,
        last,
        instead: (classes) => instead(metric.call, truth, classes, context.library),
        scoresHits: countsHits(metric) && unbounded(model, output, context),
      });
    if (misfit === undefined) return [];
    const fix = isMeasured(misfit, metric, model, context)
      ? undefined
      : wordFix(metric.span, misfit.better ?? "", context);
    const related = target.implicit ? [] : [{ span: target.span, message: "the target is declared here" }];
    return [
      report(
        messages.metricMissesTask,
        metric.span,
        { metric: metric.label, target: target.name, ...misfit },
        { related, fix },
      ),
    ];
  });

/** Whether nothing better is known, or the better one stands there too. */
function isMeasured({ better }: Misfit, { output }: OutputMetric, model: Model, { library }: RuleContext) {
  const name = better === undefined ? undefined : library.metrics.find(better)?.name;
  return (
    better === undefined ||
    (model.compile?.metrics ?? []).some((one) => one.output === output && one.call.name === name)
  );
}

/** Metrics that take the largest outputs, where these are all that there are. */
function chosenAlways({ call, label }: OutputMetric, truth: TruthForm, last: unknown): Misfit | undefined {
  const { k } = call.arguments;
  if (typeof k === "number" && typeof last === "number" && k >= last && call.name.includes("top_k"))
    return {
      why: `looks for the class among the ${k} largest outputs`,
      is: `one of only ${last}`,
      better: `${label}(k=1)`,
    };
  if (truth !== "one-hot" || last !== 1 || !call.name.startsWith("categorical")) return undefined;
  return { why: "takes the largest output", is: "predicted by one alone", better: "binary_accuracy" };
}

/** Metrics that compare the largest value alone, where several labels may be right at once. */
function largestOfLabels({ call }: OutputMetric, { meaning }: ModelTarget): Misfit | undefined {
  if (meaning.kind !== "multilabel" || call.name !== "categorical_accuracy") return undefined;
  return {
    why: "looks at the largest output alone",
    is: `a yes or no for each of ${meaning.count} labels`,
    better: "binary_accuracy",
    severity: "warning",
  };
}

/** Whether the labels miss the output or its loss: that is said already. */
function isMisread(target: ModelTarget, model: Model, context: RuleContext): boolean {
  if (wrongCount(target, model, context) !== undefined) return true;
  return judgedLosses(model, context).some((judged) => judged.target === target && misfits(judged));
}

interface Misfit {
  readonly why: string;
  readonly is: string;
  /** What to use, or all that is to be done. */
  readonly better?: string;
  readonly help?: string;
  /** For numbers that can be computed and mislead. */
  readonly severity?: "warning";
}

/** What a metric does with labels of each form. */
const comparing: Record<TruthForm, string> = {
  real: "measures distances",
  "class-number": "compares class numbers",
  "one-hot": "compares a number for each class",
  binary: "compares yes or no",
};

/** For labels that are class numbers: the metric's twin that reads these, or other labels where it has none. */
function instead(
  { name }: PlainCall,
  truth: TruthForm,
  classes: number,
  { metrics }: Library,
): Pick<Misfit, "better" | "help"> {
  const twin = metrics.find(`sparse_${name}`);
  if (twin !== undefined || truth !== "one-hot")
    return { better: twin?.name ?? "sparse_categorical_accuracy" };
  return {
    help: `Declare the labels as \`onehot(${classes})\`, and train by \`categorical_crossentropy\`; or use \`sparse_categorical_accuracy\`.`,
  };
}

interface Compared {
  readonly truth: TruthForm;
  readonly target: ModelTarget;
  /** The last dim of the output. */
  readonly last: unknown;
  /** What to use for labels that are numbers of so many classes. */
  readonly instead: (classes: number) => Pick<Misfit, "better" | "help">;
  readonly scoresHits: boolean;
}

/** Why a metric over this form of truth does not fit; undefined where it does. */
function misfitOf({ truth, target, last, instead, scoresHits }: Compared): Misfit | undefined {
  const { meaning, implicit } = target;
  switch (meaning.kind) {
    case "number": {
      const share =
        meaning.low !== undefined && meaning.high !== undefined && meaning.low >= 0 && meaning.high <= 1;
      const wrong = implicit ? scoresHits : truth !== "real" && !share;
      return wrong
        ? { why: "counts hits", is: "a number, which is never hit exactly", better: "mae" }
        : undefined;
    }
    case "class":
      if (truth === "class-number") return undefined;
      return { why: comparing[truth], is: "a class number", ...instead(meaning.count) };
    case "onehot":
      return truth === "class-number"
        ? { why: "compares class numbers", is: "one-hot", better: "categorical_accuracy" }
        : undefined;
    case "binary":
      if (truth === "class-number" && last === 2) return undefined;
      return truth === "class-number"
        ? { why: "compares class numbers", is: "a yes or no", better: "binary_accuracy" }
        : undefined;
    case "multilabel":
      return truth === "class-number"
        ? { why: "compares class numbers", is: "a yes or no for each label", better: "binary_accuracy" }
        : undefined;
  }
}

function countsHits({ call }: OutputMetric): boolean {
  return call.name.endsWith("accuracy");
}

/** Whether the output may be any number: then nobody meant a yes or no. */
function unbounded(model: Model, output: Model["outputs"][number], context: RuleContext): boolean {
  const regression = (model.compile?.losses ?? []).some(
    (loss) =>
      loss.output === output.name &&
      loss.terms.every(
        (term) =>
          "call" in term &&
          /squared|absolute|huber|log_cosh/.test(term.call.name) &&
          !term.call.name.includes("hinge"),
      ),
  );
  return regression && headOf(model, output, context).range === "real";
}
