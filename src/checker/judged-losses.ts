/** Each term of each loss, beside what it compares: what the rules about losses look at. */
import type { Expectation } from "../library/define-loss.ts";
import type { Dim } from "../tensor/index.ts";
import { type Head, headOf } from "./heads.ts";
import { libraryLosses } from "./library-losses.ts";
import type { Model, ModelOutput, ModelTarget, OutputLoss } from "./model.ts";
import { expectationOf } from "./model-targets.ts";
import type { RuleContext } from "./rule-context.ts";

export interface JudgedLoss {
  readonly loss: OutputLoss;
  readonly name: string;
  readonly fromLogits: boolean;
  readonly expects: Expectation;
  readonly output: ModelOutput;
  readonly head: Head;
  /** The last dim of the output: how many values each answer has. */
  readonly last: Dim | undefined;
  readonly target: ModelTarget | undefined;
}

export function judgedLosses(model: Model, context: RuleContext): readonly JudgedLoss[] {
  return (model.compile?.losses ?? []).flatMap((loss) => {
    const output = model.outputs.find(({ name }) => name === loss.output);
    if (output === undefined) return [];
    const head = headOf(model, output, context);
    const { shape } = model.values[output.value].type;
    const last = shape.length > 1 ? shape[shape.length - 1] : undefined;
    const target = model.targets.find((one) => one.output === loss.output);
    return libraryLosses(loss).map((call) => ({
      loss,
      name: call.name,
      fromLogits: call.arguments.from_logits === true,
      expects: expectationOf(call, context.library),
      output,
      head,
      last,
      target,
    }));
  });
}
