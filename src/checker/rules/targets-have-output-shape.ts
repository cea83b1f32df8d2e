/** NN214: a target has the shape of its output; only a trailing 1 may be missing, as in Keras. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import { type Dim, sameDim, sameShape, showShape } from "../../tensor/index.ts";
import { helpForTarget } from "../help-for-target.ts";
import { judgedLosses } from "../judged-losses.ts";
import type { Rule } from "../rule-context.ts";
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
        { related },
      ),
    ];
  });

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
