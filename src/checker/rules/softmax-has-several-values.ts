/** NN202: a softmax at the output shares out among several values. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import { headOf } from "../heads.ts";
import { judgedLosses } from "../judged-losses.ts";
import type { Rule } from "../rule-context.ts";
import { wrongCount } from "./outputs-match-classes.ts";

export const softmaxHasSeveralValues: Rule = (model, context) =>
  model.outputs.flatMap((output) => {
    const head = headOf(model, output, context);
    const { shape } = model.values[output.value].type;
    const target = model.targets.find((one) => one.output === output.name);
    if (
      shape.length < 2 ||
      shape.at(-1) !== 1 ||
      (target !== undefined && !target.implicit && wrongCount(target, model, context) !== undefined)
    )
      return [];
    const categorical = judgedLosses(model, context).some(
      (loss) => loss.output === output && loss.expects.truth !== "binary" && loss.expects.truth !== "real",
    );
    if (head.range === "probability" && categorical && (target?.implicit ?? true)) {
      const help = "Use `binary_crossentropy` for a yes or no, or one value for each class.";
      return [report(messages.softmaxOfOne, head.span, { what: "loss", help })];
    }
    if (head.range !== "distribution") return [];
    const place = head.layer === undefined ? undefined : context.written(head.layer).get("activation");
    const edits = place === undefined ? [] : [{ span: place.span, text: "sigmoid" }];
    const fix = place === undefined || categorical ? undefined : { title: "Use sigmoid", safe: true, edits };
    return [
      report(
        messages.softmaxOfOne,
        head.span,
        { what: "softmax", help: "Use `sigmoid` for a yes or no, or one value for each class." },
        { fix },
      ),
    ];
  });
