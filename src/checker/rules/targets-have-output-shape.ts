/** NN214: a target has the shape of its output; only a trailing 1 may be missing, as in Keras. */
import { report } from "../../diagnostics/define-message.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import { type Dim, sameDim, sameShape, showShape } from "../../tensor/index.ts";
import { countFix } from "../count-fix.ts";
import { type Head, headOf } from "../heads.ts";
import { type Difference, helpForTarget } from "../help-for-target.ts";
import { judgedLosses } from "../judged-losses.ts";
import { lastLinear } from "../last-linear.ts";
import type { Rule, RuleContext } from "../rule-context.ts";
import { misfits } from "./labels-fit-loss.ts";
import { wrongCount } from "./outputs-match-classes.ts";

export const targetsHaveOutputShape: Rule = (model, context) =>
  model.targets.flatMap((target) => {
    const output = model.outputs.find(({ name }) => name === target.output);
    if (output === undefined || target.implicit || wrongCount(target, model, context) !== undefined)
      return [];
    const judged = judgedLosses(model, context).find((loss) => loss.output === output);
    const sparse =
      judged === undefined ? target.meaning.kind === "class" : judged.expects.truth === "class-number";
    if (judged !== undefined && misfits(judged)) return [];
    const { shape } = model.values[output.value].type;
    const expected = sparse ? shape.slice(0, -1) : shape;
    if (agree(target.type.shape, expected, sparse)) return [];
    const [own, given] = [target.type.shape.slice(1), shape.slice(1)];
    const gives = `gives ${showShape(given)}${sparse ? ", the last of them the classes" : ""}`;
    const difference = {
      truth: target.type.shape,
      given: expected,
      output: output.value,
      rank: shape.length,
    };
    const help = helpForTarget(difference, context);
    const related = [{ span: target.span, message: "the target is declared here" }];
    const span = context.maker(output.value)?.span ?? model.values[output.value].span;
    return [
      report(
        messages.targetShapeDiffers,
        span,
        { target: target.name, expected: showShape(own), output: gives, help },
        { related, fix: fixFor(difference, headOf(model, output, context), context) },
      ),
    ];
  });

/** The number of values, or the last step alone, where it is that. */
function fixFor(
  { truth, given, output, rank }: Difference,
  head: Head,
  context: RuleContext,
): Fix | undefined {
  const [wanted, values] = [truth.at(-1), given.at(-1)];
  if (truth.length === given.length && typeof wanted === "number" && typeof values === "number") {
    // A softmax over one value would say nothing.
    if (wanted === 1 && head.range === "distribution") return undefined;
    const layer = sameShape(truth.slice(0, -1), given.slice(0, -1)) ? lastLinear(output, context) : undefined;
    return layer === undefined ? undefined : countFix(layer, values, wanted, context);
  }
  if (given.length !== truth.length + 1 || rank !== 3) return undefined;
  for (let maker = context.maker(output); maker !== undefined; maker = context.maker(maker.inputs[0])) {
    const place = context.argumentIn(maker.span, "return_sequences");
    if (place !== undefined) return context.removal(place, "argument");
  }
  return undefined;
}

/** Equal, or equal but for a 1 at the end of one of them. */
function agree(truth: readonly Dim[], expected: readonly Dim[], sparse: boolean): boolean {
  if (sameShape(truth, expected)) return true;
  const [short, long] = truth.length < expected.length ? [truth, expected] : [expected, truth];
  const trailing =
    long.length === short.length + 1 &&
    sameDim(long[long.length - 1], 1) &&
    sameShape(long.slice(0, -1), short);
  return trailing && (sparse || short.length > 0);
}
