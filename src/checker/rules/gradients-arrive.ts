/** NN307: gradients reach the first layers: no deep stack of sigmoids, and no relu that begins with nothing but zeros. */
import { report } from "../../diagnostics/define-message.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { Layer } from "../../library/define-layer.ts";
import type { PlainCall } from "../../library/value.ts";
import { headOf, isActivation, lastActivationOf } from "../heads.ts";
import type { Application, Model } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";

/** As many sigmoid layers in a row leave a thousandth of the gradient at most. */
const mostSigmoids = 5;

export const gradientsArrive: Rule = (model, context) => [
  ...saturating(model, context),
  ...neverStarting(model, context),
];

function saturating(model: Model, context: RuleContext): readonly Diagnostic[] {
  if (context.applicationsOf(mayEndInSigmoid).filter(isSigmoid(context)).length < mostSigmoids) return [];
  const depths = new Map<number, number>();
  return model.applications.flatMap((application) => {
    const depth = depthOf(application, depths, model, context);
    for (const value of application.outputs) depths.set(value, depth);
    if (depth !== mostSigmoids || !squashes(application, model, context)) return [];
    const found = `Here are ${mostSigmoids} layers in a row that end with \`sigmoid\`: on the way back each shrinks the gradient at least fourfold.`;
    return [
      report(messages.vanishingStack, application.span, {
        found,
        help: "Use `relu` in the hidden layers, or `batch_normalization` between them.",
      }),
    ];
  });
}

function mayEndInSigmoid({ lastActivation }: Layer): boolean {
  return lastActivation !== undefined;
}

function isSigmoid(context: RuleContext): (application: Application) => boolean {
  return (application) => lastActivationOf(application, context)?.call.name === "sigmoid";
}

/** How many sigmoid layers lead to here without a normalization or a way around. */
function depthOf(
  application: Application,
  depths: ReadonlyMap<number, number>,
  model: Model,
  context: RuleContext,
): number {
  const entry = context.entryOf(application);
  const { family, linear } = entry;
  if (family === "normalization" || family === "merging" || family === "recurrent") return 0;
  const before = Math.max(0, ...application.inputs.map((value) => depths.get(value) ?? 0));
  const counts = (linear || isActivation(entry)) && squashes(application, model, context);
  if (counts) return before + 1;
  return linear && headOf(model, { value: application.outputs[0] }, context).activation !== "linear"
    ? 0
    : before;
}

function squashes(application: Application, model: Model, context: RuleContext): boolean {
  return headOf(model, { value: application.outputs[0] }, context).activation === "sigmoid";
}

/** A hidden layer of zeros behind a relu gives 0 with slope 0, for ever. */
function neverStarting(model: Model, context: RuleContext): readonly Diagnostic[] {
  return context.applicationsOf(beginsAnywhere).flatMap((application) => {
    const { call, type, trainable, weightsFile } = context.layerOf(application);
    const zero =
      isZero(call.arguments.kernel_initializer) &&
      (call.arguments.use_bias !== true || isZero(call.arguments.bias_initializer));
    if (!zero || !trainable || weightsFile !== undefined || !endsInRelu(application, model, context))
      return [];
    const place = context.written(application).get("kernel_initializer")?.span;
    const found = `All weights of this \`${type}\` begin at 0, and \`relu\` has no slope there: it never starts to learn.`;
    return [
      report(
        messages.vanishingStack,
        application.span,
        { found, help: "Leave `kernel_initializer` out, or use `he_normal`.", severity: "error" },
        { fix: place === undefined ? undefined : context.removal(place, "argument") },
      ),
    ];
  });
}

/** Layers whose author may choose where their kernel begins. */
function beginsAnywhere({ parameters }: Layer): boolean {
  return "kernel_initializer" in parameters;
}

function isZero(initializer: unknown): boolean {
  return (
    typeof initializer === "object" &&
    initializer !== null &&
    "name" in initializer &&
    (initializer as PlainCall).name === "zeros"
  );
}

function endsInRelu(application: Application, model: Model, context: RuleContext): boolean {
  const [value] = application.outputs;
  const [next] = context.readers(value);
  const own = headOf(model, { value }, context).activation;
  const after =
    next === undefined || !["activation"].includes(context.entryOf(next).family)
      ? undefined
      : headOf(model, { value: next.outputs[0] }, context).activation;
  return own === "relu" || (own === "linear" && context.readers(value).length === 1 && after === "relu");
}
